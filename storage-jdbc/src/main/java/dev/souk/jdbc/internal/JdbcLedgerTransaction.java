package dev.souk.jdbc.internal;

import dev.souk.jdbc.internal.ExecutionRows.Keyed;
import dev.souk.jdbc.internal.ExecutionRows.Paid;
import dev.souk.jdbc.internal.JournalRows.Entry;
import dev.souk.jdbc.internal.RollUpRows.Came;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Collected;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.PayoutId;
import dev.souk.spi.ledger.Posting;
import dev.souk.spi.ledger.Transfer;
import dev.souk.spi.ledger.TransferId;
import dev.souk.spi.ledger.TransferKind;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionEnd;
import dev.souk.spi.store.IdempotencyKey;
import dev.souk.spi.store.LedgerChanges;
import dev.souk.spi.store.LedgerTransaction;
import dev.souk.spi.store.Payout;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One transaction, on one connection. Used by one thread. */
final class JdbcLedgerTransaction implements LedgerTransaction {
    private static final Comparator<Cell> CELLS =
            Comparator.comparing(Cell::day).thenComparing(Cell::kind);

    private final Sql sql;
    /** Of the executions that were read, to notice if one is taken over meanwhile. */
    private final Map<ExecutionId, Long> epochs = new HashMap<>();

    private boolean written;
    private boolean over;

    JdbcLedgerTransaction(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Map<AccountId, Account> lockAccounts(SortedSet<AccountId> ids) {
        requireUsable();
        for (AccountId id : ids) {
            if (!id.isGuarded()) {
                throw new IllegalArgumentException("the collecting account " + id + " cannot be locked");
            }
        }
        List<Account> accounts = sql.select(
                AccountRows.SELECT, "id", texts(ids.stream().sorted().toList()), sql.lockingRows(), AccountRows.MAPPER);
        return byKey(accounts, Account::id);
    }

    /**
     * Read and not locked, which would write to each row: one that runs is removed when it ends, and whoever comes second finds that it
     * is gone or in other hands, runs again, and reads how it ended.
     */
    @Override
    public Map<ExecutionId, Execution> lockExecutions(SortedSet<ExecutionId> ids) {
        requireUsable();
        Map<ExecutionId, Execution> found = executions(ids);
        found.forEach((id, execution) -> epochs.put(id, execution.reservation().epoch()));
        return found;
    }

    /** Those that do not run have ended: in which order the tables are looked at makes sure that none slips through between them. */
    private Map<ExecutionId, Execution> executions(Collection<ExecutionId> ids) {
        List<Execution> running = sql.select(ExecutionRows.SELECT_RUNNING, "id", texts(ids), "", ExecutionRows.RUNNING);
        Map<ExecutionId, Execution> found = byKey(running, Execution::id);
        List<ExecutionId> others =
                ids.stream().filter(id -> !found.containsKey(id)).toList();
        sql.select(ExecutionRows.SELECT_ENDED, "id", texts(others), "", ExecutionRows.ENDED)
                .forEach(execution -> found.put(execution.id(), execution));
        return found;
    }

    @Override
    public Map<IdempotencyKey, Execution> executionsByKey(SortedSet<IdempotencyKey> keys) {
        requireUsable();
        Map<String, IdempotencyKey> names = new LinkedHashMap<>();
        keys.forEach(key -> names.put(ExecutionRows.keyId(key), key));
        List<Map.Entry<String, ExecutionId>> known =
                sql.select(ExecutionRows.SELECT_KEY, "id", names.keySet(), "", ExecutionRows.KEY);
        Map<ExecutionId, Execution> executions =
                executions(known.stream().map(Map.Entry::getValue).toList());
        Map<IdempotencyKey, Execution> found = new LinkedHashMap<>();
        for (Map.Entry<String, ExecutionId> each : known) {
            IdempotencyKey key = names.get(each.getKey());
            Execution execution = executions.get(each.getValue());
            if (key != null && execution != null) {
                found.put(key, execution);
            }
        }
        return found;
    }

    @Override
    public Map<TransferId, Transfer> transfers(SortedSet<TransferId> ids) {
        requireUsable();
        Map<TransferId, Transfer> found = byKey(
                sql.select(JournalRows.SELECT_TRANSFER, "id", texts(ids), "", JournalRows.TRANSFER), Transfer::id);
        List<String> calls = ids.stream()
                .map(TransferId::value)
                .filter(id -> id.startsWith(JournalRows.CALL))
                .map(id -> id.substring(JournalRows.CALL.length()))
                .toList();
        sql.select(JournalRows.SELECT_CALL, "id", calls, " AND postings <> ''", JournalRows.TRANSFER)
                .forEach(transfer -> found.put(transfer.id(), transfer));
        return found;
    }

    @Override
    public Map<ExecutionId, List<Transfer>> refunds(SortedSet<ExecutionId> executions) {
        requireUsable();
        Map<ExecutionId, List<Transfer>> found = new LinkedHashMap<>();
        sql.select(
                        JournalRows.SELECT_TRANSFER,
                        "execution",
                        texts(executions),
                        " AND kind = '" + TransferKind.REFUND + "'",
                        JournalRows.TRANSFER)
                .forEach(refund -> refund.execution()
                        .ifPresent(execution -> found.computeIfAbsent(execution, none -> new ArrayList<>())
                                .add(refund)));
        return found;
    }

    @Override
    public Map<PayoutId, Payout> payouts(SortedSet<PayoutId> ids) {
        requireUsable();
        return byKey(sql.select(PayoutRows.SELECT, "p.id", texts(ids), "", PayoutRows.MAPPER), Payout::id);
    }

    private static List<String> texts(Collection<?> ids) {
        return ids.stream().map(Object::toString).toList();
    }

    private static <K, T> Map<K, T> byKey(List<T> rows, Function<T, K> key) {
        Map<K, T> found = new LinkedHashMap<>();
        rows.forEach(row -> found.put(key.apply(row), row));
        return found;
    }

    @Override
    public void write(LedgerChanges changes) {
        requireUsable();
        written = true;
        Map<ExecutionId, Transfer> ofCalls = new HashMap<>();
        List<Transfer> others = new ArrayList<>();
        Map<ExecutionId, Execution> ended = endedOf(changes);
        for (Transfer transfer : changes.transfers()) {
            ExecutionId call = transfer.executionOrNull();
            if (call != null && isToldByItsCall(transfer, ended.get(call))) {
                ofCalls.put(call, transfer);
            } else {
                others.add(transfer);
            }
        }
        sql.insert(AccountRows.TABLE, sorted(changes.opened(), Account::id));
        sql.update(AccountRows.TABLE, changes.changed());
        writeExecutions(changes, ended.values(), ofCalls);
        sql.insert(JournalRows.TRANSFER_TABLE, sorted(others, Transfer::id));
        writePostings(changes.transfers());
        sql.insert(PayoutRows.TABLE, sorted(changes.requested(), Payout::id));
        List<Map.Entry<PayoutId, Payout.Decision>> decisions = new ArrayList<>();
        Stream.concat(changes.requested().stream(), changes.decided().stream())
                .forEach(payout ->
                        payout.decision().ifPresent(decision -> decisions.add(Map.entry(payout.id(), decision))));
        sql.insert(PayoutRows.DECISION_TABLE, sorted(decisions, Map.Entry::getKey));
    }

    private static Map<ExecutionId, Execution> endedOf(LedgerChanges changes) {
        Map<ExecutionId, Execution> ended = new LinkedHashMap<>();
        Stream.concat(changes.admitted().stream(), changes.ended().stream())
                .filter(execution -> !execution.isRunning())
                .forEach(execution -> ended.put(execution.id(), execution));
        return ended;
    }

    /** Whether everything that a transfer says can be read from the row of the call that it belongs to. */
    private static boolean isToldByItsCall(Transfer transfer, @Nullable Execution call) {
        if (call == null || call.endOrNull() == null) {
            return false;
        }
        ExecutionEnd end = call.endOrNull();
        return transfer.kind() == TransferKind.CALL
                && transfer.memo().isEmpty()
                && transfer.id().value().equals(JournalRows.CALL + call.id())
                && Micros.of(transfer.at()) == Micros.of(end.at());
    }

    private void writeExecutions(
            LedgerChanges changes, Collection<Execution> ended, Map<ExecutionId, Transfer> transfers) {
        List<Keyed> keys = changes.admitted().stream()
                .flatMap(execution -> execution.key().map(key -> new Keyed(key, execution.id())).stream())
                .toList();
        sql.insert(ExecutionRows.KEY_TABLE, sorted(keys, Keyed::key));
        sql.insert(
                ExecutionRows.RUNNING_TABLE,
                sorted(changes.admitted().stream().filter(Execution::isRunning).toList(), Execution::id));
        Map<String, Long> over = new LinkedHashMap<>();
        changes.ended()
                .forEach(execution -> over.put(execution.id().value(), epochs.getOrDefault(execution.id(), -1L)));
        sql.deleteRunning(over);
        List<Paid> rows = ended.stream()
                .map(execution -> {
                    Transfer transfer = transfers.get(execution.id());
                    return new Paid(execution, transfer == null ? List.of() : transfer.postings());
                })
                .toList();
        sql.insert(
                ExecutionRows.ENDED_TABLE, sorted(rows, row -> row.execution().id()));
        sql.insert(RollUpRows.USED_TABLE, RollUpRows.used(ended));
    }

    private void writePostings(List<Transfer> transfers) {
        List<Entry> entries = new ArrayList<>();
        Map<Cell, Map<AccountId, Long>> collected = new TreeMap<>(CELLS);
        for (Transfer transfer : transfers) {
            Map<AccountId, Long> sums = null;
            for (Posting posting : transfer.postings()) {
                if (posting.account().isGuarded()) {
                    entries.add(new Entry(transfer.id(), posting));
                } else {
                    if (sums == null) {
                        sums = collected.computeIfAbsent(Cell.of(transfer), cell -> new TreeMap<>());
                    }
                    sums.merge(posting.account(), posting.amount(), Math::addExact);
                }
            }
        }
        sql.insert(JournalRows.POSTING_TABLE, entries);
        List<Came> rows = new ArrayList<>();
        collected.forEach((cell, sums) -> sums.forEach(
                (account, amount) -> rows.add(new Came(account, new Collected(cell.day(), cell.kind(), amount)))));
        sql.insert(RollUpRows.COLLECTED_TABLE, rows);
    }

    /** What amounts of collecting accounts are summed by. */
    private record Cell(LocalDate day, TransferKind kind) {
        static Cell of(Transfer transfer) {
            return new Cell(LocalDate.ofInstant(transfer.at(), ZoneOffset.UTC), transfer.kind());
        }
    }

    /** What is new waits for another transaction that writes the same; in one order, so that two never wait in a circle. */
    private static <T, K extends Comparable<K>> List<T> sorted(List<T> rows, Function<T, K> id) {
        return rows.size() < 2
                ? rows
                : rows.stream().sorted(Comparator.comparing(id)).toList();
    }

    /** Takes nothing more. */
    void end() {
        over = true;
    }

    private void requireUsable() {
        if (over || written) {
            throw new IllegalStateException(over ? "the transaction has ended" : "the transaction has written");
        }
    }
}
