package dev.souk.engine.internal.ledger;

import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.PayoutId;
import dev.souk.spi.ledger.Transfer;
import dev.souk.spi.ledger.TransferId;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.IdempotencyKey;
import dev.souk.spi.store.LedgerTransaction;
import dev.souk.spi.store.Payout;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * What the rules look at: what the store holds of everything the commands name. What is not in a map is not in the store.
 *
 * @param accounts guarded accounts, locked
 * @param executions executions to end, locked
 * @param byKey executions admitted with the commands' idempotency keys
 * @param transfers transfers made before with the commands' ids, and the payments of calls to refund
 * @param refunds refunds made before, by the call
 * @param payouts payouts that the commands name
 */
public record LedgerState(
        Map<AccountId, Account> accounts,
        Map<ExecutionId, Execution> executions,
        Map<IdempotencyKey, Execution> byKey,
        Map<TransferId, Transfer> transfers,
        Map<ExecutionId, List<Transfer>> refunds,
        Map<PayoutId, Payout> payouts) {
    /**
     * Loads and locks what these commands name, in the order every transaction keeps.
     *
     * @param transaction from where
     * @param commands what names it
     * @param again whether they may have been done before; then executions to admit are looked for, too
     */
    static LedgerState load(
            LedgerTransaction transaction, Collection<? extends LedgerCommand> commands, boolean again) {
        NavigableSet<AccountId> accounts = new TreeSet<>();
        NavigableSet<ExecutionId> executions = new TreeSet<>();
        NavigableSet<IdempotencyKey> keys = new TreeSet<>();
        NavigableSet<TransferId> transfers = new TreeSet<>();
        NavigableSet<ExecutionId> refunded = new TreeSet<>();
        NavigableSet<PayoutId> payouts = new TreeSet<>();
        for (LedgerCommand command : commands) {
            if (command instanceof LedgerCommand.Admit admit) {
                admit.execution().reservation().legs().forEach(leg -> accounts.add(leg.account()));
                admit.openings().forEach(opening -> accounts.add(opening.account()));
                for (LedgerCommand.Allowance allowance : admit.allowances()) {
                    accounts.add(allowance.account());
                    accounts.add(allowance.used());
                }
                admit.execution().key().ifPresent(keys::add);
                if (again) {
                    executions.add(admit.execution().id());
                }
            } else if (command instanceof LedgerCommand.End end) {
                end.reservation().legs().forEach(leg -> accounts.add(leg.account()));
                end.payment().forEach(leg -> addGuarded(accounts, leg.account()));
                addGuarded(accounts, end.balanceOf());
                executions.add(end.execution());
            } else if (command instanceof LedgerCommand.Expire expire) {
                expire.execution().reservation().legs().forEach(leg -> accounts.add(leg.account()));
                executions.add(expire.execution().id());
            } else if (command instanceof LedgerCommand.Reclaim reclaim) {
                accounts.add(reclaim.account());
            } else if (command instanceof LedgerCommand.Move move) {
                move.legs().forEach(leg -> addGuarded(accounts, leg.account()));
                transfers.add(move.id());
            } else if (command instanceof LedgerCommand.Refund refund) {
                accounts.add(refund.payer());
                transfers.add(refund.id());
                transfers.add(LedgerRules.payment(refund.execution()));
                refunded.add(refund.execution());
            } else if (command instanceof LedgerCommand.Mature mature) {
                accounts.add(AccountId.payableTo(mature.publisher()));
                transfers.add(LedgerRules.maturity(mature));
            } else if (command instanceof LedgerCommand.RequestPayout request) {
                accounts.add(AccountId.of(request.payout().id()));
                accounts.add(AccountId.payableTo(request.payout().publisher()));
                payouts.add(request.payout().id());
            } else if (command instanceof LedgerCommand.DecidePayout decide) {
                accounts.add(AccountId.of(decide.payout()));
                accounts.add(AccountId.payableTo(decide.publisher()));
                payouts.add(decide.payout());
            }
        }
        return new LedgerState(
                accounts.isEmpty() ? Map.of() : transaction.lockAccounts(accounts),
                executions.isEmpty() ? Map.of() : transaction.lockExecutions(executions),
                keys.isEmpty() ? Map.of() : transaction.executionsByKey(keys),
                transfers.isEmpty() ? Map.of() : transaction.transfers(transfers),
                refunded.isEmpty() ? Map.of() : transaction.refunds(refunded),
                payouts.isEmpty() ? Map.of() : transaction.payouts(payouts));
    }

    private static void addGuarded(NavigableSet<AccountId> accounts, AccountId account) {
        if (account.isGuarded()) {
            accounts.add(account);
        }
    }
}
