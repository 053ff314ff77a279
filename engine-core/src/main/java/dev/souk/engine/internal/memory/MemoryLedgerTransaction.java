package dev.souk.engine.internal.memory;

import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.PayoutId;
import dev.souk.spi.ledger.Transfer;
import dev.souk.spi.ledger.TransferId;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.IdempotencyKey;
import dev.souk.spi.store.LedgerChanges;
import dev.souk.spi.store.LedgerTransaction;
import dev.souk.spi.store.Payout;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads from the tables and keeps what is to be written until the work is done. Used under the vault's lock. */
final class MemoryLedgerTransaction implements LedgerTransaction {
    private final Tables tables;
    private @Nullable LedgerChanges changes;
    private boolean over;

    MemoryLedgerTransaction(Tables tables) {
        this.tables = tables;
    }

    @Override
    public Map<AccountId, Account> lockAccounts(SortedSet<AccountId> ids) {
        for (AccountId id : ids) {
            if (!id.isGuarded()) {
                throw new IllegalArgumentException("the collecting account " + id + " cannot be locked");
            }
        }
        return found(ids, tables.accounts::get);
    }

    @Override
    public Map<ExecutionId, Execution> lockExecutions(SortedSet<ExecutionId> ids) {
        return found(ids, tables.executions::get);
    }

    @Override
    public Map<IdempotencyKey, Execution> executionsByKey(SortedSet<IdempotencyKey> keys) {
        return found(keys, key -> {
            ExecutionId id = tables.keys.get(key);
            return id == null ? null : tables.executions.get(id);
        });
    }

    @Override
    public Map<TransferId, Transfer> transfers(SortedSet<TransferId> ids) {
        return found(ids, tables.transfers::get);
    }

    @Override
    public Map<ExecutionId, List<Transfer>> refunds(SortedSet<ExecutionId> executions) {
        return found(executions, id -> {
            List<Transfer> refunds = tables.refunds.get(id);
            return refunds == null ? null : List.copyOf(refunds);
        });
    }

    @Override
    public Map<PayoutId, Payout> payouts(SortedSet<PayoutId> ids) {
        return found(ids, tables.payouts::get);
    }

    @Override
    public void write(LedgerChanges all) {
        requireUsable();
        changes = all;
    }

    /** Applies what was written, and takes nothing more. */
    void commit() {
        over = true;
        if (changes != null) {
            tables.apply(changes);
        }
    }

    /** Forgets what was written, and takes nothing more. */
    void rollBack() {
        over = true;
        changes = null;
    }

    private <K, V> Map<K, V> found(Collection<K> ids, Function<K, @Nullable V> lookup) {
        requireUsable();
        Map<K, V> found = new LinkedHashMap<>();
        for (K id : ids) {
            V value = lookup.apply(id);
            if (value != null) {
                found.put(id, value);
            }
        }
        return found;
    }

    private void requireUsable() {
        if (over || changes != null) {
            throw new IllegalStateException(over ? "the transaction has ended" : "the transaction has written");
        }
    }
}
