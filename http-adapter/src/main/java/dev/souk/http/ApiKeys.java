package dev.souk.http;

import dev.souk.http.internal.auth.KeyRing;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.caller.UserId;
import dev.souk.spi.store.ApiKey;
import dev.souk.spi.store.ApiKeyStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The API keys that callers show over HTTP: {@code souk_live_}, 27 random characters (160 bits) and a checksum of 6. A key is known
 * once, when it is issued; kept is only its keyed hash. A key that is revoked opens nothing from then on, because every request asks
 * the store; a text whose checksum is wrong is turned away without asking it.
 *
 * <p>Thread-safe. Faults of the store reach the caller as the {@link SoukException} that {@link ApiKeyStore} throws.
 *
 * @since 0.1
 */
public final class ApiKeys {
    /** The shortest secret, in bytes. */
    public static final int MIN_SECRET_BYTES = KeyRing.MIN_SECRET_BYTES;
    /** The longest label, in characters. */
    public static final int MAX_LABEL = KeyRing.MAX_LABEL;

    private final KeyRing ring;

    /**
     * A new key, with the only copy of its text.
     *
     * @param text what the caller shows; a secret
     * @param key what is kept
     */
    public record Issued(String text, ApiKey key) {
        /** Names the key without its text. */
        @Override
        public String toString() {
            return "Issued[" + key.id() + "]";
        }
    }

    /**
     * Keys in this store.
     *
     * @param store where their hashes are kept, such as {@code store.apiKeys()}
     * @param secret what the hashes are keyed with: at least {@value #MIN_SECRET_BYTES} bytes, the same in every process on this store
     *     and not kept in it; copied
     * @param clock the time to record
     * @param random where keys come from; unpredictable and thread-safe, such as {@link java.security.SecureRandom}
     * @throws SoukException {@link ErrorCode#CONFIG_INVALID} if the secret is too short
     */
    public ApiKeys(ApiKeyStore store, byte[] secret, InstantSource clock, RandomGenerator random) {
        this.ring = new KeyRing(store, secret, clock, random);
    }

    /**
     * Issues a key. The tenant need not be registered yet; calls are refused until it is.
     *
     * @param tenant who calls with it
     * @param user who calls with it
     * @param admin whether it opens the admin routes
     * @param label a line for people, at most {@value #MAX_LABEL} characters; may be empty
     * @return the key, whose text cannot be had again
     * @throws SoukException {@link ErrorCode#MALFORMED_REQUEST} if the label is too long or holds control characters
     */
    public Issued issue(TenantId tenant, UserId user, boolean admin, String label) {
        KeyRing.Issued issued = ring.issue(tenant, user, admin, label);
        return new Issued(issued.text(), issued.key());
    }

    /**
     * Whose key this is.
     *
     * @param text what a caller showed; anything
     * @return the key, unless nobody issued it or it was revoked
     */
    public Optional<ApiKey> authenticate(String text) {
        return ring.authenticate(text);
    }

    /**
     * Ends a key at once. Ending it again does nothing.
     *
     * @param id its public name, {@code key_…}
     * @return whether there is such a key
     */
    public boolean revoke(String id) {
        return ring.revoke(id);
    }

    /**
     * The newest 1,000 keys of a tenant, the newest first.
     *
     * @param tenant whose
     */
    public List<ApiKey> list(TenantId tenant) {
        return ring.list(tenant);
    }

    /**
     * Whether a tenant has a key with this public name, revoked or not. Of a tenant with more than 1,000 keys every name is believed.
     *
     * @param tenant whose
     * @param id the public name, {@code key_…}
     */
    public boolean isListed(TenantId tenant, String id) {
        return ring.isListed(tenant, id);
    }

    /** Whether there is an admin key that still opens anything. */
    public boolean hasAdmin() {
        return ring.hasAdmin();
    }

    KeyRing ring() {
        return ring;
    }
}
