package dev.souk.engine.internal.memory;

import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Collected;
import dev.souk.spi.ledger.StatementLine;
import dev.souk.spi.ledger.Transfer;
import dev.souk.spi.ledger.TransferId;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.LedgerRoot;
import dev.souk.spi.store.LedgerStore;
import dev.souk.spi.store.LedgerTransaction;
import dev.souk.spi.store.LedgerVisitor;
import dev.souk.spi.store.LedgerVisitor.JournaledTransfer;
import dev.souk.spi.store.RollUp;
import dev.souk.spi.store.RolledUpLine;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The ledger in memory. Transactions run one after the other, so none ever collides. */
final class MemoryLedgerStore implements LedgerStore {
    private final Vault vault;

    MemoryLedgerStore(Vault vault) {
        this.vault = vault;
    }

    @Override
    public <T extends @Nullable Object> T transact(Function<? super LedgerTransaction, ? extends T> work) {
        return vault.<T>with(tables -> {
            MemoryLedgerTransaction transaction = new MemoryLedgerTransaction(tables);
            T result;
            try {
                result = work.apply(transaction);
            } catch (Throwable failure) {
                transaction.rollBack();
                throw failure;
            }
            transaction.commit();
            return result;
        });
    }

    @Override
    public Optional<Account> account(AccountId id) {
        return vault.with(tables -> Optional.ofNullable(tables.accounts.get(id)));
    }

    @Override
    public List<Account> accounts(@Nullable AccountId afterOrNull, int most) {
        Vault.requirePage(most);
        return vault.with(
                tables -> (afterOrNull == null ? tables.accounts : tables.accounts.tailMap(afterOrNull, false))
                        .values().stream().limit(most).toList());
    }

    @Override
    public List<StatementLine> statement(AccountId account, long before, int most) {
        Vault.requirePage(most);
        if (!account.isGuarded()) {
            throw new IllegalArgumentException("the collecting account " + account + " has no statement");
        }
        return vault.with(tables -> {
            NavigableMap<Long, StatementLine> lines =
                    tables.statements.getOrDefault(account, Collections.emptyNavigableMap());
            return lines.headMap(before, false).descendingMap().values().stream()
                    .limit(most)
                    .toList();
        });
    }

    /** By looking at all transfers. */
    @Override
    public List<Collected> collected(AccountId account, LocalDate from, LocalDate to) {
        if (account.isGuarded()) {
            throw new IllegalArgumentException("the guarded account " + account + " has a statement, and no sums");
        }
        return collected(vault.with(tables -> List.copyOf(tables.transfers.values())), account, from, to);
    }

    private static List<Collected> collected(
            List<Transfer> transfers, AccountId account, LocalDate from, LocalDate to) {
        NavigableMap<Collected, Long> sums = new TreeMap<>(Collected.ORDER);
        for (Transfer transfer : transfers) {
            LocalDate day = LocalDate.ofInstant(transfer.at(), ZoneOffset.UTC);
            if (!day.isBefore(from) && !day.isAfter(to)) {
                transfer.postings().stream()
                        .filter(posting -> posting.account().equals(account))
                        .forEach(posting ->
                                sums.merge(new Collected(day, transfer.kind(), 0), posting.amount(), Math::addExact));
            }
        }
        return sums.entrySet().stream()
                .map(sum -> new Collected(sum.getKey().day(), sum.getKey().kind(), sum.getValue()))
                .toList();
    }

    @Override
    public boolean rollUp(Function<? super RollUp, RolledUpLine> fold) {
        return vault.with(tables -> tables.rollUp(fold));
    }

    @Override
    public Optional<LedgerRoot> seal(BiFunction<Optional<LedgerRoot>, Stream<LedgerRoot.Leaf>, LedgerRoot> seal) {
        return vault.with(tables -> tables.seal(seal));
    }

    @Override
    public List<LedgerRoot> roots(long before, int most) {
        Vault.requirePage(most);
        return vault.with(tables -> tables.roots.stream()
                .filter(root -> root.number() < before)
                .sorted(Comparator.comparingLong(LedgerRoot::number).reversed())
                .limit(most)
                .toList());
    }

    /** Takes down references to everything under the lock and shows them without it, so that a slow visitor stops nobody. */
    @Override
    public void visit(LedgerVisitor visitor) {
        record Moment(
                List<Account> accounts,
                List<Execution> executions,
                List<Transfer> transfers,
                List<StatementLine> statements,
                List<RolledUpLine> rolledUp,
                List<LedgerRoot> roots,
                Map<Long, List<LedgerRoot.Leaf>> leaves) {}
        Moment moment = vault.with(tables -> new Moment(
                List.copyOf(tables.accounts.values()),
                List.copyOf(tables.executions.values()),
                List.copyOf(tables.transfers.values()),
                tables.statements.values().stream()
                        .flatMap(lines -> lines.values().stream())
                        .toList(),
                tables.rolledUp.values().stream().flatMap(List::stream).toList(),
                List.copyOf(tables.roots),
                Map.copyOf(tables.leaves)));
        Map<TransferId, Transfer> byId =
                moment.transfers().stream().collect(Collectors.toMap(Transfer::id, transfer -> transfer));
        moment.accounts().stream().filter(account -> account.id().isGuarded()).forEach(visitor::account);
        moment.accounts().stream().filter(account -> !account.id().isGuarded()).forEach(visitor::collecting);
        moment.executions().stream().filter(Execution::isRunning).forEach(visitor::running);
        moment.executions().stream().filter(execution -> !execution.isRunning()).forEach(visitor::ended);
        MemoryUsageStore.show(moment.executions(), visitor);
        moment.accounts().stream()
                .map(Account::id)
                .filter(id -> !id.isGuarded())
                .forEach(id -> collected(moment.transfers(), id, LocalDate.MIN, LocalDate.MAX)
                        .forEach(sum -> visitor.collected(id, sum)));
        moment.transfers().forEach(transfer -> visitor.transfer(JournaledTransfer.of(transfer)));
        moment.statements()
                .forEach(line -> visitor.line(
                        JournaledTransfer.of(Objects.requireNonNull(byId.get(line.transfer()))), line.posting()));
        moment.rolledUp().forEach(visitor::rolledUp);
        for (LedgerRoot root : moment.roots()) {
            visitor.root(root);
            // In memory nothing changes behind the engine's back, so a chain still has the link that it had.
            moment.leaves().getOrDefault(root.number(), List.of()).forEach(leaf -> visitor.leaf(leaf, leaf.link()));
        }
    }
}
