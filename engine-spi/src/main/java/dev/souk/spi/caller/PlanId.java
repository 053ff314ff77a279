package dev.souk.spi.caller;

/**
 * The name of a plan that a tenant can hold.
 *
 * @param value 1 to 128 of {@code A-Z a-z 0-9 . _ @ + : -}, beginning with a letter or digit
 * @since 0.1
 */
public record PlanId(String value) {
    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if the value is not of that form
     */
    public PlanId {
        Names.require("plan", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
