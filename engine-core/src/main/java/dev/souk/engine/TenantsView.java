package dev.souk.engine;

import dev.souk.engine.config.Plans;
import dev.souk.engine.internal.tenant.Tenants;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.caller.PlanId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.store.Tenant;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is registered, and on which plan.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
@Singleton
public final class TenantsView {
    private final Tenants tenants;
    private final Plans plans;
    private final InstantSource clock;

    @Inject
    TenantsView(Tenants tenants, Plans plans, InstantSource clock) {
        this.tenants = tenants;
        this.plans = plans;
        this.clock = clock;
    }

    /** What is for sale. */
    public Plans plans() {
        return plans;
    }

    /**
     * The tenant with this id.
     *
     * @param id which
     */
    public Optional<Tenant> find(TenantId id) {
        return tenants.find(id);
    }

    /**
     * Registers a tenant. One that is registered already stays as it is.
     *
     * @param id its name
     * @param planOrNull its plan, or null for the trial
     * @return whether it is new
     * @throws SoukException {@link ErrorCode#PLAN_NOT_FOUND} if there is no such plan
     */
    public boolean register(TenantId id, @Nullable PlanId planOrNull) {
        requireKnown(planOrNull);
        return tenants.register(new Tenant(id, planOrNull, clock.instant()));
    }

    /**
     * Gives a tenant a plan, or takes it away. It counts from the next call on.
     *
     * @param id which tenant
     * @param planOrNull its plan, or null for the trial
     * @throws SoukException {@link ErrorCode#PLAN_NOT_FOUND} if there is no such plan, {@link ErrorCode#TENANT_NOT_FOUND} if there is
     *     no such tenant
     */
    public void changePlan(TenantId id, @Nullable PlanId planOrNull) {
        requireKnown(planOrNull);
        if (!tenants.changePlan(id, planOrNull)) {
            throw new SoukException(ErrorCode.TENANT_NOT_FOUND, "no tenant '" + id + "' is registered");
        }
    }

    /**
     * Tenants in the order of their ids.
     *
     * @param afterOrNull where the last page ended, or null for the first
     * @param most 1 to 1,000
     */
    public List<Tenant> list(@Nullable TenantId afterOrNull, int most) {
        return tenants.list(afterOrNull, most);
    }

    private void requireKnown(@Nullable PlanId plan) {
        if (plan != null && plans.find(plan).isEmpty()) {
            throw new SoukException(
                    ErrorCode.PLAN_NOT_FOUND,
                    "no plan is named '" + plan + "'; there are "
                            + plans.plans().stream()
                                    .map(known -> known.id().value())
                                    .toList());
        }
    }
}
