package dev.souk.spi.budget;

import dev.souk.spi.caller.ApiKeyId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.caller.UserId;
import java.util.Objects;

/**
 * Whose spending a budget bounds. As text {@code tenant/acme}, {@code user/acme/ann} or {@code key/acme/key_4fT}; the order is that of
 * the text.
 *
 * @since 0.1
 */
public sealed interface BudgetHolder extends Comparable<BudgetHolder> {
    /** The tenant that pays. */
    TenantId tenant();

    /** What kind of holder this is: {@code tenant}, {@code user} or {@code key}. */
    String kind();

    @Override
    default int compareTo(BudgetHolder other) {
        return toString().compareTo(other.toString());
    }

    /**
     * All calls of a tenant.
     *
     * @param tenant which
     */
    record WholeTenant(TenantId tenant) implements BudgetHolder {
        /** Checks that there is a tenant. */
        public WholeTenant {
            Objects.requireNonNull(tenant, "tenant");
        }

        @Override
        public String kind() {
            return "tenant";
        }

        @Override
        public String toString() {
            return "tenant/" + tenant;
        }
    }

    /**
     * All calls of one user, with whatever key.
     *
     * @param tenant whose user
     * @param user which
     */
    record OneUser(TenantId tenant, UserId user) implements BudgetHolder {
        /** Checks that tenant and user are there. */
        public OneUser {
            Objects.requireNonNull(tenant, "tenant");
            Objects.requireNonNull(user, "user");
        }

        @Override
        public String kind() {
            return "user";
        }

        @Override
        public String toString() {
            return "user/" + tenant + "/" + user;
        }
    }

    /**
     * All calls with one API key.
     *
     * @param tenant whose key
     * @param key which
     */
    record OneKey(TenantId tenant, ApiKeyId key) implements BudgetHolder {
        /** Checks that tenant and key are there. */
        public OneKey {
            Objects.requireNonNull(tenant, "tenant");
            Objects.requireNonNull(key, "key");
        }

        @Override
        public String kind() {
            return "key";
        }

        @Override
        public String toString() {
            return "key/" + tenant + "/" + key;
        }
    }

    /**
     * Reads a holder as {@code toString} writes it.
     *
     * @throws IllegalArgumentException if it is not one
     */
    static BudgetHolder parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length == 2 && parts[0].equals("tenant")) {
            return new WholeTenant(new TenantId(parts[1]));
        }
        if (parts.length == 3 && parts[0].equals("user")) {
            return new OneUser(new TenantId(parts[1]), new UserId(parts[2]));
        }
        if (parts.length == 3 && parts[0].equals("key")) {
            return new OneKey(new TenantId(parts[1]), new ApiKeyId(parts[2]));
        }
        String shown = text.length() <= 40 ? text : text.substring(0, 40) + "…";
        throw new IllegalArgumentException(
                "'" + shown + "' is no holder of a budget; write tenant/T, user/T/U or key/T/K");
    }
}
