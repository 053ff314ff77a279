package dev.souk.http;

import dev.souk.spi.caller.TenantId;
import dev.souk.spi.store.ApiKey;
import dev.souk.spi.store.ApiKeyStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** API keys in a map, and how often somebody asked for one. */
final class MemoryKeys implements ApiKeyStore {
    final Map<String, ApiKey> byHash = new ConcurrentHashMap<>();
    final AtomicInteger lookups = new AtomicInteger();

    @Override
    public void insert(ApiKey key) {
        if (byHash.putIfAbsent(key.hash(), key) != null) {
            throw new IllegalStateException("twice the same hash");
        }
    }

    @Override
    public Optional<ApiKey> findByHash(String hash) {
        lookups.incrementAndGet();
        return Optional.ofNullable(byHash.get(hash));
    }

    @Override
    public List<ApiKey> list(TenantId tenant) {
        return byHash.values().stream()
                .filter(key -> key.tenant().equals(tenant))
                .sorted(Comparator.comparing(ApiKey::createdAt).reversed())
                .toList();
    }

    @Override
    public boolean revoke(String id, Instant at) {
        Optional<ApiKey> found =
                byHash.values().stream().filter(key -> key.id().equals(id)).findFirst();
        found.filter(ApiKey::isActive).ifPresent(key -> byHash.put(key.hash(), revoked(key, at)));
        return found.isPresent();
    }

    private static ApiKey revoked(ApiKey key, Instant at) {
        return new ApiKey(
                key.id(), key.hash(), key.tenant(), key.user(), key.admin(), key.label(), key.createdAt(), at);
    }

    @Override
    public boolean hasAdmin() {
        return byHash.values().stream().anyMatch(key -> key.admin() && key.isActive());
    }
}
