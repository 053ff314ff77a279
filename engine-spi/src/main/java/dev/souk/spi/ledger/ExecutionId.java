package dev.souk.spi.ledger;

/**
 * The name of one admitted call. Ids made later sort behind those made earlier, to the millisecond.
 *
 * @param value {@code exe_} and 26 characters of Crockford's base 32
 * @since 0.1
 */
public record ExecutionId(String value) implements Comparable<ExecutionId> {
    private static final String PREFIX = "exe_";
    private static final int LENGTH = 30;
    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the value is not of that form
     */
    public ExecutionId {
        if (!isWellFormed(value)) {
            String shown = value.length() <= 40 ? value : value.substring(0, 40) + "…";
            throw new IllegalArgumentException("'" + shown + "' is not an execution id such as exe_01JD7ZK3T4…");
        }
    }

    private static boolean isWellFormed(String value) {
        if (value.length() != LENGTH || !value.startsWith(PREFIX)) {
            return false;
        }
        for (int i = PREFIX.length(); i < LENGTH; i++) {
            if (CROCKFORD.indexOf(value.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
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
