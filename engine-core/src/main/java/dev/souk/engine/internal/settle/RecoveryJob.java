package dev.souk.engine.internal.settle;

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

/** Runs {@link Recovery} when the engine starts and every now and then after it, in a thread of its own. Thread-safe. */
@Singleton
public final class RecoveryJob implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecoveryJob.class);

    private final Recovery recovery;
    private final Duration interval;
    private final EngineThreads threads;
    /** Set once, by whoever starts it. */
    private volatile @Nullable Repetition sweeps;

    /**
     * A job that is not started yet.
     *
     * @param recovery what to run
     * @param config says how often
     * @param threads where it is done
     */
    @Inject
    public RecoveryJob(Recovery recovery, SoukConfig config, EngineThreads threads) {
        this.recovery = recovery;
        this.threads = threads;
        this.interval = config.recoveryInterval();
    }

    /** Runs it once, here, and then again and again. Called once. */
    public void start() {
        sweeps = threads.repeat("souk-recovery", sweep(), this::sweep);
    }

    private Duration sweep() {
        try {
            recovery.sweep();
        } catch (SoukException away) {
            LOG.warn("Expired reservations could not be given back now: {}", away.getMessage());
        } catch (RuntimeException fault) {
            LOG.error("Expired reservations could not be given back now", fault);
        }
        return interval;
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
