package dev.souk.engine.internal.budget;

import dev.souk.engine.internal.ledger.LedgerCommand.Allowance;
import dev.souk.spi.budget.Budget;
import dev.souk.spi.ledger.AccountId;
import java.time.Instant;
import java.util.Optional;

/**
 * A budget with its accounts in one of its periods. A call keeps those with which it was admitted, so one that runs over midnight is
 * settled in the period in which it began.
 *
 * @param budget the budget
 * @param left what is left of it in the period
 * @param used what was spent of it in the period
 * @param at a moment of the period
 */
public record BudgetInPeriod(Budget budget, AccountId left, AccountId used, Instant at) {
    /** This budget in the period at this moment. */
    public static BudgetInPeriod of(Budget budget, Instant at) {
        return new BudgetInPeriod(
                budget, AccountId.budgetLeft(budget.id(), at), AccountId.budgetUsed(budget.id(), at), at);
    }

    /** What the ledger holds a call to. */
    public Allowance allowance() {
        return new Allowance(left, used, budget.amount().micros());
    }

    /** When the next period begins, if ever. */
    public Optional<Instant> renewsAt() {
        return budget.id().period().endAt(at);
    }
}
