package dev.souk.http.internal.auth;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.caller.UserId;
import dev.souk.spi.store.ApiKey;
import dev.souk.spi.store.ApiKeyStore;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Issues and checks API keys. A key is stored as its HMAC-SHA-256 (RFC 2104) under the host's secret, so a stolen table opens nothing
 * and cannot be searched for a key without that secret.
 *
 * <p>Thread-safe; holds no state of its own.
 */
public final class KeyRing {
    /** The shortest secret, in bytes. */
    public static final int MIN_SECRET_BYTES = 32;
    /** The longest label, in characters. */
    public static final int MAX_LABEL = 100;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int ID_LENGTH = 16;
    /** What {@link ApiKeyStore#list} shows at most. */
    private static final int MAX_LISTED = 1_000;

    private final ApiKeyStore store;
    private final SecretKeySpec secret;
    private final InstantSource clock;
    private final RandomGenerator random;

    /**
     * A new key, with the only copy of its text.
     *
     * @param text what the caller shows
     * @param key what is kept
     */
    public record Issued(String text, ApiKey key) {
        @Override
        public String toString() {
            return "Issued[" + key.id() + "]";
        }
    }

    /**
     * Keys in this store.
     *
     * @param store where they are kept
     * @param secret at least {@value #MIN_SECRET_BYTES} bytes; copied
     * @param clock the time to record
     * @param random where keys come from; unpredictable and thread-safe
     */
    public KeyRing(ApiKeyStore store, byte[] secret, InstantSource clock, RandomGenerator random) {
        if (secret.length < MIN_SECRET_BYTES) {
            throw new SoukException(
                    ErrorCode.CONFIG_INVALID,
                    "the secret for API keys has " + secret.length + " bytes; give it at least " + MIN_SECRET_BYTES);
        }
        this.store = store;
        this.secret = new SecretKeySpec(secret, ALGORITHM);
        this.clock = clock;
        this.random = random;
    }

    /** Makes a key and keeps its hash. */
    public Issued issue(TenantId tenant, UserId user, boolean admin, String label) {
        if (label.length() > MAX_LABEL || label.chars().anyMatch(Character::isISOControl)) {
            throw new SoukException(
                    ErrorCode.MALFORMED_REQUEST,
                    "a label has at most " + MAX_LABEL + " characters and no control characters");
        }
        String text = KeyText.make(random);
        ApiKey key = new ApiKey(
                "key_" + KeyText.characters(random, ID_LENGTH),
                hash(text),
                tenant,
                user,
                admin,
                label,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                null);
        store.insert(key);
        return new Issued(text, key);
    }

    /** The key with this text, if it was issued and still opens anything. */
    public Optional<ApiKey> authenticate(String text) {
        return KeyText.isWellFormed(text) ? store.findByHash(hash(text)).filter(ApiKey::isActive) : Optional.empty();
    }

    /** Ends a key, and says whether there is such a key. */
    public boolean revoke(String id) {
        return store.revoke(id, clock.instant());
    }

    /** The newest keys of a tenant. */
    public List<ApiKey> list(TenantId tenant) {
        return store.list(tenant);
    }

    /** Whether a tenant has a key with this public name; of one with more keys than are listed, it is believed. */
    public boolean isListed(TenantId tenant, String id) {
        List<ApiKey> known = store.list(tenant);
        return known.size() >= MAX_LISTED
                || known.stream().anyMatch(key -> key.id().equals(id));
    }

    /** Whether there is an admin key that still opens anything. */
    public boolean hasAdmin() {
        return store.hasAdmin();
    }

    private String hash(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException missing) {
            throw new SoukException(ErrorCode.INTERNAL, "this JDK has no " + ALGORITHM, missing);
        }
    }
}
