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

    /** How long a client that has sent so much, and kept us waiting so long, may go on to do so; less than nothing if it is too slow. */
    long leftNanos(long bytes, long waitedNanos) {
        return grace.toNanos() + (long) (bytes * NANOS_PER_SECOND / bytesPerSecond) - waitedNanos;
    }
}
