package dev.souk.spi.store;

import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.PayoutId;
import dev.souk.spi.ledger.Transfer;
import dev.souk.spi.ledger.TransferId;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * One transaction on the ledger. It is used by one thread, inside {@link LedgerStore#transact}, and calls its methods in the order
 * they stand here, so that two transactions never wait for each other in a circle. After {@link #write} or the end of the work
 * every method throws an {@link IllegalStateException}.
 *
 * @since 0.1
 */
public interface LedgerTransaction {
    /**
     * Loads guarded accounts and locks them, in the order of their ids, until the transaction ends. One that is not there cannot be
     * locked: another transaction may open it meanwhile, which this one learns only if it opens it, too.
     *
     * @param ids guarded accounts, in a set of any order
     * @return those that are there
     * @throws IllegalArgumentException if one is a collecting account
     */
    Map<AccountId, Account> lockAccounts(SortedSet<AccountId> ids);

    /**
     * Loads executions and locks them, in the order of their ids, until the transaction ends.
     *
     * @param ids executions
     * @return those that are there
     */
    Map<ExecutionId, Execution> lockExecutions(SortedSet<ExecutionId> ids);

    /**
     * Finds the executions that were admitted with these keys.
     *
     * @param keys idempotency keys
     * @return those that are there
     */
    Map<IdempotencyKey, Execution> executionsByKey(SortedSet<IdempotencyKey> keys);

    /**
     * Finds transfers that were made before.
     *
     * @param ids transfers
     * @return those that are there
     */
    Map<TransferId, Transfer> transfers(SortedSet<TransferId> ids);

    /**
     * Finds the refunds of calls that were made before: the transfers of kind {@link dev.souk.spi.ledger.TransferKind#REFUND} that
     * belong to them. Whoever has locked the account that a call was paid from sees all of them.
     *
     * @param executions calls
     * @return of those that have any, all of them in any order
     */
    Map<ExecutionId, List<Transfer>> refunds(SortedSet<ExecutionId> executions);

    /**
     * Finds payouts. Whoever has locked a payout's account sees what was decided over it.
     *
     * @param ids payouts
     * @return those that are there
     */
    Map<PayoutId, Payout> payouts(SortedSet<PayoutId> ids);

    /**
     * Writes everything at once. Called at most once, last. What contradicts the contract of {@link LedgerChanges} — something new
     * that is there although nobody else was writing it, something changed that is not — is an {@link
     * dev.souk.spi.ErrorCode#INTERNAL} fault of {@link LedgerStore#transact}, and nothing is written.
     *
     * @param changes what to write
     */
    void write(LedgerChanges changes);
}
