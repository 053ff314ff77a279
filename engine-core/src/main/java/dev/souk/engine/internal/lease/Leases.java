package dev.souk.engine.internal.lease;

import dev.souk.engine.config.SoukConfig;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.Leg;
import dev.souk.spi.ledger.Reservation;
import dev.souk.spi.store.EngineSession;
import dev.souk.spi.store.EngineSession.Renewal;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.Store;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This engine's session in the store, and the leases of the calls that it runs.
 *
 * <p><b>Whose time.</b> A lease ends by the store's clock, which is not asked for each call: it was asked at the last renewal, and the
 * ticker says how much later it is now. The time is counted from before it was asked, so it is never behind the store's, and a lease
 * never ends early. It is as much too long as the question took.
 *
 * <p>The engine enters the store when it is first asked for anything that needs it; so an engine whose store is away can start. While
 * the store is away, one caller at a time tries, and the others are told what became of the last try if that was less than a second ago.
 *
 * <p>Thread-safe. {@code entry} and {@code lastFault} are written under {@code this}; the time is one immutable value.
 */
@Singleton
public final class Leases implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);
    private static final long FAULT_NANOS = 1_000_000_000L;

    private final Store store;
    private final InstantSource clock;
    private final LongSupplier ticker;
    private final SoukConfig config;
    private final Map<ExecutionId, Lease> held = new ConcurrentHashMap<>();
    private volatile @Nullable EngineSession entry;
    private volatile Time time = new Time(Instant.EPOCH, 0);
    private @Nullable SoukException lastFault;
    private long lastFaultNanos;
    private boolean closed;

    /**
     * The store's time at a moment.
     *
     * @param at by the store's clock, or a little later
     * @param nanos on the ticker
     */
    private record Time(Instant at, long nanos) {}

    /**
     * The leases of an engine that has not entered yet.
     *
     * @param store where they are kept
     * @param clock the time of this host
     * @param ticker elapsed nanoseconds
     * @param config how long they are, and this engine's name
     */
    @Inject
    public Leases(Store store, InstantSource clock, LongSupplier ticker, SoukConfig config) {
        this.store = store;
        this.clock = clock;
        this.ticker = ticker;
        this.config = config;
    }

    private EngineSession session() {
        EngineSession session = entry;
        return session != null ? session : enter();
    }

    private synchronized EngineSession enter() {
        if (entry != null) {
            return entry;
        }
        if (closed) {
            throw new SoukException(ErrorCode.STORE_UNAVAILABLE, "the engine is closed");
        }
        if (lastFault != null && ticker.getAsLong() - lastFaultNanos < FAULT_NANOS) {
            throw new SoukException(lastFault.code(), String.valueOf(lastFault.getMessage()), lastFault);
        }
        try {
            EngineSession session = entered();
            if (session.isNameTaken()) {
                LOG.warn(
                        "Another engine named '{}' is running on this store: give each a name of its own. What this one leaves if it"
                                + " dies waits until its lease has ended",
                        config.engineNameOrNull());
            }
            entry = session;
            return session;
        } catch (SoukException fault) {
            SoukException known = withoutDoubt(fault);
            lastFault = known;
            lastFaultNanos = ticker.getAsLong();
            throw known;
        }
    }

    /** Whether the session began nobody may know; but nothing was done in it, and whoever wanted to do something is told that. */
    private static SoukException withoutDoubt(SoukException fault) {
        return fault.code() == ErrorCode.STORE_OUTCOME_UNKNOWN
                ? new SoukException(
                        ErrorCode.STORE_UNAVAILABLE,
                        "the engine has not entered the store yet; nothing was done: " + fault.getMessage(),
                        fault)
                : fault;
    }

    /** A new session, and the store's time with it. */
    private EngineSession entered() {
        EngineSession session = store.leases().enter(config.engineNameOrNull());
        try {
            long nanos = ticker.getAsLong();
            Renewal renewal = session.renew(Set.of(), config.lease(), clock.instant());
            time = new Time(renewal.now(), nanos);
            return session;
        } catch (RuntimeException fault) {
            session.close();
            throw fault;
        }
    }

    /**
     * A reservation of this engine's, whose lease begins now.
     *
     * @param legs what is set aside
     * @throws SoukException if the engine has not entered the store, and cannot now
     */
    public Reservation reservation(List<Leg> legs) {
        long epoch = session().epoch();
        Time known = time;
        Instant now = known.at().plusNanos(ticker.getAsLong() - known.nanos());
        return new Reservation(legs, epoch, now.plus(config.lease()).truncatedTo(ChronoUnit.MICROS));
    }

    /**
     * Keeps an admitted call from expiring until its lease is released.
     *
     * @param execution running, with a reservation of this engine's
     */
    public Lease hold(Execution execution) {
        Lease lease = new Lease(execution.id(), this);
        held.put(execution.id(), lease);
        return lease;
    }

    void release(Lease lease) {
        held.remove(lease.execution());
    }

    /** How long a lease lasts without being renewed. */
    public Duration length() {
        return config.lease();
    }

    /** How many calls are held. */
    public int size() {
        return held.size();
    }

    /**
     * Renews the leases of all calls that are held, in one question to the store, and tells those that are in other hands.
     *
     * @throws SoukException if the store failed; nobody is told anything
     */
    public void renew() {
        EngineSession session = session();
        Map<ExecutionId, Lease> asked = new HashMap<>(held);
        long nanos = ticker.getAsLong();
        Renewal renewal = session.renew(asked.keySet(), config.lease(), clock.instant());
        time = new Time(renewal.now(), nanos);
        asked.keySet().removeAll(renewal.held());
        asked.values().stream()
                .filter(Lease::lose)
                .forEach(lost -> LOG.warn(
                        "{} is in other hands, because its lease was not renewed in time; it is given up",
                        lost.execution()));
    }

    /**
     * Takes over what former engines of this one's name left.
     *
     * @param most 1 to 1,000
     * @throws SoukException if the store failed
     */
    public List<Execution> takeOverOwn(int most) {
        return session().takeOverOwn(most, config.lease(), clock.instant());
    }

    /**
     * Takes over what nobody renews any more.
     *
     * @param most 1 to 1,000
     * @throws SoukException if the store failed
     */
    public List<Execution> takeOverExpired(int most) {
        return session().takeOverExpired(most, config.lease(), clock.instant());
    }

    /** Leaves the store. Calling it again does nothing. */
    @Override
    public synchronized void close() {
        closed = true;
        if (entry != null) {
            entry.close();
        }
    }
}
