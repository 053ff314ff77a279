package dev.souk.engine.internal.budget;

import dev.souk.spi.SoukException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs {@link BudgetExpiry} a minute after the engine starts and every hour from then on, in a thread of its own. Thread-safe.
 */
@Singleton
public final class BudgetExpiryJob implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BudgetExpiryJob.class);
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration INTERVAL = Duration.ofHours(1);

    private final BudgetExpiry expiry;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "souk-budgets");
        made.setDaemon(true);
        return made;
    });

    /**
     * A job that is not started yet.
     *
     * @param expiry what to run
     */
    @Inject
    public BudgetExpiryJob(BudgetExpiry expiry) {
        this.expiry = expiry;
    }

    /** Begins. Called once. */
    public void start() {
        var unused =
                thread.scheduleWithFixedDelay(this::sweep, FIRST.toSeconds(), INTERVAL.toSeconds(), TimeUnit.SECONDS);
    }

    private void sweep() {
        try {
            expiry.sweep();
        } catch (SoukException away) {
            LOG.warn("What is left of past budgets could not be posted back now: {}", away.getMessage());
        } catch (RuntimeException fault) {
            LOG.error("What is left of past budgets could not be posted back now", fault);
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
