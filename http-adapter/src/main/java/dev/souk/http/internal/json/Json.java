package dev.souk.http.internal.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.souk.http.internal.problem.ProblemException;
import dev.souk.spi.ErrorCode;
import java.math.BigDecimal;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * JSON text to trees, and answers to JSON text. Duplicate keys are refused, decimals stay exact, nesting is bounded by the library's
 * read limits; a component that is null is left out of an answer.
 *
 * <p>Thread-safe; there is no state but the library's caches of classes.
 */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .changeDefaultPropertyInclusion(
                    inclusion -> JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .addModule(new SimpleModule()
                    .addSerializer(Double.class, new PlainNumber())
                    .addSerializer(Float.class, new PlainNumber()))
            .build();

    private Json() {}

    /**
     * Writes a floating-point number as the decimal that it reads as, so that an output has the same text whether it comes from the
     * agent or, as decimals, from the store.
     */
    private static final class PlainNumber extends StdSerializer<Number> {
        PlainNumber() {
            super(Number.class);
        }

        @Override
        public void serialize(Number number, JsonGenerator json, SerializationContext context) {
            json.writeNumber(new BigDecimal(number.toString()));
        }
    }

    /**
     * Reads the JSON object that a client sent.
     *
     * @param text the text
     * @param what what it is, for people: {@code the body}
     * @throws ProblemException if it is not one, with the line and the column
     */
    public static ObjectNode object(String text, String what) {
        JsonNode node;
        try {
            node = MAPPER.readTree(text);
        } catch (JacksonException broken) {
            throw new ProblemException(
                    ErrorCode.MALFORMED_REQUEST, what + " is not JSON: " + reason(broken) + position(broken));
        } catch (NumberFormatException beyond) {
            // What the library throws for a number whose exponent no BigDecimal can have.
            throw new ProblemException(ErrorCode.MALFORMED_REQUEST, what + " holds a number that is beyond all limits");
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        String type = node.isMissingNode()
                ? "empty"
                : "of type " + node.getNodeType().toString().toLowerCase(Locale.ROOT);
        throw new ProblemException(ErrorCode.MALFORMED_REQUEST, what + " is not a JSON object but " + type);
    }

    /** The first line of what the library says, without its excerpts of the source. */
    private static String reason(JacksonException broken) {
        String message = String.valueOf(broken.getOriginalMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    private static String position(JacksonException broken) {
        TokenStreamLocation location = broken.getLocation();
        return location == null || location.getLineNr() < 1
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    /** The text of a tree. */
    public static String text(JsonNode tree) {
        return MAPPER.writeValueAsString(tree);
    }

    /** The bytes of an answer in UTF-8. */
    public static byte[] bytes(Object answer) {
        return MAPPER.writeValueAsBytes(answer);
    }
}
