package dev.souk.engine.internal.budget;

import dev.souk.engine.config.EngineThreads;
import dev.souk.engine.config.EngineThreads.Repetition;
import dev.souk.spi.SoukException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
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
    private final EngineThreads threads;
    /** Set once, by whoever starts it. */
    private volatile @Nullable Repetition sweeps;

    /**
     * A job that is not started yet.
     *
     * @param expiry what to run
     * @param threads where it is done
     */
    @Inject
    public BudgetExpiryJob(BudgetExpiry expiry, EngineThreads threads) {
        this.expiry = expiry;
        this.threads = threads;
    }

    /** Begins. Called once. */
    public void start() {
        sweeps = threads.repeat("souk-budgets", FIRST, this::sweep);
    }

    private Duration sweep() {
        try {
            expiry.sweep();
        } catch (SoukException away) {
            LOG.warn("What is left of past budgets could not be posted back now: {}", away.getMessage());
        } catch (RuntimeException fault) {
            LOG.error("What is left of past budgets could not be posted back now", fault);
        }
        return INTERVAL;
    }

    /** Stops. Calling it again does nothing. */
    @Override
    public void close() {
        Repetition begun = sweeps;
        if (begun != null) {
            begun.stop();
        }
    }
}
