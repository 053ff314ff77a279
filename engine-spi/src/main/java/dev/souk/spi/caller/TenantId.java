package dev.souk.spi.caller;

/**
 * The one who pays: an organisation or a person with a plan, an account of credits and limits of its own.
 *
 * @param value 1 to 128 of {@code A-Z a-z 0-9 . _ @ + : -}, beginning with a letter or digit
 * @since 0.1
 */
public record TenantId(String value) implements Comparable<TenantId> {
    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if the value is not of that form
     */
    public TenantId {
        Names.require("tenant", value);
    }

    @Override
    public int compareTo(TenantId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
