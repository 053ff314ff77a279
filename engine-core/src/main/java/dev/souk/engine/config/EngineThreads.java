package dev.souk.engine.config;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * How the engine's threads wait for each other and for a time, and how it does something again and again. These and the agents' runtime
 * are the only places where a thread of the engine waits; so whoever puts a scheduler of its own here, with a clock and a ticker,
 * decides in what order everything happens, as a simulation does.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public interface EngineThreads {
    /** The system's threads. */
    EngineThreads SYSTEM = new SystemThreads();

    /**
     * Waits until somebody {@linkplain #unpark unparks} the calling thread, or it is interrupted, or the time is over. It does not wait if
     * one of that has happened since the last wait. It may return for no reason, and keeps an interrupt.
     *
     * @param blocker what is waited for, for whoever looks at the threads
     * @param nanos the longest wait on the ticker; not waited if not positive
     */
    void park(Object blocker, long nanos);

    /**
     * Waits for a time to pass, or until the calling thread is interrupted, or there is no more need. It keeps an interrupt.
     *
     * @param nanos how long on the ticker; not waited if not positive
     * @param enough whether there is no more need; asked before waiting and whenever somebody unparks the calling thread
     */
    void pause(long nanos, BooleanSupplier enough);

    /** Lets this thread's wait end, or the next one if it does not wait. */
    void unpark(Thread thread);

    /**
     * Does something again and again, one at a time.
     *
     * @param name of the thread that does it
     * @param first after how long for the first time
     * @param task does it once, throws nothing, and says after how long to do it again
     */
    Repetition repeat(String name, Duration first, Supplier<Duration> task);

    /** Something that is done again and again. */
    interface Repetition {
        /**
         * Ends it, and waits a little for what is being done. Calling it again does no harm.
         *
         * @return whether it has ended; if not, it was interrupted
         */
        boolean stop();
    }
}
