package dev.souk.spi.store;

import dev.souk.spi.caller.TenantId;
import dev.souk.spi.caller.UserId;
import java.util.Objects;

/**
 * What a caller gives a call so that sending it again does not make it again. It is the caller's own: the same text of another
 * user is another key. Keys are kept as long as their executions.
 *
 * @param tenant whose
 * @param user whose
 * @param value 1 to 255 printable ASCII characters
 * @since 0.1
 */
public record IdempotencyKey(TenantId tenant, UserId user, String value) implements Comparable<IdempotencyKey> {
    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the value is not of that form
     */
    public IdempotencyKey {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(user, "user");
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("an idempotency key has 1 to 255 printable ASCII characters");
        }
    }

    /**
     * Whether a text can be a key.
     *
     * @param value any text
     */
    public static boolean isWellFormed(String value) {
        if (value.isEmpty() || value.length() > 255) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < 0x20 || value.charAt(i) > 0x7e) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compareTo(IdempotencyKey other) {
        int order = tenant.compareTo(other.tenant);
        if (order == 0) {
            order = user.compareTo(other.user);
        }
        return order != 0 ? order : value.compareTo(other.value);
    }
}
