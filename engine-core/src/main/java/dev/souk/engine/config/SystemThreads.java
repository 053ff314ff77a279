package dev.souk.engine.config;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The system's threads; each repetition has a daemon of its own, so that one that is slow or stuck holds up no other. Thread-safe. */
final class SystemThreads implements EngineThreads {
    private static final long LAST_SECONDS = 5;

    @Override
    public void park(Object blocker, long nanos) {
        LockSupport.parkNanos(blocker, nanos);
    }

    @Override
    public void pause(long nanos, BooleanSupplier enough) {
        long until = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = until - System.nanoTime()) {
            if (enough.getAsBoolean() || Thread.currentThread().isInterrupted()) {
                return;
            }
            LockSupport.parkNanos(this, left);
        }
    }

    @Override
    public void unpark(Thread thread) {
        LockSupport.unpark(thread);
    }

    @Override
    public Repetition repeat(String name, Duration first, Supplier<Duration> task) {
        Repeated repeated = new Repeated(name, task);
        repeated.next(first);
        return repeated;
    }

    private static final class Repeated implements Repetition {
        private final Supplier<Duration> task;
        private final ScheduledThreadPoolExecutor thread;

        Repeated(String name, Supplier<Duration> task) {
            this.task = task;
            this.thread = new ScheduledThreadPoolExecutor(1, work -> {
                Thread made = new Thread(work, name);
                made.setDaemon(true);
                return made;
            });
            thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        }

        void next(Duration after) {
            try {
                var unused = thread.schedule(() -> next(task.get()), after.toNanos(), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException stopped) {
                // It was the last time.
            }
        }

        @Override
        public boolean stop() {
            thread.shutdown();
            try {
                if (thread.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS)) {
                    return true;
                }
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            }
            thread.shutdownNow();
            return false;
        }
    }
}
