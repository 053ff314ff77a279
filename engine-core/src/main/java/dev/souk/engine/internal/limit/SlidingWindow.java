package dev.souk.engine.internal.limit;

import dev.souk.spi.limit.Limit;

/**
 * An exact sliding window, known as a sliding log: it remembers when each permit was granted, as long as it counts.
 *
 * <p>A permit granted at <i>t</i> counts in the half-open interval [<i>t</i>, <i>t</i> + length). With at most <i>n</i>
 * permits counting whenever one is granted, no interval of the window's length ever holds more than <i>n</i>: the last one in
 * such an interval was granted while all the others in it still counted. And as only these are counted, nothing is refused
 * that the window allows.
 *
 * <p>When <i>u</i> &ge; <i>n</i> permits count, one more is allowed as soon as the (<i>u</i> - <i>n</i> + 1)-th oldest has
 * left. This holds too when the limit was lowered and <i>u</i> is above it.
 *
 * <p>Not thread-safe: guarded by the lock of its counter.
 */
final class SlidingWindow implements Tally {
    /** When the permits were granted; never more than {@link Limit.Window#MAX_PERMITS}. */
    private final TimeRing granted;

    private long lengthNanos;

    SlidingWindow(Limit.Window limit, TimeRing granted) {
        this.granted = granted;
        lengthNanos = lengthNanos(limit);
    }

    /** What left a shorter window while that one was in force stays forgotten under a longer one. */
    @Override
    public void adopt(Limit limit, long now) {
        long adopted = lengthNanos(limit);
        granted.dropUntil(now - Math.min(lengthNanos, adopted));
        lengthNanos = adopted;
    }

    @Override
    public long waitNanos(long permits, long now) {
        int used = granted.size();
        return used < permits ? 0 : granted.get((int) (used - permits)) + lengthNanos - now;
    }

    @Override
    public void take(long now, long leaseEnd) {
        granted.add(now);
    }

    @Override
    public void release(long leaseEnd) {
        // A call that was made stays counted until the window has slid past it.
    }

    @Override
    public void cancel(long takenAt, long leaseEnd) {
        granted.remove(takenAt);
    }

    @Override
    public int used(Limit limit, long now) {
        return granted.size() - granted.countUntil(now - Math.min(lengthNanos, lengthNanos(limit)));
    }

    @Override
    public long resetNanos(Limit limit, long now) {
        return used(limit, now) == 0 ? 0 : granted.get(granted.size() - 1) + lengthNanos(limit) - now;
    }

    @Override
    public boolean isIdle(long now) {
        return granted.size() == 0 || granted.get(granted.size() - 1) + lengthNanos - now <= 0;
    }

    private static long lengthNanos(Limit limit) {
        return ((Limit.Window) limit).length().toNanos();
    }
}
