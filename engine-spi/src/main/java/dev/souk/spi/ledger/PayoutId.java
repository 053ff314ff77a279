package dev.souk.spi.ledger;

/**
 * The name of one payout, given by whoever asks for it. It is used once.
 *
 * @param value 1 to 64 of {@code A-Z a-z 0-9 . _ -}, beginning with a letter or digit
 * @since 0.1
 */
public record PayoutId(String value) implements Comparable<PayoutId> {
    private static final int MAX_LENGTH = 64;

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the value is not of that form
     */
    public PayoutId {
        if (!isWellFormed(value)) {
            String shown = value.length() <= 40 ? value : value.substring(0, 40) + "…";
            throw new IllegalArgumentException("'" + shown
                    + "' is not a payout id; use 1 to 64 of A-Z a-z 0-9 . _ - and begin with a letter or digit");
        }
    }

    private static boolean isWellFormed(String value) {
        if (value.isEmpty() || value.length() > MAX_LENGTH || !isAlphanumeric(value.charAt(0))) {
            return false;
        }
        return value.chars().allMatch(c -> isAlphanumeric((char) c) || "._-".indexOf(c) >= 0);
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    @Override
    public int compareTo(PayoutId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
