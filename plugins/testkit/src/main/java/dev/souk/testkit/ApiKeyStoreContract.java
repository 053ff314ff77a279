package dev.souk.testkit;

import static dev.souk.testkit.StoreContractSamples.ACME;
import static dev.souk.testkit.StoreContractSamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.caller.UserId;
import dev.souk.spi.store.ApiKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** API keys: found by hash, listed newest first, revoked once. */
abstract class ApiKeyStoreContract extends StoreContractPart {
    @Test
    void aKeyIsReadBackByItsHash() {
        ApiKey admin = key("k1", "acme", true, "Ann's 🔑 \"main\"", NOON, null);
        ApiKey revoked = key("k2", "acme", false, "", NOON.plusNanos(1_000), NOON.plusSeconds(9));
        store().apiKeys().insert(admin);
        store().apiKeys().insert(revoked);

        assertThat(store().apiKeys().findByHash("hash-k1")).contains(admin);
        assertThat(store().apiKeys().findByHash("hash-k2")).contains(revoked);
        assertThat(store().apiKeys().findByHash("hash-k3")).isEmpty();
        assertThat(store().apiKeys().findByHash("HASH-K1")).isEmpty();
    }

    @Test
    void keysOfATenantAreListedNewestFirst() {
        store().apiKeys().insert(key("k1", "acme", false, "", NOON.plusSeconds(2), null));
        store().apiKeys().insert(key("k2", "acme", false, "", NOON.plusSeconds(3), NOON.plusSeconds(4)));
        store().apiKeys().insert(key("k3", "acme", false, "", NOON.plusSeconds(1), null));
        store().apiKeys().insert(key("k4", "beta", false, "", NOON, null));

        assertThat(store().apiKeys().list(ACME)).extracting(ApiKey::id).containsExactly("k2", "k1", "k3");
        assertThat(store().apiKeys().list(new TenantId("gamma"))).isEmpty();
    }

    @Test
    void atMostAThousandKeysAreListed() {
        for (int number = 0; number < 1_001; number++) {
            store().apiKeys().insert(key("k" + number, "acme", false, "", NOON.plusSeconds(number), null));
        }

        assertThat(store().apiKeys().list(ACME))
                .hasSize(1_000)
                .extracting(ApiKey::id)
                .startsWith("k1000", "k999")
                .endsWith("k1");
    }

    @Test
    void aKnownIdOrHashIsAConflict() {
        ApiKey first = key("k1", "acme", false, "first", NOON, null);
        store().apiKeys().insert(first);

        assertConflict(new ApiKey("k1", "other", ACME, new UserId("ann"), false, "", NOON, null));
        assertConflict(new ApiKey("k2", "hash-k1", ACME, new UserId("ann"), false, "", NOON, null));

        assertThat(store().apiKeys().list(ACME)).containsExactly(first);
    }

    @Test
    void aKeyIsRevokedOnce() {
        store().apiKeys().insert(key("k1", "acme", false, "", NOON, null));

        assertThat(store().apiKeys().revoke("k1", NOON.plusSeconds(5))).isTrue();
        assertThat(store().apiKeys().revoke("k1", NOON.plusSeconds(6))).isTrue();
        assertThat(store().apiKeys().revoke("k2", NOON)).isFalse();

        assertThat(store().apiKeys().findByHash("hash-k1"))
                .contains(key("k1", "acme", false, "", NOON, NOON.plusSeconds(5)));
    }

    @Test
    void onlyAnActiveAdminKeyCounts() {
        assertThat(store().apiKeys().hasAdmin()).isFalse();
        store().apiKeys().insert(key("k1", "acme", false, "", NOON, null));
        assertThat(store().apiKeys().hasAdmin()).isFalse();
        store().apiKeys().insert(key("k2", "acme", true, "", NOON, null));
        assertThat(store().apiKeys().hasAdmin()).isTrue();
        store().apiKeys().revoke("k2", NOON.plusSeconds(1));
        assertThat(store().apiKeys().hasAdmin()).isFalse();
    }

    private void assertConflict(ApiKey key) {
        assertThatThrownBy(() -> store().apiKeys().insert(key))
                .isInstanceOfSatisfying(
                        SoukException.class, fault -> assertThat(fault.code()).isEqualTo(ErrorCode.CONFLICT));
    }

    static ApiKey key(
            String id, String tenant, boolean admin, String label, Instant createdAt, @Nullable Instant revokedAt) {
        return new ApiKey(
                id, "hash-" + id, new TenantId(tenant), new UserId("ann"), admin, label, createdAt, revokedAt);
    }
}
