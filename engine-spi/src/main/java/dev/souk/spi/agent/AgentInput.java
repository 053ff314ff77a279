package dev.souk.spi.agent;

import java.util.Map;

/**
 * What the caller sent: a JSON object that fits the agent's input schema. Immutable and thread-safe; every attempt of a call
 * sees the same.
 *
 * @since 0.1
 */
public interface AgentInput {
    /**
     * The object as plain Java values: {@code Map<String, Object>}, {@code List<Object>}, {@code String}, {@code Boolean},
     * {@code Long} or {@code BigInteger} for integers, {@code BigDecimal} for other numbers, and null. Unmodifiable all the way down.
     */
    Map<String, Object> asMap();

    /**
     * The object as a record.
     *
     * @param type a record whose components are the object's properties; enums, nested records, lists, maps, optionals and
     *     {@code java.time} values are understood
     * @return a new instance
     * @throws AgentException {@link dev.souk.spi.ErrorCode#INVALID_INPUT} if a value does not fit, or the record's constructor
     *     refuses it
     */
    <T extends Record> T as(Class<T> type);

    /** The object as JSON text. */
    String asJson();
}
