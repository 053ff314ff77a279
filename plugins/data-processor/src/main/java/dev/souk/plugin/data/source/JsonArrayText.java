package dev.souk.plugin.data.source;

import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** The JSON text of an array within a record, without spaces between its parts. */
final class JsonArrayText {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_CONTENT).build();

    private JsonArrayText() {}

    /** Copies the array from its first token to its last. */
    static String of(JsonParser parser, String name) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            int depth = 0;
            do {
                JsonToken token = parser.currentToken();
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                copy(parser, token, generator);
                generator.flush();
                if (text.getBuffer().length() > JsonReading.MAX_RECORD_CHARACTERS) {
                    throw JsonRecord.tooLong(name);
                }
            } while (depth > 0 && parser.nextToken() != null);
        }
        return text.toString();
    }

    private static void copy(JsonParser parser, JsonToken token, JsonGenerator generator) {
        if (token.isNumeric()) {
            generator.writeNumber(parser.getString()); // as it is written, whatever its length
        } else {
            generator.copyCurrentEvent(parser);
        }
    }
}
