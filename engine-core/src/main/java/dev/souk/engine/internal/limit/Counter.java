package dev.souk.engine.internal.limit;

import dev.souk.spi.limit.Limit;
import dev.souk.spi.limit.LimitRequest;
import dev.souk.spi.limit.LimitStatus;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * One counter: a tally and the lock that guards it.
 *
 * <p>The tally and the mark of removal are guarded by the lock. Whoever needs several counters locks them in ascending order of
 * their numbers. {@link #release}, {@link #cancel} and {@link #status} lock for themselves, one counter at a time; what is named
 * {@code …Locked} must be called with the lock held.
 */
final class Counter {
    private final CounterKey key;
    private final long number;
    private final ReentrantLock lock = new ReentrantLock();
    private final Tally tally;
    private boolean removed;

    /**
     * An empty counter.
     *
     * @param number its place in the order in which counters are locked; no other counter of the store has it
     */
    Counter(CounterKey key, long number, Tally tally) {
        this.key = key;
        this.number = number;
        this.tally = tally;
    }

    CounterKey key() {
        return key;
    }

    long number() {
        return number;
    }

    ReentrantLock lock() {
        return lock;
    }

    /** Lets this limit decide, and says how long until it grants one more permit; zero if it does now. */
    long waitNanosLocked(Limit limit, long now) {
        tally.adopt(limit, now);
        return tally.waitNanos(limit.permits(), now);
    }

    void takeLocked(long now, long leaseEnd) {
        tally.take(now, leaseEnd);
    }

    LimitStatus statusLocked(LimitRequest request, long now) {
        Limit limit = request.limit();
        long used = tally.used(limit, now);
        Duration resetAfter = Duration.ofNanos(tally.resetNanos(limit, now));
        return new LimitStatus(request, used, Math.max(0, limit.permits() - used), resetAfter);
    }

    boolean isRemovedLocked() {
        return removed;
    }

    /** Marks it removed if nothing counts in it: whoever finds the mark looks the counter up again. */
    boolean removeIfIdleLocked(long now) {
        removed = tally.isIdle(now);
        return removed;
    }

    LimitStatus status(LimitRequest request, LongSupplier ticker) {
        lock.lock();
        try {
            return statusLocked(request, ticker.getAsLong());
        } finally {
            lock.unlock();
        }
    }

    void release(long leaseEnd) {
        if (key.inFlight()) {
            lock.lock();
            try {
                tally.release(leaseEnd);
            } finally {
                lock.unlock();
            }
        }
    }

    void cancel(long takenAt, long leaseEnd) {
        lock.lock();
        try {
            tally.cancel(takenAt, leaseEnd);
        } finally {
            lock.unlock();
        }
    }
}
