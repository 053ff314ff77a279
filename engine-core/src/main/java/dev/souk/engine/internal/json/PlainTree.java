package dev.souk.engine.internal.json;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A short way for trees as nearly all are: of objects, arrays, strings, booleans, nulls and integers of at most 64 bits, not very deep.
 * Such a tree is made of plain values, and the size of its text is known, without the library's writers and readers. Everything else
 * is left to the library, which comes to the same; see {@code PlainTreeTest}.
 */
final class PlainTree {
    /** What is answered of a size if it is the library's to say. */
    static final long UNKNOWN = -1;

    /** Far below the library's limits of depth, and of the stack. */
    private static final int MAX_DEPTH = 100;

    /** The library reads no longer names. */
    private static final int MAX_NAME = 50_000;

    /** Below the longest text that the library reads. */
    private static final int MAX_STRING = 50_000_000;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private PlainTree() {}

    /** The tree of these values, or null if the library must make it, or must say why there is none. */
    static @Nullable ObjectNode of(Map<?, ?> values) {
        try {
            return object(values, MAX_DEPTH);
        } catch (RuntimeException changedMeanwhile) {
            return null;
        }
    }

    private static @Nullable ObjectNode object(Map<?, ?> values, int depth) {
        if (depth == 0 || !isOfTheJdk(values)) {
            return null;
        }
        ObjectNode object = NODES.objectNode();
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            JsonNode value = node(entry.getValue(), depth - 1);
            if (value == null || !(entry.getKey() instanceof String name)) {
                return null;
            }
            object.set(name, value);
        }
        return object;
    }

    private static @Nullable ArrayNode array(List<?> values, int depth) {
        if (depth == 0 || !isOfTheJdk(values)) {
            return null;
        }
        ArrayNode array = NODES.arrayNode(values.size());
        for (Object value : values) {
            JsonNode node = node(value, depth - 1);
            if (node == null) {
                return null;
            }
            array.add(node);
        }
        return array;
    }

    /** Of other classes the library may know another form. */
    private static boolean isOfTheJdk(Object value) {
        return value.getClass().getModule() == Object.class.getModule() && !(value instanceof Properties);
    }

    private static @Nullable JsonNode node(@Nullable Object value, int depth) {
        if (value instanceof String text) {
            return NODES.stringNode(text);
        }
        if (value instanceof Long number) {
            return NODES.numberNode(number.longValue());
        }
        if (value instanceof Integer number) {
            return NODES.numberNode(number.intValue());
        }
        if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        }
        if (value instanceof Map<?, ?> map) {
            return object(map, depth);
        }
        if (value instanceof List<?> list) {
            return array(list, depth);
        }
        return value == null ? NODES.nullNode() : null;
    }

    /**
     * How many bytes the text of a tree has in UTF-8.
     *
     * @param tree any tree
     * @param most counting stops here
     * @return the size, or something above {@code most} if it is larger, or {@link #UNKNOWN}. If it is at most {@code most}, the tree that
     *     is read from the text is equal to this one in all its values
     */
    static long sizeUpTo(JsonNode tree, long most) {
        return size(tree, most, MAX_DEPTH);
    }

    private static long size(JsonNode node, long most, int depth) {
        if (node.isString()) {
            return size(node.stringValue(), MAX_STRING);
        }
        if (node.isObject()) {
            return depth == 0 ? UNKNOWN : objectSize(node, most, depth - 1);
        }
        if (node.isArray()) {
            return depth == 0 ? UNKNOWN : arraySize(node, most, depth - 1);
        }
        if (node.isInt() || node.isLong()) {
            return size(node.longValue());
        }
        if (node.isBoolean()) {
            return node.booleanValue() ? 4 : 5;
        }
        return node.isNull() ? 4 : UNKNOWN;
    }

    private static long objectSize(JsonNode object, long most, int depth) {
        long bytes = 2;
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            long name = size(property.getKey(), MAX_NAME);
            long value = size(property.getValue(), most, depth);
            if (name == UNKNOWN || value == UNKNOWN) {
                return UNKNOWN;
            }
            bytes += name + 1 + value + (bytes == 2 ? 0 : 1);
            if (bytes > most) {
                return bytes;
            }
        }
        return bytes;
    }

    private static long arraySize(JsonNode array, long most, int depth) {
        long bytes = 2;
        for (int i = 0; i < array.size(); i++) {
            long element = size(array.get(i), most, depth);
            if (element == UNKNOWN) {
                return UNKNOWN;
            }
            bytes += element + (bytes == 2 ? 0 : 1);
            if (bytes > most) {
                return bytes;
            }
        }
        return bytes;
    }

    private static long size(String text, int longest) {
        if (text.length() > longest) {
            return UNKNOWN;
        }
        long bytes = text.length() + 2L;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes += c >= ' ' && c != '"' && c != '\\' ? 0 : escape(c);
            } else if (c < 0x800) {
                bytes++;
            } else if (Character.isSurrogate(c)) {
                // A pair is four bytes; what stands alone is the library's.
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(++i))) {
                    return UNKNOWN;
                }
                bytes += 2;
            } else {
                bytes += 2;
            }
        }
        return bytes;
    }

    /** How many bytes the escape of such a character has above one. */
    private static int escape(char c) {
        return switch (c) {
            case '"', '\\', '\b', '\t', '\n', '\f', '\r' -> 1;
            default -> 5;
        };
    }

    private static long size(long number) {
        if (number == Long.MIN_VALUE) {
            return 20;
        }
        int digits = number < 0 ? 2 : 1;
        for (long rest = Math.abs(number); rest >= 10; rest /= 10) {
            digits++;
        }
        return digits;
    }
}
