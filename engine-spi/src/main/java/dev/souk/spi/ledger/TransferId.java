package dev.souk.spi.ledger;

/**
 * The name of one transfer, given by whoever asks for it. A transfer with an id that was used before is not made again, so asking
 * twice moves money once.
 *
 * @param value 1 to 512 printable ASCII characters without blanks
 * @since 0.1
 */
public record TransferId(String value) implements Comparable<TransferId> {
    private static final int MAX_LENGTH = 512;

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the value is not of that form
     */
    public TransferId {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("a transfer id has 1 to 512 printable ASCII characters and no blanks");
        }
    }

    private static boolean isWellFormed(String value) {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < '!' || value.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compareTo(TransferId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
