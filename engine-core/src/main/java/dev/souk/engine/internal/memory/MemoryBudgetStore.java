package dev.souk.engine.internal.memory;

import dev.souk.spi.budget.Budget;
import dev.souk.spi.budget.BudgetHolder;
import dev.souk.spi.budget.BudgetId;
import dev.souk.spi.budget.BudgetPeriod;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.AccountKind;
import dev.souk.spi.store.BudgetStore;
import dev.souk.spi.store.Tenant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The budgets in memory. Lists are found by looking at all of them. */
final class MemoryBudgetStore implements BudgetStore {
    private static final int MAX_HOLDERS = 10;

    private final Vault vault;

    MemoryBudgetStore(Vault vault) {
        this.vault = vault;
    }

    @Override
    public boolean set(Budget budget) {
        return vault.with(tables -> {
            boolean known = raiseRevision(tables, budget.id().holder().tenant());
            if (known) {
                tables.budgets.put(budget.id(), budget);
            }
            return known;
        });
    }

    @Override
    public boolean remove(BudgetId id) {
        return vault.with(tables -> tables.budgets.remove(id) != null
                && raiseRevision(tables, id.holder().tenant()));
    }

    private static boolean raiseRevision(Tables tables, TenantId id) {
        return tables.tenants.computeIfPresent(
                        id,
                        (same, tenant) ->
                                new Tenant(id, tenant.planOrNull(), tenant.createdAt(), tenant.budgetRevision() + 1))
                != null;
    }

    @Override
    public Optional<Budget> find(BudgetId id) {
        return vault.with(tables -> Optional.ofNullable(tables.budgets.get(id)));
    }

    @Override
    public List<Budget> of(Set<BudgetHolder> holders) {
        if (holders.isEmpty()
                || holders.size() > MAX_HOLDERS
                || holders.stream().map(BudgetHolder::tenant).distinct().count() > 1) {
            throw new IllegalArgumentException("not 1 to " + MAX_HOLDERS + " holders of one tenant: " + holders);
        }
        return vault.with(tables -> tables.budgets.values().stream()
                .filter(budget -> holders.contains(budget.id().holder()))
                .toList());
    }

    @Override
    public List<Budget> list(TenantId tenant, @Nullable BudgetId afterOrNull, int most) {
        Vault.requirePage(most);
        return vault.with(tables -> (afterOrNull == null ? tables.budgets : tables.budgets.tailMap(afterOrNull, false))
                .values().stream()
                        .filter(budget -> budget.id().holder().tenant().equals(tenant))
                        .limit(most)
                        .toList());
    }

    @Override
    public List<AccountId> past(BudgetPeriod period, String before, int most) {
        Vault.requirePage(most);
        String first = period.id() + "/";
        return vault.with(tables -> tables.accounts.values().stream()
                .filter(account -> account.id().kind() == AccountKind.BUDGET_LEFT
                        && account.id().owner().startsWith(first)
                        && account.id().owner().compareTo(first + before) < 0
                        && account.available() > 0)
                .map(account -> account.id())
                .limit(most)
                .toList());
    }
}
