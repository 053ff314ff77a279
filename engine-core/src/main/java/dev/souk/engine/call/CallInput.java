package dev.souk.engine.call;

import java.util.Map;

/**
 * What a call hands to the agent: a JSON object in one of three forms.
 *
 * @since 0.1
 */
public sealed interface CallInput {
    /**
     * Plain values: maps, lists, strings, numbers, booleans, nulls.
     *
     * @param values property names and values; not changed while the call runs
     */
    record OfMap(Map<String, ?> values) implements CallInput {}

    /**
     * A record, whose components are the properties.
     *
     * @param value the record
     */
    record OfRecord(Record value) implements CallInput {}

    /**
     * A JSON object as text.
     *
     * @param text the text
     */
    record OfJson(String text) implements CallInput {}
}
