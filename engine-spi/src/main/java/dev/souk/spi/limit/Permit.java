package dev.souk.spi.limit;

/**
 * What a granted request holds, over all limits it asked for. Exactly one of {@link #release()} and {@link #cancel()} counts,
 * the first one called; every later call does nothing.
 *
 * <p>Thread-safe: it may be granted in one thread and ended in another.
 *
 * @since 0.1
 */
public interface Permit {
    /** Says that the call has ended: it is no longer in flight, and stays counted in the windows. */
    void release();

    /** Says that the call was never made: everything is given back, as if it had not been asked for. */
    void cancel();
}
