package dev.souk.engine.internal.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A schema of few and plain keywords, as those of records are, which says quickly that a value fits. It says so only of values that the
 * library would take; whatever it does not say it of, the library checks, and tells what is wrong. Not changed once it is made.
 */
final class PlainSchema {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final Set<String> WITHOUT_EFFECT =
            Set.of("title", "description", "$comment", "default", "examples", "deprecated");

    /** Null for any type. */
    private @Nullable Set<String> types;

    private final Map<String, PlainSchema> properties = new HashMap<>();
    private Set<String> required = Set.of();
    /** Whether properties without a schema are refused. */
    private boolean closed;
    /** What properties without a schema must fit; null if it is nothing. */
    private @Nullable PlainSchema others;
    /** What elements must fit; null if it is nothing. */
    private @Nullable PlainSchema items;
    /** The texts that are allowed, and no other value; null for any value. */
    private @Nullable Set<String> texts;

    private long minLength;
    private long maxLength = Long.MAX_VALUE;

    private PlainSchema() {}

    /** The schema if it has no other keywords than plain ones, or null. */
    static @Nullable PlainSchema of(JsonNode schema) {
        if (!schema.isObject()) {
            return null;
        }
        PlainSchema plain = new PlainSchema();
        for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
            if (!plain.takes(keyword.getKey(), keyword.getValue())) {
                return null;
            }
        }
        return plain;
    }

    private boolean takes(String keyword, JsonNode value) {
        return switch (keyword) {
            case "$schema" -> value.isString() && value.stringValue().equals(DIALECT);
            case "type" -> {
                types = value.isString() ? Set.of(value.stringValue()) : texts(value);
                yield types != null;
            }
            case "properties" -> takesProperties(value);
            case "required" -> {
                Set<String> names = texts(value);
                required = names == null ? Set.of() : names;
                yield names != null;
            }
            case "additionalProperties" -> {
                closed = value.isBoolean() && !value.booleanValue();
                others = value.isBoolean() ? null : of(value);
                yield value.isBoolean() || others != null;
            }
            case "items" -> {
                items = of(value);
                yield items != null;
            }
            case "enum" -> {
                texts = texts(value);
                yield texts != null;
            }
            case "minLength" -> {
                minLength = value.isInt() ? value.intValue() : -1;
                yield minLength >= 0;
            }
            case "maxLength" -> {
                maxLength = value.isInt() ? value.intValue() : -1;
                yield maxLength >= 0;
            }
            default -> WITHOUT_EFFECT.contains(keyword);
        };
    }

    private boolean takesProperties(JsonNode schemas) {
        if (!schemas.isObject()) {
            return false;
        }
        for (Map.Entry<String, JsonNode> property : schemas.properties()) {
            PlainSchema schema = of(property.getValue());
            if (schema == null) {
                return false;
            }
            properties.put(property.getKey(), schema);
        }
        return true;
    }

    /** A list of texts, or null if it is none. */
    private static @Nullable Set<String> texts(JsonNode list) {
        if (!list.isArray()) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (!list.get(i).isString()) {
                return null;
            }
            texts.add(list.get(i).stringValue());
        }
        return new HashSet<>(texts);
    }

    /** Whether the value fits for certain. */
    boolean fits(JsonNode value) {
        if (types != null && !isOfType(value, types)) {
            return false;
        }
        if (texts != null && !(value.isString() && texts.contains(value.stringValue()))) {
            return false;
        }
        if (value.isString()) {
            return fitsLength(value.stringValue());
        }
        if (value.isObject()) {
            return fitsObject(value);
        }
        return !value.isArray() || items == null || fitsArray(value, items);
    }

    private static boolean isOfType(JsonNode value, Set<String> types) {
        if (value.isString()) {
            return types.contains("string");
        }
        if (value.isObject()) {
            return types.contains("object");
        }
        if (value.isNumber()) {
            // One with a fraction of zero is an integer too: that is for the library to say.
            return types.contains("number") || ((value.isInt() || value.isLong()) && types.contains("integer"));
        }
        if (value.isArray()) {
            return types.contains("array");
        }
        return value.isBoolean() ? types.contains("boolean") : value.isNull() && types.contains("null");
    }

    /** The length of a text is the number of its code points. */
    private boolean fitsLength(String text) {
        if (minLength == 0 && text.length() <= maxLength) {
            return true;
        }
        long length = text.codePointCount(0, text.length());
        return length >= minLength && length <= maxLength;
    }

    private boolean fitsObject(JsonNode object) {
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            PlainSchema schema = properties.getOrDefault(property.getKey(), others);
            if (schema == null ? closed : !schema.fits(property.getValue())) {
                return false;
            }
        }
        for (String name : required) {
            if (!object.has(name)) {
                return false;
            }
        }
        return true;
    }

    private static boolean fitsArray(JsonNode array, PlainSchema items) {
        for (int i = 0; i < array.size(); i++) {
            if (!items.fits(array.get(i))) {
                return false;
            }
        }
        return true;
    }
}
