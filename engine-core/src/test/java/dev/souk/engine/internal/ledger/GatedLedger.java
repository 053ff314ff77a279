package dev.souk.engine.internal.ledger;

import dev.souk.engine.internal.memory.MemoryStore;
import dev.souk.engine.support.Threads;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Collected;
import dev.souk.spi.ledger.StatementLine;
import dev.souk.spi.store.LedgerChanges;
import dev.souk.spi.store.LedgerRoot;
import dev.souk.spi.store.LedgerStore;
import dev.souk.spi.store.LedgerTransaction;
import dev.souk.spi.store.LedgerVisitor;
import dev.souk.spi.store.RollUp;
import dev.souk.spi.store.RolledUpLine;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A ledger in memory whose transactions wait until the test lets them go on, and refuse what the test says. */
final class GatedLedger implements LedgerStore {
    private static final long LONGEST_SECONDS = 30;

    private final LedgerStore real = new MemoryStore().ledger();
    private final AtomicInteger begun = new AtomicInteger();
    private final List<Integer> written = Collections.synchronizedList(new ArrayList<>());
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile Predicate<LedgerChanges> refused = changes -> false;

    /** From now on transactions wait. */
    void shut() {
        gate = new CountDownLatch(1);
    }

    /** Those that wait go on, and the next ones too. */
    void open() {
        gate.countDown();
    }

    /** Those that wait go on, and the next ones wait. */
    void pass() {
        CountDownLatch now = gate;
        gate = new CountDownLatch(1);
        now.countDown();
    }

    /** Waits until so many transactions have begun, from the first on. */
    void awaitBegun(int transactions) {
        Threads.until(() -> begun.get() >= transactions);
    }

    /** What the store cannot write from now on. */
    void refuse(Predicate<LedgerChanges> changes) {
        refused = changes;
    }

    /** How many transfers each transaction wrote, in order. */
    List<Integer> written() {
        return List.copyOf(written);
    }

    @Override
    public <T> T transact(Function<? super LedgerTransaction, ? extends T> work) {
        CountDownLatch now = gate;
        begun.incrementAndGet();
        awaitConnection(now);
        return real.transact(transaction -> work.apply(new Refusing(transaction)));
    }

    /** As a pool does that is asked for a connection: an interrupt breaks the wait, and stays. */
    private static void awaitConnection(CountDownLatch latch) {
        try {
            if (!latch.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the gate did not open");
            }
        } catch (InterruptedException broken) {
            Thread.currentThread().interrupt();
            throw new SoukException(ErrorCode.STORE_UNAVAILABLE, "interrupted while waiting for a connection", broken);
        }
    }

    private final class Refusing extends ForwardingTransaction {
        Refusing(LedgerTransaction real) {
            super(real);
        }

        @Override
        public void write(LedgerChanges changes) {
            if (refused.test(changes)) {
                throw new SoukException(ErrorCode.INTERNAL, "the store cannot write this; nothing was written");
            }
            super.write(changes);
            written.add(changes.transfers().size());
        }
    }

    @Override
    public Optional<Account> account(AccountId id) {
        return real.account(id);
    }

    @Override
    public List<Account> accounts(AccountId after, int most) {
        return real.accounts(after, most);
    }

    @Override
    public List<StatementLine> statement(AccountId account, long before, int most) {
        return real.statement(account, before, most);
    }

    @Override
    public List<Collected> collected(AccountId account, LocalDate from, LocalDate to) {
        return real.collected(account, from, to);
    }

    @Override
    public Optional<LedgerRoot> seal(BiFunction<Optional<LedgerRoot>, Stream<LedgerRoot.Leaf>, LedgerRoot> seal) {
        return real.seal(seal);
    }

    @Override
    public List<LedgerRoot> roots(long before, int most) {
        return real.roots(before, most);
    }

    @Override
    public boolean rollUp(Function<? super RollUp, RolledUpLine> fold) {
        return real.rollUp(fold);
    }

    @Override
    public void visit(LedgerVisitor visitor) {
        real.visit(visitor);
    }
}
