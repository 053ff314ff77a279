package dev.souk.spi.ledger;

/**
 * The name of one admitted call. Ids made later sort behind those made earlier, to the millisecond.
 *
 * @param value {@code exe_} and 26 characters of Crockford's base 32
 * @since 0.1
 */
public record ExecutionId(String value) implements Comparable<ExecutionId> {
    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the value is not of that form
     */
    public ExecutionId {
        if (value.length() != 30 || !value.matches("exe_[0-9A-HJKMNP-TV-Z]{26}")) {
            String shown = value.length() <= 40 ? value : value.substring(0, 40) + "…";
            throw new IllegalArgumentException("'" + shown + "' is not an execution id such as exe_01JD7ZK3T4…");
        }
    }

    @Override
    public int compareTo(ExecutionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
