package dev.souk.engine.internal.budget;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.souk.engine.internal.tenant.Tenants;
import dev.souk.spi.budget.Budget;
import dev.souk.spi.budget.BudgetHolder;
import dev.souk.spi.budget.BudgetId;
import dev.souk.spi.caller.ApiKeyId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.caller.UserId;
import dev.souk.spi.store.BudgetStore;
import dev.souk.spi.store.Store;
import dev.souk.spi.store.Tenant;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which budgets there are, through a cache. What is remembered is named by the revision of the tenant's budgets, which comes with the
 * tenant itself: it holds as long as the revision is the same, without asking anybody, and a tenant that never had a budget costs a
 * comparison with zero. So a change counts at once in the engine that made it, and in others when they next look at the tenant.
 *
 * <p>What is loaded under a revision may be newer than it, never older: the store shows a revision no sooner than its change.
 *
 * <p>Thread-safe.
 */
@Singleton
public final class Budgets {
    private static final long MAX_CACHED = 100_000;

    private final BudgetStore store;
    private final Tenants tenants;
    private final LoadingCache<Who, List<Budget>> cache;

    /** Who calls, and as of which revision. */
    private record Who(
            TenantId tenant, UserId user, @Nullable ApiKeyId key, long revision) {}

    /**
     * The budgets of this store.
     *
     * @param store where they are kept
     * @param tenants whose revisions are believed
     */
    @Inject
    public Budgets(Store store, Tenants tenants) {
        this.store = store.budgets();
        this.tenants = tenants;
        this.cache = Caffeine.newBuilder().maximumSize(MAX_CACHED).build(this::load);
    }

    private List<Budget> load(Who who) {
        Set<BudgetHolder> holders = new HashSet<>();
        holders.add(new BudgetHolder.WholeTenant(who.tenant()));
        holders.add(new BudgetHolder.OneUser(who.tenant(), who.user()));
        if (who.key() != null) {
            holders.add(new BudgetHolder.OneKey(who.tenant(), who.key()));
        }
        return store.of(holders);
    }

    /**
     * The budgets that a call counts in, in the order of their ids.
     *
     * @param tenant who pays, as it is known now
     * @param user who calls
     * @param keyOrNull the key it is made with, if there is one
     */
    public List<Budget> of(Tenant tenant, UserId user, @Nullable ApiKeyId keyOrNull) {
        return tenant.budgetRevision() == 0
                ? List.of()
                : cache.get(new Who(tenant.id(), user, keyOrNull, tenant.budgetRevision()));
    }

    /** The same in the periods that are now. */
    public List<BudgetInPeriod> now(Tenant tenant, UserId user, @Nullable ApiKeyId keyOrNull, InstantSource clock) {
        List<Budget> budgets = of(tenant, user, keyOrNull);
        if (budgets.isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant();
        return budgets.stream().map(budget -> BudgetInPeriod.of(budget, now)).toList();
    }

    /** The budget with this id, as the store has it now. */
    public Optional<Budget> find(BudgetId id) {
        return store.find(id);
    }

    /** A tenant's budgets; see {@link BudgetStore#list}. */
    public List<Budget> list(TenantId tenant, @Nullable BudgetId after, int most) {
        return store.list(tenant, after, most);
    }

    /** Sets a budget, and says whether its tenant is registered. */
    public boolean set(Budget budget) {
        try {
            return store.set(budget);
        } finally {
            tenants.forget(budget.id().holder().tenant());
        }
    }

    /** Takes a budget away, and says whether there was one. */
    public boolean remove(BudgetId id) {
        try {
            return store.remove(id);
        } finally {
            tenants.forget(id.holder().tenant());
        }
    }
}
