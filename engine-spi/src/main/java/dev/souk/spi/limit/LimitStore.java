package dev.souk.spi.limit;

import java.time.Duration;
import java.util.List;

/**
 * Keeps the limits: decides over any number of them in one step, all or nothing.
 *
 * <p><b>Contract.</b> A request is granted if and only if every limit in it has a permit left; then one permit is taken from
 * each. Otherwise nothing is taken anywhere. For a {@link Limit.Window} the permits granted within any interval of the
 * window's length, less those cancelled, never exceed its permits, and nothing is refused that the window allows. An interval
 * is half open: a permit granted exactly one length after another is not in the same interval. For a {@link Limit.InFlight} a
 * permit counts until it is released, cancelled, or its lease ends, so that a crash gives it back.
 *
 * <p>If the limit of a counter changes between two requests (a plan was changed), the newer limit decides over what was
 * granted before. If its window is longer, what the shorter one no longer counted may be forgotten.
 *
 * <p><b>Thread-safety.</b> All methods may be called from any thread. <b>Time</b> is the store's own: elapsed time, not the
 * wall clock, so that a clock that is set changes nothing.
 *
 * <p><b>Faults.</b> A store that cannot be reached never grants more than its share of the limit; it throws
 * {@link dev.souk.spi.SoukException} with {@link dev.souk.spi.ErrorCode#STORE_UNAVAILABLE} if it cannot decide at all.
 *
 * @since 0.1
 */
public interface LimitStore extends AutoCloseable {
    /** The most requests that one step may hold. */
    int MAX_REQUESTS = 32;

    /** The longest lease that a call in flight may have. */
    Duration MAX_LEASE = Duration.ofDays(31);

    /**
     * Takes one permit from each limit, or none.
     *
     * @param requests 0 to {@link #MAX_REQUESTS} requests, no counter twice; none at all is granted
     * @param lease how long a call in flight counts if nobody ends it; positive, at most {@link #MAX_LEASE}
     * @return the permit, or which limit stopped it
     * @throws IllegalArgumentException if there are too many requests, a counter stands there twice, or the lease is out of its
     *     range
     * @throws dev.souk.spi.SoukException with {@link dev.souk.spi.ErrorCode#SHUTTING_DOWN} if the store is closed; see also above
     */
    LimitDecision tryAcquire(List<LimitRequest> requests, Duration lease);

    /**
     * How full these limits are, at one moment for each, without taking anything.
     *
     * @param requests the limits to look at
     * @return one status for each, in the same order
     * @throws dev.souk.spi.SoukException as {@link #tryAcquire} does
     */
    List<LimitStatus> status(List<LimitRequest> requests);

    /** Frees what the store holds. Permits still out are void. Calling it again does nothing. */
    @Override
    void close();
}
