package dev.souk.plugin.data.source;

import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Opens JSON with bounds on all that a document could make large. */
final class JsonReading {
    /** How deep objects and arrays may lie in one another. */
    static final int MAX_DEPTH = 64;

    /** The most characters of one value, and of one record. */
    static final int MAX_RECORD_CHARACTERS = 1 << 20;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_RECORD_CHARACTERS)
                    .maxNameLength(1_000)
                    .maxNumberLength(1_000)
                    .build())
            .build();

    private JsonReading() {}

    static JsonParser parser(InputStream in) {
        return FACTORY.createParser(ObjectReadContext.empty(), in);
    }

    static JsonParser parser(String text) {
        return FACTORY.createParser(ObjectReadContext.empty(), text);
    }

    /** What is wrong with the JSON and where, without what it holds. */
    static String describe(JacksonException fault) {
        TokenStreamLocation location = fault.getLocation();
        return location == null ? "broken JSON" : "broken JSON at character " + location.getColumnNr();
    }
}
