package dev.souk.engine.internal.memory;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.store.ApiKey;
import dev.souk.spi.store.ApiKeyStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The API keys in memory. */
final class MemoryApiKeyStore implements ApiKeyStore {
    private static final int MAX_LISTED = 1_000;

    private final Vault vault;

    MemoryApiKeyStore(Vault vault) {
        this.vault = vault;
    }

    @Override
    public void insert(ApiKey key) {
        vault.with(tables -> {
            boolean known = tables.apiKeysByHash.containsKey(key.hash())
                    || tables.apiKeysByHash.values().stream()
                            .anyMatch(other -> other.id().equals(key.id()));
            if (known) {
                throw new SoukException(
                        ErrorCode.CONFLICT,
                        "an API key with the id or the hash of '" + key.id() + "' is there already");
            }
            return tables.apiKeysByHash.put(key.hash(), key);
        });
    }

    @Override
    public Optional<ApiKey> findByHash(String hash) {
        return vault.with(tables -> Optional.ofNullable(tables.apiKeysByHash.get(hash)));
    }

    @Override
    public List<ApiKey> list(TenantId tenant) {
        return vault.with(tables -> tables.apiKeysByHash.values().stream()
                .filter(key -> key.tenant().equals(tenant))
                .sorted(Comparator.comparing(ApiKey::createdAt)
                        .thenComparing(ApiKey::id)
                        .reversed())
                .limit(MAX_LISTED)
                .toList());
    }

    @Override
    public boolean revoke(String id, Instant at) {
        return vault.with(tables -> {
            Optional<ApiKey> found = tables.apiKeysByHash.values().stream()
                    .filter(key -> key.id().equals(id))
                    .findFirst();
            found.filter(ApiKey::isActive).ifPresent(key -> tables.apiKeysByHash.put(key.hash(), revoked(key, at)));
            return found.isPresent();
        });
    }

    @Override
    public boolean hasAdmin() {
        return vault.with(
                tables -> tables.apiKeysByHash.values().stream().anyMatch(key -> key.admin() && key.isActive()));
    }

    private static ApiKey revoked(ApiKey key, Instant at) {
        return new ApiKey(
                key.id(), key.hash(), key.tenant(), key.user(), key.admin(), key.label(), key.createdAt(), at);
    }
}
