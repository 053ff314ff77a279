package dev.souk.engine.internal.limit;

import dev.souk.spi.limit.Limit;

/**
 * What one counter counts: permits, each from the moment it is taken until it no longer counts. Moments are nanoseconds of the
 * store's ticker; a later call never has an earlier {@code now}, except for {@link #isIdle}.
 *
 * <p>Not thread-safe: guarded by the lock of its counter.
 */
sealed interface Tally permits SlidingWindow, InFlightLeases {
    /** An empty tally for limits of this one's kind. */
    static Tally of(Limit limit) {
        TimeRing empty = new TimeRing();
        return limit instanceof Limit.Window window ? new SlidingWindow(window, empty) : new InFlightLeases(empty);
    }

    /** Lets this limit decide from now on, and forgets what no longer counts. It is always of the same kind. */
    void adopt(Limit limit, long now);

    /** How long until one more permit can be taken under the adopted limit; zero if it can be now. */
    long waitNanos(long permits, long now);

    /** Counts one permit from now on. */
    void take(long now, long leaseEnd);

    /** Counts a permit no longer as in flight. */
    void release(long leaseEnd);

    /** Takes a permit back as if it had never been taken. */
    void cancel(long takenAt, long leaseEnd);

    /** How many permits count now under this limit. Changes nothing. */
    int used(Limit limit, long now);

    /** How long until no permit counts under this limit; zero if none does. Changes nothing. */
    long resetNanos(Limit limit, long now);

    /** Whether no permit counts any more, so that an empty tally would decide the same. */
    boolean isIdle(long now);
}
