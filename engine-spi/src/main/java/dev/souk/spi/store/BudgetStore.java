package dev.souk.spi.store;

import dev.souk.spi.budget.Budget;
import dev.souk.spi.budget.BudgetHolder;
import dev.souk.spi.budget.BudgetId;
import dev.souk.spi.budget.BudgetPeriod;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.ledger.AccountId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps which budgets there are. What is left of them is in the ledger. Faults and thread-safety are those of {@link LedgerStore}.
 *
 * <p>Each change raises the tenant's {@link Tenant#budgetRevision()} in the same transaction, so that whoever has read a tenant knows
 * whether the budgets it remembers still hold.
 *
 * @since 0.1
 */
public interface BudgetStore {
    /**
     * Sets a budget: a new one, or another amount for one that is there.
     *
     * @param budget the budget
     * @return whether its tenant is registered; if not, nothing is written
     */
    boolean set(Budget budget);

    /**
     * Takes a budget away.
     *
     * @param id which
     * @return whether there was one; if not, nothing is written
     */
    boolean remove(BudgetId id);

    /**
     * The budget with this id.
     *
     * @param id which
     */
    Optional<Budget> find(BudgetId id);

    /**
     * All budgets of these holders, in the order of their ids.
     *
     * @param holders 1 to 10 of one tenant
     * @throws IllegalArgumentException if there are none, too many, or several tenants' holders
     */
    List<Budget> of(Set<BudgetHolder> holders);

    /**
     * A tenant's budgets in the order of their ids.
     *
     * @param tenant whose
     * @param afterOrNull where the last page ended, or null for the first
     * @param most 1 to 1,000
     */
    List<Budget> list(TenantId tenant, @Nullable BudgetId afterOrNull, int most);

    /**
     * Accounts of past periods on which something stands that no call holds, in the order of their ids: what is there is to go back.
     *
     * @param period of which kind of budgets
     * @param before the name of the first period that is not past; see {@link BudgetPeriod#nameAt}
     * @param most 1 to 1,000
     */
    List<AccountId> past(BudgetPeriod period, String before, int most);
}
