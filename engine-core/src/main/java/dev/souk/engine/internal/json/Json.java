package dev.souk.engine.internal.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NumericNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Turns JSON text, trees, plain values and records into each other. Duplicate keys are refused, decimals stay exact, and nesting is
 * bounded by the library's own read limits.
 *
 * <p>Thread-safe; there is no state but the library's caches of classes.
 */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private static final JsonMapper CANONICAL = MAPPER.rebuild()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private Json() {}

    /**
     * Reads a JSON object.
     *
     * @param text the text of one JSON value and nothing else
     * @throws JsonException if it is not JSON, or not an object
     */
    public static ObjectNode object(String text) {
        try {
            return object(MAPPER.readTree(text));
        } catch (JacksonException broken) {
            throw new JsonException(reason(broken), broken);
        } catch (ArithmeticException | NumberFormatException beyond) {
            throw new JsonException("it holds a number that is too large or too small", beyond);
        }
    }

    /**
     * The tree of plain values or of a record.
     *
     * @param value a map or a record
     * @throws JsonException if something in it has no form in JSON, or it is nested too deeply
     */
    public static ObjectNode tree(Object value) {
        ObjectNode plain = value instanceof Map<?, ?> values ? PlainTree.of(values) : null;
        if (plain != null) {
            return plain;
        }
        try {
            ObjectNode tree = object(MAPPER.<JsonNode>valueToTree(value));
            requirePlain(tree);
            return tree;
        } catch (JacksonException broken) {
            throw new JsonException(reason(broken), broken);
        } catch (StackOverflowError endless) {
            throw new JsonException("it is nested too deeply, or contains itself", endless);
        }
    }

    /** Bytes become the text that they are written as; a number that JSON cannot write is refused. */
    private static void requirePlain(JsonNode container) {
        if (container instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> property : object.properties()) {
                property.setValue(plain(property.getValue()));
            }
        } else if (container instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, plain(array.get(i)));
            }
        }
    }

    private static JsonNode plain(JsonNode node) {
        if (node.isContainer()) {
            requirePlain(node);
            return node;
        }
        if (node.isPojo() || (node instanceof NumericNode number && number.isNaN())) {
            throw new JsonException("it holds a value that has no form in JSON, such as NaN", null);
        }
        return node.isBinary() ? StringNode.valueOf(node.asString()) : node;
    }

    private static ObjectNode object(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new JsonException(
                "it is not a JSON object but " + node.getNodeType().toString().toLowerCase(Locale.ROOT), null);
    }

    /**
     * A record made from a tree.
     *
     * @param tree an object
     * @param type the record's class
     * @throws JsonException if a value does not fit, or the record's constructor refuses it; it says where
     */
    public static <T> T read(JsonNode tree, Class<T> type) {
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JacksonException broken) {
            throw new JsonException(pointer(broken.getPath()), misfit(broken), broken);
        }
    }

    private static String pointer(List<JacksonException.Reference> path) {
        StringBuilder pointer = new StringBuilder();
        for (JacksonException.Reference step : path) {
            pointer.append('/');
            if (step.getPropertyName() == null) {
                pointer.append(step.getIndex());
            } else {
                pointer.append(step.getPropertyName().replace("~", "~0").replace("/", "~1"));
            }
        }
        return pointer.toString();
    }

    /** What does not fit, without repeating the value or naming a class of the agent's. */
    private static String misfit(JacksonException broken) {
        if (broken instanceof ValueInstantiationException
                && broken.getCause() instanceof IllegalArgumentException refused) {
            return String.valueOf(refused.getMessage());
        }
        if (broken instanceof UnrecognizedPropertyException unknown) {
            return "the property '" + unknown.getPropertyName() + "' is not known here";
        }
        return broken instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null
                ? "it does not fit the type " + mismatch.getTargetType().getSimpleName()
                : "it does not fit";
    }

    /** The text of a tree. */
    public static String text(JsonNode tree) {
        return MAPPER.writeValueAsString(tree);
    }

    /**
     * How many bytes the text of a tree has in UTF-8.
     *
     * @param tree any tree
     * @param most counting stops here
     * @return the size, or something above {@code most} if it is larger
     */
    public static long sizeUpTo(JsonNode tree, long most) {
        long plain = PlainTree.sizeUpTo(tree, most);
        return plain == PlainTree.UNKNOWN ? writtenUpTo(tree, most) : plain;
    }

    private static long writtenUpTo(JsonNode tree, long most) {
        CountingStream counter = new CountingStream(most);
        try {
            MAPPER.writeValue(counter, tree);
        } catch (JacksonException tooLarge) {
            if (counter.count() <= most) {
                throw new JsonException(reason(tooLarge), tooLarge);
            }
        }
        return counter.count();
    }

    /**
     * What reading the text of a tree gives.
     *
     * @param tree an object, which may be the answer and is not to be changed any more
     * @param text its text, as {@link #text} writes it
     * @throws JsonException if the text cannot be read
     */
    public static ObjectNode readBack(ObjectNode tree, String text) {
        return PlainTree.sizeUpTo(tree, Long.MAX_VALUE) == PlainTree.UNKNOWN ? object(text) : tree;
    }

    /** The bytes of a tree in UTF-8, with every object's keys in order, so that equal trees have equal bytes. */
    public static byte[] canonicalBytes(JsonNode tree) {
        return CANONICAL.writeValueAsBytes(CANONICAL.treeToValue(tree, Object.class));
    }

    /** The plain values of an object, unmodifiable all the way down. */
    public static Map<String, Object> values(ObjectNode tree) {
        Map<String, Object> values = new LinkedHashMap<>();
        tree.forEachEntry((name, value) -> values.put(name, value(value)));
        @SuppressWarnings("NullAway") // JSON has nulls, and a plain map shows them as what they are
        Map<String, Object> shown = Collections.unmodifiableMap(values);
        return shown;
    }

    @SuppressWarnings("NullAway") // as above
    private static Object value(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return values(object);
        }
        if (node.isArray()) {
            List<Object> list = new ArrayList<>(node.size());
            node.forEach(element -> list.add(value(element)));
            return Collections.unmodifiableList(list);
        }
        return scalar(node);
    }

    private static @Nullable Object scalar(JsonNode node) {
        if (node.isString()) {
            return node.stringValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isIntegralNumber()) {
            return node.canConvertToLong() ? (Number) node.longValue() : node.bigIntegerValue();
        }
        return node.isNumber() ? node.decimalValue() : null;
    }

    /** The first line of what the library says, without its source excerpts, which could repeat an input. */
    private static String reason(JacksonException broken) {
        String message = String.valueOf(broken.getOriginalMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
