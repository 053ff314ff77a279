package dev.souk.engine.internal.settle;

import dev.souk.engine.config.SoukConfig;
import dev.souk.engine.internal.lease.Repeated;
import dev.souk.spi.SoukException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs {@link Recovery} when the engine starts and every now and then after it, in a thread of its own. Thread-safe. */
@Singleton
public final class RecoveryJob implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecoveryJob.class);

    private final Recovery recovery;
    private final Duration interval;
    private final Repeated sweeps = new Repeated("souk-recovery", this::sweep);

    /**
     * A job that is not started yet.
     *
     * @param recovery what to run
     * @param config says how often
     */
    @Inject
    public RecoveryJob(Recovery recovery, SoukConfig config) {
        this.recovery = recovery;
        this.interval = config.recoveryInterval();
    }

    /** Runs it once, here, and then again and again. Called once. */
    public void start() {
        sweeps.start(sweep());
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
        sweeps.close();
    }
}
