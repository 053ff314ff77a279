package dev.souk.engine.internal.memory;

import dev.souk.spi.caller.PlanId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.store.Tenant;
import dev.souk.spi.store.TenantStore;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tenants in memory. */
final class MemoryTenantStore implements TenantStore {
    private final Vault vault;

    MemoryTenantStore(Vault vault) {
        this.vault = vault;
    }

    @Override
    public Optional<Tenant> find(TenantId id) {
        return vault.with(tables -> Optional.ofNullable(tables.tenants.get(id)));
    }

    @Override
    public boolean insert(Tenant tenant) {
        return vault.with(tables -> tables.tenants.putIfAbsent(tenant.id(), tenant) == null);
    }

    @Override
    public boolean changePlan(TenantId id, @Nullable PlanId planOrNull) {
        return vault.with(tables -> tables.tenants.computeIfPresent(
                        id, (same, tenant) -> new Tenant(id, planOrNull, tenant.createdAt(), tenant.budgetRevision()))
                != null);
    }

    @Override
    public List<Tenant> list(@Nullable TenantId afterOrNull, int most) {
        Vault.requirePage(most);
        return vault.with(tables -> (afterOrNull == null ? tables.tenants : tables.tenants.tailMap(afterOrNull, false))
                .values().stream().limit(most).toList());
    }
}
