package dev.souk.testkit;

import static dev.souk.testkit.StoreContractSamples.ACME;
import static dev.souk.testkit.StoreContractSamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.spi.caller.PlanId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.store.Tenant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tenants: registered once, listed in order, with a plan that changes. */
abstract class TenantStoreContract extends StoreContractPart {
    private static final PlanId PRO = new PlanId("pro");

    @Test
    void aRegisteredTenantIsReadBack() {
        Tenant onTrial = new Tenant(ACME, null, NOON);
        Tenant onPlan = new Tenant(new TenantId("beta"), PRO, NOON.plusNanos(1_000));

        assertThat(store().tenants().insert(onTrial)).isTrue();
        assertThat(store().tenants().insert(onPlan)).isTrue();

        assertThat(store().tenants().find(ACME)).contains(onTrial);
        assertThat(store().tenants().find(new TenantId("beta"))).contains(onPlan);
        assertThat(store().tenants().find(new TenantId("gamma"))).isEmpty();
    }

    @Test
    void aTenantIsRegisteredOnce() {
        store().tenants().insert(new Tenant(ACME, null, NOON));

        assertThat(store().tenants().insert(new Tenant(ACME, PRO, NOON.plusSeconds(1))))
                .isFalse();

        assertThat(store().tenants().find(ACME)).contains(new Tenant(ACME, null, NOON));
    }

    @Test
    void tenantsDifferByCase() {
        store().tenants().insert(new Tenant(ACME, null, NOON));

        assertThat(store().tenants().find(new TenantId("Acme"))).isEmpty();
        assertThat(store().tenants().insert(new Tenant(new TenantId("Acme"), PRO, NOON)))
                .isTrue();
    }

    @Test
    void aPlanIsGivenAndTakenAway() {
        store().tenants().insert(new Tenant(ACME, null, NOON));

        assertThat(store().tenants().changePlan(ACME, PRO)).isTrue();
        assertThat(store().tenants().find(ACME)).contains(new Tenant(ACME, PRO, NOON));

        assertThat(store().tenants().changePlan(ACME, null)).isTrue();
        assertThat(store().tenants().find(ACME)).contains(new Tenant(ACME, null, NOON));
    }

    @Test
    void aTenantThatIsNotThereGetsNoPlan() {
        assertThat(store().tenants().changePlan(ACME, PRO)).isFalse();
        assertThat(store().tenants().find(ACME)).isEmpty();
    }

    @Test
    void tenantsAreListedInPagesInTheOrderOfTheirIds() {
        Stream.of("b", "B", "a.b", "a-b", "ab", "A1", "1a")
                .forEach(id -> store().tenants().insert(new Tenant(new TenantId(id), null, NOON)));

        assertThat(store().tenants().list(null, 1_000))
                .extracting(tenant -> tenant.id().value())
                .containsExactly("1a", "A1", "B", "a-b", "a.b", "ab", "b");
        assertThat(store().tenants().list(null, 2))
                .extracting(tenant -> tenant.id().value())
                .containsExactly("1a", "A1");
        assertThat(store().tenants().list(new TenantId("A1"), 3))
                .extracting(tenant -> tenant.id().value())
                .containsExactly("B", "a-b", "a.b");
        assertThat(store().tenants().list(new TenantId("b"), 3)).isEmpty();
    }

    @Test
    void aPageOutOfItsRangeIsRefused() {
        assertThatThrownBy(() -> store().tenants().list(null, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().tenants().list(null, 1_001)).isInstanceOf(IllegalArgumentException.class);
    }
}
