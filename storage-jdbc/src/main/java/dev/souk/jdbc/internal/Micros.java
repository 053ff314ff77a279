package dev.souk.jdbc.internal;

import java.time.Instant;

/** Instants as they are stored: microseconds since 1970. */
final class Micros {
    private static final long PER_SECOND = 1_000_000L;
    private static final long NANOS_PER_MICRO = 1_000L;

    private Micros() {}

    /** The microseconds of an instant; what is finer is cut off. */
    static long of(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), PER_SECOND), instant.getNano() / NANOS_PER_MICRO);
    }

    static Instant toInstant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * NANOS_PER_MICRO);
    }
}
