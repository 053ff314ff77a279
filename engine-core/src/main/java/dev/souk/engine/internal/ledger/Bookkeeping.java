package dev.souk.engine.internal.ledger;

import dev.souk.engine.config.EngineThreads;
import dev.souk.engine.config.EngineThreads.Repetition;
import dev.souk.engine.config.SoukConfig;
import dev.souk.engine.config.SoukConfig.LedgerSettings;
import dev.souk.spi.SoukException;
import dev.souk.spi.store.LedgerRoot;
import dev.souk.spi.store.LedgerStore;
import dev.souk.spi.store.Store;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done about the ledger now and then, in a thread of its own: what transactions leave beside their journal is rolled up, and
 * once an hour, or as often as the settings say, a root over all chains is made. Neither changes what is read of the books.
 *
 * <p>Thread-safe.
 */
@Singleton
public final class Bookkeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Bookkeeping.class);

    private final LedgerStore ledger;
    private final InstantSource clock;
    private final LedgerSettings settings;
    private final RootKey key;
    private final EngineThreads threads;
    private final AtomicReference<@Nullable Repetition> rounds = new AtomicReference<>();

    /**
     * Bookkeeping that has not begun yet.
     *
     * @param store where the ledger is
     * @param clock the time to record
     * @param config says how often
     * @param key signs the roots
     * @param threads where it is done
     */
    @Inject
    public Bookkeeping(Store store, InstantSource clock, SoukConfig config, RootKey key, EngineThreads threads) {
        this.ledger = store.ledger();
        this.clock = clock;
        this.settings = config.ledger();
        this.key = key;
        this.threads = threads;
    }

    /** Does it again and again. Called once. */
    public void start() {
        rounds.set(threads.repeat("souk-bookkeeping", settings.rollUpInterval(), () -> {
            run();
            return settings.rollUpInterval();
        }));
    }

    /** Does what is to be done now. What goes wrong is logged, and tried again the next time. */
    void run() {
        try {
            rollUp();
            if (isRootDue()) {
                seal();
            }
        } catch (SoukException away) {
            LOG.warn("The ledger could not be rolled up now: {}", away.getMessage());
        } catch (RuntimeException fault) {
            LOG.error("The ledger could not be rolled up now", fault);
        }
    }

    private boolean rollUp() {
        return ledger.rollUp(rollUp -> Chain.next(rollUp, clock.instant()));
    }

    /**
     * Makes a root over everything up to now.
     *
     * @return the root; nothing if nothing was posted since the last one, or another engine is making one
     * @throws SoukException if the store failed
     */
    public Optional<LedgerRoot> seal() {
        rollUp();
        return ledger.seal((last, leaves) -> Roots.next(last, leaves, clock.instant(), key));
    }

    /** Whether a new hour has begun since the last root was made, by whichever engine. */
    private boolean isRootDue() {
        List<LedgerRoot> last = ledger.roots(Long.MAX_VALUE, 1);
        return last.isEmpty() || period(last.get(0).at()) < period(clock.instant());
    }

    private long period(Instant at) {
        Duration interval = settings.rootInterval();
        return Math.floorDiv(at.toEpochMilli(), interval.toMillis());
    }

    /** Stops, after a last roll-up. Calling it again does nothing. */
    @Override
    public void close() {
        Repetition begun = rounds.getAndSet(null);
        if (begun != null && begun.stop()) {
            run();
        }
    }
}
