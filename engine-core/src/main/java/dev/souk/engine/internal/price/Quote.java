package dev.souk.engine.internal.price;

import dev.souk.engine.internal.budget.BudgetInPeriod;
import dev.souk.engine.internal.ledger.LedgerCommand.Allowance;
import dev.souk.engine.internal.ledger.LedgerCommand.Opening;
import dev.souk.spi.Credits;
import dev.souk.spi.agent.ModelUsage;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Leg;
import java.util.List;

/** What one call may cost at most and will cost in the end, fixed when it is admitted. Immutable. */
public sealed interface Quote permits PaidQuote, TrialQuote {
    /** What is set aside before the call. */
    List<Leg> reserved();

    /** Accounts to open if they are not there yet. */
    List<Opening> openings();

    /** The budgets it counts in; none on trial. */
    List<BudgetInPeriod> budgets();

    /** What the reservation is held to besides what its accounts have. */
    default List<Allowance> allowances() {
        return reserved().isEmpty()
                ? List.of()
                : budgets().stream().map(BudgetInPeriod::allowance).toList();
    }

    /**
     * What moves after a call that succeeded.
     *
     * @param usage what it used of a model
     * @return legs that sum to zero for each unit; none if nothing is paid
     */
    List<Leg> payment(ModelUsage usage);

    /**
     * What a call that succeeded costs the tenant.
     *
     * @param usage what it used of a model
     */
    Credits charge(ModelUsage usage);

    /** The account whose balance the caller is told. */
    AccountId balanceOf();
}
