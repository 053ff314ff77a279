package dev.souk.engine.internal.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.engine.config.SoukConfig;
import dev.souk.engine.internal.memory.MemoryStore;
import dev.souk.spi.caller.PlanId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.store.Tenant;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TenantsTest {
    private static final PlanId PLAN = new PlanId("pro");

    private final MemoryStore store = new MemoryStore();
    private final AtomicLong nanos = new AtomicLong();
    private final SoukConfig config = SoukConfig.builder().build();
    private final Tenants tenants = new Tenants(store, config, nanos::get);

    private static Tenant tenant(String id) {
        return new Tenant(new TenantId(id), PLAN, Instant.EPOCH);
    }

    @Test
    void onesThatAreRememberedAreBoundedAndAllAreFound() {
        long many = Tenants.MAX_CACHED + 10;
        for (long i = 0; i < many; i++) {
            store.tenants().insert(tenant("t" + i));
            assertThat(tenants.find(new TenantId("t" + i))).isPresent();
        }
        assertThat(tenants.remembered()).isBetween(1L, Tenants.MAX_CACHED);
        assertThat(tenants.find(new TenantId("t0"))).contains(tenant("t0"));
    }

    @Test
    void whatAnotherEngineChangedCountsWhenTheCacheTimeIsOver() {
        TenantId id = new TenantId("acme");
        tenants.register(tenant("acme"));
        assertThat(tenants.find(id)).contains(tenant("acme"));
        store.tenants().changePlan(id, null);
        assertThat(tenants.find(id)).contains(tenant("acme"));
        nanos.addAndGet(config.tenantCacheTime().toNanos() + 1);
        assertThat(tenants.find(id).flatMap(Tenant::plan)).isEmpty();
    }

    @Test
    void whatIsChangedHereCountsAtOnceAndOneThatIsNotThereIsNotRemembered() {
        TenantId id = new TenantId("acme");
        assertThat(tenants.find(id)).isEmpty();
        tenants.register(tenant("acme"));
        assertThat(tenants.find(id)).contains(tenant("acme"));
        tenants.changePlan(id, null);
        assertThat(tenants.find(id).flatMap(Tenant::plan)).isEmpty();
    }
}
