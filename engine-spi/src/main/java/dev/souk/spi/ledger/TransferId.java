package dev.souk.spi.ledger;

/**
 * The name of one transfer, given by whoever asks for it. A transfer with an id that was used before is not made again, so asking
 * twice moves money once.
 *
 * @param value 1 to 512 printable ASCII characters without blanks
 * @since 0.1
 */
public record TransferId(String value) implements Comparable<TransferId> {
    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the value is not of that form
     */
    public TransferId {
        if (!value.matches("[\\x21-\\x7e]{1,512}")) {
            throw new IllegalArgumentException("a transfer id has 1 to 512 printable ASCII characters and no blanks");
        }
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
