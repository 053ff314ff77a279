package dev.souk.engine.internal.limit;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.limit.LimitDecision;
import dev.souk.spi.limit.LimitRequest;
import dev.souk.spi.limit.LimitStatus;
import dev.souk.spi.limit.LimitStore;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The limits of this process, in its memory. Exact to the nanosecond of its ticker; a restart begins with nothing taken.
 *
 * <p>A step locks all its counters (in a fixed order, see {@link Counters}), reads the time once, asks every counter, and only if
 * none has to wait takes from all. As the time is read with the locks held, the times in one counter never go back, whichever
 * thread comes first. If memory runs out between two takes, what was taken counts although nobody holds it, until its window or
 * lease ends: too much is refused for a while, never granted.
 *
 * <p>{@code closed} is volatile and set before the counters are let go. A step looks at it again once it has its counters: if they
 * are new ones, made after that, it stops.
 */
public final class LocalLimitStore implements LimitStore {
    private final LongSupplier ticker;
    private final Counters counters = new Counters();
    private volatile boolean closed;

    /**
     * A store in which nothing is taken.
     *
     * @param ticker elapsed time in nanoseconds that never goes back; it may start anywhere, also below zero, and run over. Two
     *     uses of one counter are less than 292 years apart
     */
    public LocalLimitStore(LongSupplier ticker) {
        this.ticker = ticker;
    }

    @Override
    public LimitDecision tryAcquire(List<LimitRequest> requests, Duration lease) {
        requireOpen();
        if (requests.size() > MAX_REQUESTS) {
            throw new IllegalArgumentException(
                    requests.size() + " requests in one step are more than the " + MAX_REQUESTS + " allowed");
        }
        if (lease.isNegative() || lease.isZero() || lease.compareTo(MAX_LEASE) > 0) {
            throw new IllegalArgumentException(
                    "a lease of " + lease + " is not allowed; it is above zero and at most " + MAX_LEASE);
        }
        long leaseNanos = lease.toNanos();
        LimitDecision decision = counters.inOneStep(requests, locked -> decide(requests, locked, leaseNanos));
        counters.sweep(ticker.getAsLong());
        return decision;
    }

    @Override
    public List<LimitStatus> status(List<LimitRequest> requests) {
        requireOpen();
        return requests.stream().map(this::status).toList();
    }

    @Override
    public void close() {
        closed = true;
        counters.clear();
    }

    /** How many counters are kept, idle ones that were not swept yet among them. */
    int counters() {
        return counters.size();
    }

    private LimitDecision decide(List<LimitRequest> requests, Counter[] locked, long leaseNanos) {
        requireOpen();
        long now = ticker.getAsLong();
        long longestWait = 0;
        int slowest = 0;
        for (int i = 0; i < locked.length; i++) {
            long wait = locked[i].waitNanosLocked(requests.get(i).limit(), now);
            if (wait > longestWait) {
                longestWait = wait;
                slowest = i;
            }
        }
        if (longestWait > 0) {
            LimitStatus full = locked[slowest].statusLocked(requests.get(slowest), now);
            return new LimitDecision.Denied(
                    full.request(), full.remaining(), full.resetAfter(), Duration.ofNanos(longestWait));
        }
        long leaseEnd = now + leaseNanos;
        for (Counter counter : locked) {
            counter.takeLocked(now, leaseEnd);
        }
        return new LimitDecision.Granted(new LocalPermit(locked, now, leaseEnd));
    }

    private LimitStatus status(LimitRequest request) {
        Counter counter = counters.find(request);
        return counter == null
                ? new LimitStatus(request, 0, request.limit().permits(), Duration.ZERO)
                : counter.status(request, ticker);
    }

    private void requireOpen() {
        if (closed) {
            throw new SoukException(ErrorCode.SHUTTING_DOWN, "the limit store is closed; build a new engine to go on");
        }
    }
}
