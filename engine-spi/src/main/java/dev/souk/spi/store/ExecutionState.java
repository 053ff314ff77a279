package dev.souk.spi.store;

/**
 * Where an execution stands. It leaves {@link #RUNNING} once, and never again after that.
 *
 * @since 0.1
 */
public enum ExecutionState {
    /** Admitted; its reservation is held. */
    RUNNING,
    /** Answered and settled. */
    SUCCEEDED,
    /** Ended without an answer; its reservation is released. */
    FAILED,
    /** Nobody ended it in time; its reservation was given back. */
    EXPIRED
}
