package dev.souk.engine.internal.lease;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Does something again and again, in a thread of its own. Thread-safe. */
public final class Repeated implements AutoCloseable {
    private static final long LAST_SECONDS = 5;

    private final Supplier<Duration> task;
    private final ScheduledThreadPoolExecutor thread;

    /**
     * Something that is not done yet.
     *
     * @param name the thread's
     * @param task does it once, throws nothing, and says after how long to do it again
     */
    public Repeated(String name, Supplier<Duration> task) {
        this.task = task;
        this.thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread made = new Thread(work, name);
            made.setDaemon(true);
            return made;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Begins after so long. Called once. */
    public void start(Duration first) {
        try {
            var unused = thread.schedule(() -> start(task.get()), first.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            // It was the last time.
        }
    }

    /** Stops, and waits a little for what is being done. Calling it again does nothing. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException hurry) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
