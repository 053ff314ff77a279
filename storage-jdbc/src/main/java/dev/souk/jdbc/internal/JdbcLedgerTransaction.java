package dev.souk.jdbc.internal;

import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.StatementLine;
import dev.souk.spi.ledger.Transfer;
import dev.souk.spi.ledger.TransferId;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.IdempotencyKey;
import dev.souk.spi.store.LedgerChanges;
import dev.souk.spi.store.LedgerTransaction;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** One transaction, on one connection. Used by one thread. */
final class JdbcLedgerTransaction implements LedgerTransaction {
    private final Handle handle;
    private final String lockingRows;
    private boolean written;
    private boolean over;

    JdbcLedgerTransaction(Handle handle, String lockingRows) {
        this.handle = handle;
        this.lockingRows = lockingRows;
    }

    @Override
    public Map<AccountId, Account> lockAccounts(SortedSet<AccountId> ids) {
        requireUsable();
        for (AccountId id : ids) {
            if (!id.isGuarded()) {
                throw new IllegalArgumentException("the collecting account " + id + " cannot be locked");
            }
        }
        Map<AccountId, Account> found = new LinkedHashMap<>();
        for (List<AccountId> piece : IdLists.pieces(ids)) {
            String sql = "SELECT id, posted, held, sequence FROM souk_account WHERE id IN (" + IdLists.marks("?", piece)
                    + ") ORDER BY id" + lockingRows;
            bound(sql, piece).map(AccountRows.MAPPER).forEach(account -> found.put(account.id(), account));
        }
        return found;
    }

    @Override
    public Map<ExecutionId, Execution> lockExecutions(SortedSet<ExecutionId> ids) {
        requireUsable();
        Map<ExecutionId, Execution> found = new LinkedHashMap<>();
        for (List<ExecutionId> piece : IdLists.pieces(ids)) {
            String sql =
                    ExecutionRows.SELECT + "WHERE id IN (" + IdLists.marks("?", piece) + ") ORDER BY id" + lockingRows;
            bound(sql, piece).map(ExecutionRows.MAPPER).forEach(execution -> found.put(execution.id(), execution));
        }
        return found;
    }

    @Override
    public Map<IdempotencyKey, Execution> executionsByKey(SortedSet<IdempotencyKey> keys) {
        requireUsable();
        Map<IdempotencyKey, Execution> found = new LinkedHashMap<>();
        for (List<IdempotencyKey> piece : IdLists.pieces(keys)) {
            // The second condition is implied by the first; it lets the partial index be used.
            String sql = ExecutionRows.SELECT + "WHERE (tenant, user_id, idempotency_key) IN (VALUES "
                    + IdLists.marks("(?,?,?)", piece) + ") AND idempotency_key IS NOT NULL";
            Query query = handle.createQuery(sql);
            int at = 0;
            for (IdempotencyKey key : piece) {
                query.bind(at++, key.tenant().value())
                        .bind(at++, key.user().value())
                        .bind(at++, key.value());
            }
            query.map(ExecutionRows.MAPPER)
                    .forEach(execution -> execution.key().ifPresent(key -> found.put(key, execution)));
        }
        return found;
    }

    @Override
    public Map<TransferId, Transfer> transfers(SortedSet<TransferId> ids) {
        requireUsable();
        Map<TransferId, Transfer> found = new LinkedHashMap<>();
        for (List<TransferId> piece : IdLists.pieces(ids)) {
            String sql = JournalRows.SELECT + "WHERE t.id IN (" + IdLists.marks("?", piece) + ")";
            List<StatementLine> lines = bound(sql, piece).map(JournalRows.LINE).list();
            found.putAll(JournalRows.transfersOf(lines));
        }
        return found;
    }

    private Query bound(String sql, List<?> ids) {
        Query query = handle.createQuery(sql);
        for (int i = 0; i < ids.size(); i++) {
            query.bind(i, ids.get(i).toString());
        }
        return query;
    }

    @Override
    public void write(LedgerChanges changes) {
        requireUsable();
        written = true;
        AccountRows.insert(handle, sorted(changes.opened(), Account::id));
        AccountRows.update(handle, changes.changed());
        ExecutionRows.insert(handle, sorted(changes.admitted(), Execution::id));
        ExecutionRows.end(handle, changes.ended());
        JournalRows.insert(handle, sorted(changes.transfers(), Transfer::id));
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
