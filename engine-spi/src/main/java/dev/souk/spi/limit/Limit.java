package dev.souk.spi.limit;

import java.time.Duration;
import java.util.Objects;

/**
 * How much is allowed of something that refills. Immutable.
 *
 * @since 0.1
 */
public sealed interface Limit {
    /** A short name that stands in refusals and statements, such as {@code plan-per-minute}. */
    String name();

    /** How many permits there are at most; at least 1. */
    long permits();

    /**
     * So many permits within any interval of this length. The window slides: in <em>no</em> interval of its length are more
     * permits granted.
     *
     * @param name a short name for refusals and statements
     * @param permits 1 to 1,000,000
     * @param length one millisecond to 31 days
     */
    record Window(String name, long permits, Duration length) implements Limit {
        /** The most permits a window may have. */
        public static final long MAX_PERMITS = 1_000_000;

        private static final Duration SHORTEST = Duration.ofMillis(1);
        private static final Duration LONGEST = Duration.ofDays(31);

        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if a value is out of its range
         */
        public Window {
            requireName(name);
            requirePermits(name, permits);
            Objects.requireNonNull(length, "length");
            if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(
                        "limit '" + name + "': a window of " + length + " is not between 1 ms and 31 days");
            }
        }
    }

    /**
     * So many at the same time.
     *
     * @param name a short name for refusals and statements
     * @param permits 1 to 1,000,000
     */
    record InFlight(String name, long permits) implements Limit {
        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if a value is out of its range
         */
        public InFlight {
            requireName(name);
            requirePermits(name, permits);
        }
    }

    /**
     * A window of one minute.
     *
     * @param name a short name for refusals and statements
     * @param permits 1 to 1,000,000
     */
    static Limit perMinute(String name, long permits) {
        return new Window(name, permits, Duration.ofMinutes(1));
    }

    /**
     * A window of one hour.
     *
     * @param name a short name for refusals and statements
     * @param permits 1 to 1,000,000
     */
    static Limit perHour(String name, long permits) {
        return new Window(name, permits, Duration.ofHours(1));
    }

    /**
     * A limit of what runs at the same time.
     *
     * @param name a short name for refusals and statements
     * @param permits 1 to 1,000,000
     */
    static Limit inFlight(String name, long permits) {
        return new InFlight(name, permits);
    }

    private static void requireName(String name) {
        if (name.isBlank() || name.length() > 64) {
            throw new IllegalArgumentException("a limit's name has 1 to 64 characters");
        }
    }

    private static void requirePermits(String name, long permits) {
        if (permits < 1 || permits > Window.MAX_PERMITS) {
            throw new IllegalArgumentException("limit '" + name + "': " + permits + " permits is not between 1 and "
                    + Window.MAX_PERMITS + "; to forbid something, do not offer it");
        }
    }
}
