package dev.souk.engine.internal.limit;

import dev.souk.spi.limit.Limit;

/**
 * The calls in flight, each with a lease that ends by itself: it remembers when each lease ends, and at that moment the call
 * no longer counts, whoever may still be running it.
 *
 * <p>Leases have no names. Two that end at the same moment are interchangeable, and one that has ended by itself is never
 * mistaken for another: whatever is taken later also ends later than that.
 *
 * <p>Not thread-safe: guarded by the lock of its counter.
 */
final class InFlightLeases implements Tally {
    /** When the leases end; never more than {@link Limit.Window#MAX_PERMITS}. */
    private final TimeRing ends;

    InFlightLeases(TimeRing ends) {
        this.ends = ends;
    }

    @Override
    public void adopt(Limit limit, long now) {
        ends.dropUntil(now);
    }

    @Override
    public long waitNanos(long permits, long now) {
        int used = ends.size();
        return used < permits ? 0 : ends.get((int) (used - permits)) - now;
    }

    @Override
    public void take(long now, long leaseEnd) {
        ends.add(leaseEnd);
    }

    @Override
    public void release(long leaseEnd) {
        ends.remove(leaseEnd);
    }

    @Override
    public void cancel(long takenAt, long leaseEnd) {
        ends.remove(leaseEnd);
    }

    @Override
    public int used(Limit limit, long now) {
        return ends.size() - ends.countUntil(now);
    }

    @Override
    public long resetNanos(Limit limit, long now) {
        return used(limit, now) == 0 ? 0 : ends.get(ends.size() - 1) - now;
    }

    @Override
    public boolean isIdle(long now) {
        return ends.size() == 0 || ends.get(ends.size() - 1) - now <= 0;
    }
}
