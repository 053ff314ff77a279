package dev.souk.http.internal.body;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How slowly a body may come. Every body has a grace; what comes after it must come, on the average, at a rate. Only the time in which
 * the server waits for the client counts, so a slow disk of ours is not held against anybody. Thread-safe, as the ticker is.
 *
 * @param grace how long the client may keep us waiting in any case; positive
 * @param bytesPerSecond the rate; positive
 * @param ticker nanoseconds that pass
 */
public record Pace(Duration grace, long bytesPerSecond, LongSupplier ticker) {
    private static final double NANOS_PER_SECOND = 1e9;

    /** Whether a client that sent so much in so long is too slow. */
    boolean isTooSlow(long bytes, long waitedNanos) {
        long late = waitedNanos - grace.toNanos();
        return late > 0 && bytes < bytesPerSecond * (late / NANOS_PER_SECOND);
    }
}
