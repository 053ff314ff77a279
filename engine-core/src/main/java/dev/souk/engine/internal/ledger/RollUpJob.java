package dev.souk.engine.internal.ledger;

import dev.souk.engine.config.SoukConfig;
import dev.souk.spi.SoukException;
import dev.souk.spi.store.LedgerStore;
import dev.souk.spi.store.Store;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rolls up what transactions leave beside their journal, every now and then, in a thread of its own; see {@link LedgerStore#rollUp}. It
 * only keeps reading cheap: whether and when it runs changes nothing of what is read.
 *
 * <p>Thread-safe.
 */
@Singleton
public final class RollUpJob implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RollUpJob.class);
    private static final long CLOSE_SECONDS = 5;

    private final LedgerStore ledger;
    private final InstantSource clock;
    private final long intervalNanos;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "souk-roll-up");
        made.setDaemon(true);
        return made;
    });

    /**
     * A job that is not started yet.
     *
     * @param store what to roll up
     * @param clock the time to record
     * @param config says how often
     */
    @Inject
    public RollUpJob(Store store, InstantSource clock, SoukConfig config) {
        this.ledger = store.ledger();
        this.clock = clock;
        this.intervalNanos = config.ledger().rollUpInterval().toNanos();
    }

    /** Runs it again and again. Called once. */
    public void start() {
        var unused = thread.scheduleWithFixedDelay(this::run, intervalNanos, intervalNanos, TimeUnit.NANOSECONDS);
    }

    /** Rolls up once, and says whether there was something to do. What goes wrong is logged, and tried again the next time. */
    public boolean run() {
        try {
            return ledger.rollUp(rollUp -> Chain.next(rollUp, clock.instant()));
        } catch (SoukException away) {
            LOG.warn("The ledger could not be rolled up now: {}", away.getMessage());
        } catch (RuntimeException fault) {
            LOG.error("The ledger could not be rolled up now", fault);
        }
        return false;
    }

    /** Stops, after a last time. Calling it again does nothing. */
    @Override
    public void close() {
        if (thread.isShutdown()) {
            return;
        }
        thread.shutdown();
        try {
            if (thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                run();
            } else {
                thread.shutdownNow();
            }
        } catch (InterruptedException hurry) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
