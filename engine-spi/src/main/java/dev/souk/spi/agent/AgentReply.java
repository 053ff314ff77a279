package dev.souk.spi.agent;

import java.util.Map;

/**
 * What an agent answers: an object that fits its output schema. The engine copies and checks it before anybody sees it.
 *
 * @param output a {@code Map} of plain values as {@link AgentInput#asMap()} describes them, or a record
 * @since 0.1
 */
public record AgentReply(Object output) {
    /**
     * Checks that the output is a map or a record.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public AgentReply {
        if (!(output instanceof Map) && !(output instanceof Record)) {
            throw new IllegalArgumentException("an agent replies with a Map or a record, not with "
                    + (output == null ? "null" : output.getClass().getName()));
        }
    }

    /**
     * Replies with plain values.
     *
     * @param output property names and values
     */
    public static AgentReply of(Map<String, ?> output) {
        return new AgentReply(output);
    }

    /**
     * Replies with a record.
     *
     * @param output its components are the properties
     */
    public static AgentReply of(Record output) {
        return new AgentReply(output);
    }
}
