package dev.souk.server.text;

import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as the command line reads and writes it: plain maps, lists and values; numbers keep their digits. */
public final class Json {
    private static final JsonMapper COMPACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final JsonMapper PRETTY =
            COMPACT.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private Json() {}

    /** A value in one line. */
    public static String compact(Object value) {
        return COMPACT.writeValueAsString(value);
    }

    /** A value over several lines. */
    public static String pretty(Object value) {
        return PRETTY.writeValueAsString(value);
    }

    /**
     * Reads an object.
     *
     * @param text JSON text
     * @throws IllegalArgumentException if the text is not one JSON object
     */
    public static Map<String, Object> object(String text) {
        Map<String, Object> object;
        try {
            object = COMPACT.readValue(text, OBJECT);
        } catch (JacksonException notJson) {
            throw new IllegalArgumentException("not a JSON object: " + notJson.getOriginalMessage(), notJson);
        }
        if (object == null) {
            throw new IllegalArgumentException("not a JSON object: null");
        }
        return object;
    }
}
