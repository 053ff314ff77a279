package dev.souk.spi.store;

import dev.souk.spi.caller.TenantId;
import dev.souk.spi.caller.UserId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An API key as it is kept: a keyed hash, never the key.
 *
 * @param id a short public name of the key, for lists and for revoking it
 * @param hash the keyed hash of the key, in hexadecimal
 * @param tenant who calls with it
 * @param user who calls with it
 * @param admin whether it opens the admin routes
 * @param label a line for people; may be empty
 * @param createdAt since when
 * @param revokedAtOrNull since when it no longer opens anything; null while it does
 * @since 0.1
 */
public record ApiKey(
        String id,
        String hash,
        TenantId tenant,
        UserId user,
        boolean admin,
        String label,
        Instant createdAt,
        @Nullable Instant revokedAtOrNull) {
    /** Checks that what must be there is there. */
    public ApiKey {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(createdAt, "createdAt");
    }

    /** Whether it still opens anything. */
    public boolean isActive() {
        return revokedAtOrNull == null;
    }
}
