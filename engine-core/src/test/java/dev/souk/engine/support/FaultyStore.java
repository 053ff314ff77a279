package dev.souk.engine.support;

import dev.souk.engine.internal.memory.MemoryStore;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Collected;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.StatementLine;
import dev.souk.spi.store.ApiKeyStore;
import dev.souk.spi.store.BudgetStore;
import dev.souk.spi.store.EngineName;
import dev.souk.spi.store.EngineSession;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionQuery;
import dev.souk.spi.store.ExecutionStore;
import dev.souk.spi.store.LeaseStore;
import dev.souk.spi.store.LedgerRoot;
import dev.souk.spi.store.LedgerStore;
import dev.souk.spi.store.LedgerTransaction;
import dev.souk.spi.store.LedgerVisitor;
import dev.souk.spi.store.PayoutStore;
import dev.souk.spi.store.RollUp;
import dev.souk.spi.store.RolledUpLine;
import dev.souk.spi.store.Store;
import dev.souk.spi.store.TenantStore;
import dev.souk.spi.store.UsageStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** A store in memory that fails when the test says so. */
public final class FaultyStore implements Store {
    /** What becomes of one ledger transaction. */
    public enum Fate {
        /** It is committed. */
        FINE,
        /** The store is away before it begins. */
        UNAVAILABLE,
        /** It is rolled back, and nobody is told. */
        LOST,
        /** It is committed, and nobody is told. */
        REPLY_LOST,
        /** It is committed, and then the store goes away. */
        THEN_AWAY,
        /** The store breaks in a way that it should not. */
        BROKEN
    }

    private final Store real;
    private final boolean owns;
    private final ConcurrentLinkedQueue<Fate> fates = new ConcurrentLinkedQueue<>();
    private final AtomicInteger transactions = new AtomicInteger();
    private final AtomicInteger interrupted = new AtomicInteger();
    private final AtomicInteger renewals = new AtomicInteger();
    private volatile Runnable beforeEach = () -> {};
    private volatile boolean away;
    private volatile boolean leasesAway;
    private volatile boolean entriesLost;
    private volatile boolean closed;

    public FaultyStore() {
        this(new MemoryStore());
    }

    public FaultyStore(Store real) {
        this(real, true);
    }

    private FaultyStore(Store real, boolean owns) {
        this.real = real;
        this.owns = owns;
    }

    /** One of several ways to a store, which stays open when this is closed. */
    public static FaultyStore to(Store real) {
        return new FaultyStore(real, false);
    }

    /** What becomes of the next transactions, in order; those after them are fine. */
    public void next(Fate... fate) {
        fates.addAll(List.of(fate));
    }

    /** Takes back what was said of the next transactions. */
    public void forget() {
        fates.clear();
    }

    /** What happens whenever a transaction is asked for, before it begins. */
    public void beforeEach(Runnable happening) {
        beforeEach = happening;
    }

    /** The store goes away, for everything, or comes back. */
    public void away(boolean isAway) {
        away = isAway;
    }

    /** Leases cannot be renewed any more, as in an engine that is frozen; or they can again. Everything else works. */
    public void leasesAway(boolean isAway) {
        leasesAway = isAway;
    }

    /** The connection breaks whenever an engine enters, or it does no more. */
    public void entriesLost(boolean areLost) {
        entriesLost = areLost;
    }

    /** How often leases were to be renewed. */
    public int renewals() {
        return renewals.get();
    }

    /** How many transactions were asked for. */
    public int transactions() {
        return transactions.get();
    }

    /** How many transactions were asked for by an interrupted thread, in which a driver would break. */
    public int interrupted() {
        return interrupted.get();
    }

    public boolean isClosed() {
        return closed;
    }

    private void requireThere() {
        if (away) {
            throw new SoukException(ErrorCode.STORE_UNAVAILABLE, "the store is away");
        }
    }

    @Override
    public LedgerStore ledger() {
        return new Ledger();
    }

    @Override
    public ExecutionStore executions() {
        return new Executions();
    }

    @Override
    public LeaseStore leases() {
        return name -> new Session(name);
    }

    @Override
    public TenantStore tenants() {
        return real.tenants();
    }

    @Override
    public ApiKeyStore apiKeys() {
        return real.apiKeys();
    }

    @Override
    public PayoutStore payouts() {
        return real.payouts();
    }

    @Override
    public BudgetStore budgets() {
        return real.budgets();
    }

    @Override
    public UsageStore usage() {
        return real.usage();
    }

    @Override
    public String description() {
        return "faulty";
    }

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public void ping() {
        requireThere();
    }

    @Override
    public void close() {
        closed = true;
        if (owns) {
            real.close();
        }
    }

    private final class Ledger implements LedgerStore {
        @Override
        public <T> T transact(Function<? super LedgerTransaction, ? extends T> work) {
            transactions.incrementAndGet();
            beforeEach.run();
            if (Thread.currentThread().isInterrupted()) {
                interrupted.incrementAndGet();
            }
            requireThere();
            Fate fate = fates.isEmpty() ? Fate.FINE : fates.poll();
            switch (fate) {
                case UNAVAILABLE -> throw new SoukException(ErrorCode.STORE_UNAVAILABLE, "the store is away");
                case BROKEN -> throw new IllegalStateException("a driver's secret");
                case LOST -> throw unknown();
                default -> {}
            }
            T result = real.ledger().transact(work);
            if (fate == Fate.REPLY_LOST) {
                throw unknown();
            }
            if (fate == Fate.THEN_AWAY) {
                away(true);
            }
            return result;
        }

        private static SoukException unknown() {
            return new SoukException(ErrorCode.STORE_OUTCOME_UNKNOWN, "the connection broke while committing");
        }

        @Override
        public Optional<Account> account(AccountId id) {
            requireThere();
            return real.ledger().account(id);
        }

        @Override
        public List<Account> accounts(AccountId after, int most) {
            return real.ledger().accounts(after, most);
        }

        @Override
        public List<StatementLine> statement(AccountId account, long before, int most) {
            return real.ledger().statement(account, before, most);
        }

        @Override
        public List<Collected> collected(AccountId account, LocalDate from, LocalDate to) {
            requireThere();
            return real.ledger().collected(account, from, to);
        }

        @Override
        public Optional<LedgerRoot> seal(BiFunction<Optional<LedgerRoot>, Stream<LedgerRoot.Leaf>, LedgerRoot> seal) {
            requireThere();
            return real.ledger().seal(seal);
        }

        @Override
        public List<LedgerRoot> roots(long before, int most) {
            requireThere();
            return real.ledger().roots(before, most);
        }

        @Override
        public boolean rollUp(Function<? super RollUp, RolledUpLine> fold) {
            requireThere();
            return real.ledger().rollUp(fold);
        }

        @Override
        public void visit(LedgerVisitor visitor) {
            real.ledger().visit(visitor);
        }
    }

    private final class Session implements EngineSession {
        private final EngineSession session;

        Session(EngineName nameOrNull) {
            requireThere();
            if (entriesLost) {
                throw new SoukException(ErrorCode.STORE_OUTCOME_UNKNOWN, "the connection broke while entering");
            }
            session = real.leases().enter(nameOrNull);
        }

        private void requireLeases() {
            requireThere();
            if (leasesAway) {
                throw new SoukException(ErrorCode.STORE_UNAVAILABLE, "the store is away for leases");
            }
        }

        @Override
        public long epoch() {
            return session.epoch();
        }

        @Override
        public boolean isNameTaken() {
            return session.isNameTaken();
        }

        @Override
        public Renewal renew(Set<ExecutionId> executions, Duration lease, Instant now) {
            renewals.incrementAndGet();
            requireLeases();
            return session.renew(executions, lease, now);
        }

        @Override
        public List<Execution> takeOverOwn(int most, Duration lease, Instant now) {
            requireLeases();
            return session.takeOverOwn(most, lease, now);
        }

        @Override
        public List<Execution> takeOverExpired(int most, Duration lease, Instant now) {
            requireLeases();
            return session.takeOverExpired(most, lease, now);
        }

        @Override
        public void close() {
            session.close();
        }
    }

    private final class Executions implements ExecutionStore {
        @Override
        public Optional<Execution> find(ExecutionId id) {
            requireThere();
            return real.executions().find(id);
        }

        @Override
        public List<Execution> list(ExecutionQuery query) {
            return real.executions().list(query);
        }

        @Override
        public List<Execution> expired(Instant now, int most) {
            requireThere();
            return real.executions().expired(now, most);
        }
    }
}
