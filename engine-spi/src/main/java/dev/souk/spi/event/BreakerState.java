package dev.souk.spi.event;

/**
 * Where a circuit breaker stands.
 *
 * @since 0.1
 */
public enum BreakerState {
    /** Calls go through. */
    CLOSED,
    /** Calls are turned away, because too many failed. */
    OPEN,
    /** A few calls go through, to see whether it is better now. */
    HALF_OPEN
}
