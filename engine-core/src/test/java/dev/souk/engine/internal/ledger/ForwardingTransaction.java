package dev.souk.engine.internal.ledger;

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
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/** A transaction that does what another does. */
abstract class ForwardingTransaction implements LedgerTransaction {
    private final LedgerTransaction real;

    ForwardingTransaction(LedgerTransaction real) {
        this.real = real;
    }

    @Override
    public Map<AccountId, Account> lockAccounts(SortedSet<AccountId> ids) {
        return real.lockAccounts(ids);
    }

    @Override
    public Map<ExecutionId, Execution> lockExecutions(SortedSet<ExecutionId> ids) {
        return real.lockExecutions(ids);
    }

    @Override
    public Map<IdempotencyKey, Execution> executionsByKey(SortedSet<IdempotencyKey> keys) {
        return real.executionsByKey(keys);
    }

    @Override
    public Map<TransferId, Transfer> transfers(SortedSet<TransferId> ids) {
        return real.transfers(ids);
    }

    @Override
    public Map<ExecutionId, List<Transfer>> refunds(SortedSet<ExecutionId> executions) {
        return real.refunds(executions);
    }

    @Override
    public Map<PayoutId, Payout> payouts(SortedSet<PayoutId> ids) {
        return real.payouts(ids);
    }

    @Override
    public void write(LedgerChanges changes) {
        real.write(changes);
    }
}
