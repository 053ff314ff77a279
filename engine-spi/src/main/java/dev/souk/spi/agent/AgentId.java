package dev.souk.spi.agent;

/**
 * The name of an agent, the same over all its versions: {@code souk.summarizer}. The part before the first point names the
 * publisher, who earns the agent's price.
 *
 * @param value two or more parts of {@code a-z 0-9 -}, each beginning with a letter, joined by points; at most 128 characters
 * @since 0.1
 */
public record AgentId(String value) implements Comparable<AgentId> {
    private static final int MAX_LENGTH = 128;

    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if the value is not of that form
     */
    public AgentId {
        if (!isWellFormed(value)) {
            String shown = value.length() <= 40 ? value : value.substring(0, 40) + "…";
            throw new IllegalArgumentException(
                    "'" + shown + "' is not an agent id; write publisher.name in a-z, 0-9 and -, such as acme.greeter");
        }
    }

    private static boolean isWellFormed(String value) {
        if (value.length() > MAX_LENGTH) {
            return false;
        }
        int parts = 0;
        boolean within = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= 'a' && c <= 'z') {
                parts += within ? 0 : 1;
                within = true;
            } else if (within && c == '.') {
                within = false;
            } else if (!within || (c != '-' && (c < '0' || c > '9'))) {
                return false;
            }
        }
        return within && parts > 1;
    }

    /** The publisher's name: the part before the first point. */
    public String publisher() {
        return value.substring(0, value.indexOf('.'));
    }

    @Override
    public int compareTo(AgentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
