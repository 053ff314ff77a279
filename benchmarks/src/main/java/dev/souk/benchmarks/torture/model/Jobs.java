package dev.souk.benchmarks.torture.model;

import dev.souk.engine.config.EngineThreads;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The system's threads, but for what an engine does again and again: that is done when it is told to, by whoever tells it. Thread-safe. */
final class Jobs implements EngineThreads {
    private final Map<String, Supplier<Duration>> jobs = new ConcurrentHashMap<>();

    /** Does one of them once. */
    void run(String name) {
        Supplier<Duration> job = jobs.get(name);
        if (job == null) {
            throw new IllegalStateException("nothing named " + name + " is done again and again: " + jobs.keySet());
        }
        Duration untilTheNext = job.get();
        if (untilTheNext.isNegative()) {
            throw new IllegalStateException(name + " is to be done again after " + untilTheNext);
        }
    }

    @Override
    public void park(Object blocker, long nanos) {
        SYSTEM.park(blocker, nanos);
    }

    @Override
    public void pause(long nanos, BooleanSupplier enough) {
        SYSTEM.pause(nanos, enough);
    }

    @Override
    public void unpark(Thread thread) {
        SYSTEM.unpark(thread);
    }

    @Override
    public Repetition repeat(String name, Duration first, Supplier<Duration> task) {
        jobs.put(name, task);
        return () -> true;
    }
}
