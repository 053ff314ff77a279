package dev.souk.spi.store;

import dev.souk.spi.caller.PlanId;
import dev.souk.spi.caller.TenantId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tenant as it is registered.
 *
 * @param id its name
 * @param planOrNull the plan it holds; without one its users are on trial
 * @param createdAt since when
 * @param budgetRevision raised by each change of one of its budgets, see {@link BudgetStore}; zero as long as it has never had one
 * @since 0.1
 */
public record Tenant(TenantId id, @Nullable PlanId planOrNull, Instant createdAt, long budgetRevision) {
    /**
     * Checks that what must be there is there.
     *
     * @throws IllegalArgumentException if the revision is negative
     */
    public Tenant {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(createdAt, "createdAt");
        if (budgetRevision < 0) {
            throw new IllegalArgumentException("the revision of the budgets of " + id + " is " + budgetRevision);
        }
    }

    /**
     * A tenant that has never had a budget.
     *
     * @param id its name
     * @param planOrNull the plan it holds; without one its users are on trial
     * @param createdAt since when
     */
    public Tenant(TenantId id, @Nullable PlanId planOrNull, Instant createdAt) {
        this(id, planOrNull, createdAt, 0);
    }

    /** The plan it holds, if any. */
    public Optional<PlanId> plan() {
        return Optional.ofNullable(planOrNull);
    }
}
