package dev.souk.spi.agent;

import java.util.regex.Pattern;

/**
 * The name of an agent, the same over all its versions: {@code souk.summarizer}. The part before the first point names the
 * publisher, who earns the agent's price.
 *
 * @param value two or more parts of {@code a-z 0-9 -}, each beginning with a letter, joined by points; at most 128 characters
 * @since 0.1
 */
public record AgentId(String value) implements Comparable<AgentId> {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)+");

    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if the value is not of that form
     */
    public AgentId {
        if (value.length() > 128 || !FORM.matcher(value).matches()) {
            String shown = value.length() <= 40 ? value : value.substring(0, 40) + "…";
            throw new IllegalArgumentException(
                    "'" + shown + "' is not an agent id; write publisher.name in a-z, 0-9 and -, such as acme.greeter");
        }
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
