package dev.souk.engine.internal.settle;

import dev.souk.engine.config.SoukConfig;
import dev.souk.spi.SoukException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs {@link Recovery} when the engine starts and every now and then after it, in a thread of its own. Thread-safe. */
@Singleton
public final class RecoveryJob implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecoveryJob.class);

    private final Recovery recovery;
    private final long intervalNanos;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "souk-recovery");
        made.setDaemon(true);
        return made;
    });

    /**
     * A job that is not started yet.
     *
     * @param recovery what to run
     * @param config says how often
     */
    @Inject
    public RecoveryJob(Recovery recovery, SoukConfig config) {
        this.recovery = recovery;
        this.intervalNanos = config.recoveryInterval().toNanos();
    }

    /** Runs it once, here, and then again and again. Called once. */
    public void start() {
        sweep();
        var unused = thread.scheduleWithFixedDelay(this::sweep, intervalNanos, intervalNanos, TimeUnit.NANOSECONDS);
    }

    private void sweep() {
        try {
            recovery.sweep();
        } catch (SoukException away) {
            LOG.warn("Expired reservations could not be given back now: {}", away.getMessage());
        } catch (RuntimeException fault) {
            LOG.error("Expired reservations could not be given back now", fault);
        }
    }

    /** Stops. Calling it again does nothing. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException hurry) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
