package dev.souk.spi.caller;

/**
 * One user of a tenant. The same value under two tenants is two users.
 *
 * @param value 1 to 128 of {@code A-Z a-z 0-9 . _ @ + : -}, beginning with a letter or digit
 * @since 0.1
 */
public record UserId(String value) implements Comparable<UserId> {
    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if the value is not of that form
     */
    public UserId {
        Names.require("user", value);
    }

    @Override
    public int compareTo(UserId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
