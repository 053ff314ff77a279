package dev.souk.spi.store;

import dev.souk.spi.caller.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the API keys. Faults and thread-safety are those of {@link LedgerStore}.
 *
 * @since 0.1
 */
public interface ApiKeyStore {
    /**
     * Adds a key.
     *
     * @param key a key whose id and hash are new
     * @throws dev.souk.spi.SoukException {@link dev.souk.spi.ErrorCode#CONFLICT} if one of them is not
     */
    void insert(ApiKey key);

    /**
     * The key with this hash, revoked or not.
     *
     * @param hash the keyed hash, in hexadecimal
     */
    Optional<ApiKey> findByHash(String hash);

    /**
     * The newest 1,000 keys of a tenant, the newest first.
     *
     * @param tenant whose
     */
    List<ApiKey> list(TenantId tenant);

    /**
     * Ends a key. A key that was ended before stays as it is.
     *
     * @param id the key's public name
     * @param at since when
     * @return whether there is such a key
     */
    boolean revoke(String id, Instant at);

    /** Whether there is an admin key that is not revoked. */
    boolean hasAdmin();
}
