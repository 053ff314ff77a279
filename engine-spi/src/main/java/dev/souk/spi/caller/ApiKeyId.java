package dev.souk.spi.caller;

/**
 * The public name of an API key, under which it is listed and revoked; never its text. No two keys of one store have the same.
 *
 * @param value 1 to 128 of {@code A-Z a-z 0-9 . _ @ + : -}, beginning with a letter or digit
 * @since 0.1
 */
public record ApiKeyId(String value) implements Comparable<ApiKeyId> {
    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if the value is not of that form
     */
    public ApiKeyId {
        Names.require("key", value);
    }

    @Override
    public int compareTo(ApiKeyId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
