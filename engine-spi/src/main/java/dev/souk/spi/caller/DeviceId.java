package dev.souk.spi.caller;

/**
 * The device a trial call comes from, as the host recognises it. It is the same device whichever tenant or user is on it.
 *
 * @param value 1 to 128 of {@code A-Z a-z 0-9 . _ @ + : -}, beginning with a letter or digit
 * @since 0.1
 */
public record DeviceId(String value) implements Comparable<DeviceId> {
    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if the value is not of that form
     */
    public DeviceId {
        Names.require("device", value);
    }

    @Override
    public int compareTo(DeviceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
