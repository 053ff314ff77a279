package dev.souk.server.text;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
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
     * @throws IllegalArgumentException if the text is not one JSON object; the message says what it is instead, and goes on "it is …"
     */
    @SuppressWarnings("unchecked") // the keys of a JSON object are strings
    public static Map<String, Object> object(String text) {
        Object value;
        try {
            value = COMPACT.readValue(text, Object.class);
        } catch (JacksonException notJson) {
            throw new IllegalArgumentException("no JSON: " + reason(notJson), notJson);
        }
        if (value instanceof Map<?, ?> object) {
            return (Map<String, Object>) object;
        }
        throw new IllegalArgumentException(kind(value) + " and no JSON object");
    }

    private static String kind(@Nullable Object value) {
        if (value instanceof List<?>) {
            return "a JSON array";
        }
        if (value instanceof String) {
            return "a JSON string";
        }
        return value instanceof Number ? "a JSON number" : "the JSON value " + value;
    }

    /** What the library says, up to where it speaks of its own settings, and where in the text that is. */
    private static String reason(JacksonException broken) {
        String said = String.valueOf(broken.getOriginalMessage()).replaceFirst("(?s) \\(start marker at .*|\n.*", "");
        TokenStreamLocation at = broken.getLocation();
        return at == null || at.getLineNr() < 1
                ? said
                : said + ", at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }
}
