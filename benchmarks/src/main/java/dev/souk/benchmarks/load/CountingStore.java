package dev.souk.benchmarks.load;

import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Collected;
import dev.souk.spi.ledger.StatementLine;
import dev.souk.spi.store.ApiKeyStore;
import dev.souk.spi.store.BudgetStore;
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
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A store that counts its ledger's transactions. */
final class CountingStore implements Store {
    private final Store real;
    private final LongAdder transactions = new LongAdder();
    private final LedgerStore ledger = new Ledger();

    CountingStore(Store real) {
        this.real = real;
    }

    long transactions() {
        return transactions.sum();
    }

    @Override
    public LedgerStore ledger() {
        return ledger;
    }

    @Override
    public ExecutionStore executions() {
        return real.executions();
    }

    @Override
    public LeaseStore leases() {
        return real.leases();
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
        return real.description();
    }

    @Override
    public boolean isDurable() {
        return real.isDurable();
    }

    @Override
    public void ping() {
        real.ping();
    }

    @Override
    public void close() {
        real.close();
    }

    private final class Ledger implements LedgerStore {
        @Override
        public <T extends @Nullable Object> T transact(Function<? super LedgerTransaction, ? extends T> work) {
            transactions.increment();
            return real.ledger().transact(work);
        }

        @Override
        public Optional<Account> account(AccountId id) {
            return real.ledger().account(id);
        }

        @Override
        public List<Account> accounts(@Nullable AccountId afterOrNull, int most) {
            return real.ledger().accounts(afterOrNull, most);
        }

        @Override
        public List<StatementLine> statement(AccountId account, long before, int most) {
            return real.ledger().statement(account, before, most);
        }

        @Override
        public List<Collected> collected(AccountId account, LocalDate from, LocalDate to) {
            return real.ledger().collected(account, from, to);
        }

        @Override
        public Optional<LedgerRoot> seal(BiFunction<Optional<LedgerRoot>, Stream<LedgerRoot.Leaf>, LedgerRoot> seal) {
            return real.ledger().seal(seal);
        }

        @Override
        public List<LedgerRoot> roots(long before, int most) {
            return real.ledger().roots(before, most);
        }

        @Override
        public boolean rollUp(Function<? super RollUp, RolledUpLine> fold) {
            return real.ledger().rollUp(fold);
        }

        @Override
        public void visit(LedgerVisitor visitor) {
            real.ledger().visit(visitor);
        }
    }
}
