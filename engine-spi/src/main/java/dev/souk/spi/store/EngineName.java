package dev.souk.spi.store;

/**
 * The name of an engine among those that share a store. It stays the same from start to start, so that an engine that starts again
 * finds what it left; no two engines that run at the same time have the same.
 *
 * @param value 1 to 200 printable ASCII characters without blanks, such as {@code host-1:8080}
 * @since 0.1
 */
public record EngineName(String value) {
    private static final int MAX_LENGTH = 200;

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the value is not of that form
     */
    public EngineName {
        boolean printable = value.chars().allMatch(character -> character > ' ' && character <= '~');
        if (value.isEmpty() || value.length() > MAX_LENGTH || !printable) {
            throw new IllegalArgumentException(
                    "an engine's name has 1 to " + MAX_LENGTH + " printable ASCII characters and no blanks");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
