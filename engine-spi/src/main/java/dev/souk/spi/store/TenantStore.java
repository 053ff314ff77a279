package dev.souk.spi.store;

import dev.souk.spi.caller.PlanId;
import dev.souk.spi.caller.TenantId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the tenants. Faults and thread-safety are those of {@link LedgerStore}.
 *
 * @since 0.1
 */
public interface TenantStore {
    /**
     * The tenant with this id.
     *
     * @param id which one
     */
    Optional<Tenant> find(TenantId id);

    /**
     * Registers a tenant unless one with this id is there.
     *
     * @param tenant the new tenant
     * @return whether it was registered
     */
    boolean insert(Tenant tenant);

    /**
     * Gives a tenant a plan, or takes it away.
     *
     * @param id which tenant
     * @param planOrNull the new plan, or null for the trial
     * @return whether there is such a tenant
     */
    boolean changePlan(TenantId id, @Nullable PlanId planOrNull);

    /**
     * Tenants in the order of their ids.
     *
     * @param afterOrNull where the last page ended, or null for the first
     * @param most 1 to 1,000
     */
    List<Tenant> list(@Nullable TenantId afterOrNull, int most);
}
