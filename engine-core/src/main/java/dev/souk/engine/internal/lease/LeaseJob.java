package dev.souk.engine.internal.lease;

import dev.souk.engine.config.EngineThreads;
import dev.souk.engine.config.EngineThreads.Repetition;
import dev.souk.engine.config.SoukConfig;
import dev.souk.spi.SoukException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the leases every third of their length, and sooner again when the store is away: it is the lease that protects until then.
 * Thread-safe.
 */
@Singleton
public final class LeaseJob implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseJob.class);
    private static final int ROUNDS = 3;
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(1);

    private final Leases leases;
    private final Duration interval;
    private final Duration retry;
    private final EngineThreads threads;
    /** Set once, by whoever starts it. */
    private volatile @Nullable Repetition rounds;
    /** Used by the job's thread alone. */
    private boolean failing;

    /**
     * A job that is not started yet.
     *
     * @param leases what to renew
     * @param config how long they are
     * @param threads where it is done
     */
    @Inject
    public LeaseJob(Leases leases, SoukConfig config, EngineThreads threads) {
        this.leases = leases;
        this.threads = threads;
        this.interval = config.lease().dividedBy(ROUNDS);
        this.retry = interval.compareTo(LONGEST_RETRY) < 0 ? interval : LONGEST_RETRY;
    }

    /** Begins. Called once. */
    public void start() {
        rounds = threads.repeat("souk-leases", interval, this::round);
    }

    private Duration round() {
        try {
            leases.renew();
            if (failing) {
                LOG.info("The leases of running calls are renewed again");
            }
            failing = false;
            return interval;
        } catch (RuntimeException fault) {
            if (!failing && fault instanceof SoukException) {
                LOG.warn("The leases of running calls cannot be renewed now: {}", fault.getMessage());
            } else if (!failing) {
                LOG.error("The leases of running calls cannot be renewed now", fault);
            }
            failing = true;
            return retry;
        }
    }

    /** Stops. Calling it again does nothing. */
    @Override
    public void close() {
        Repetition begun = rounds;
        if (begun != null) {
            begun.stop();
        }
    }
}
