package dev.souk.plugin.data.source;

import dev.souk.plugin.data.row.Columns;
import dev.souk.plugin.data.row.ExactNumbers;
import dev.souk.plugin.data.row.Excerpt;
import dev.souk.plugin.data.row.RejectionKind;
import dev.souk.plugin.data.row.Row;
import dev.souk.plugin.data.row.RowFault;
import dev.souk.plugin.data.row.SurrogatePairs;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Makes a row of a JSON object. The fields of an object inside it become columns named {@code outer.inner}; an array becomes its
 * JSON text; a field that an object does not have is null. Numbers are read exactly.
 */
final class JsonRecord {
    private final Columns columns;
    private final @Nullable Object[] values;
    private final BitSet seen = new BitSet();
    private int characters;

    private JsonRecord(Columns columns) {
        this.columns = columns;
        this.values = new @Nullable Object[columns.size()];
    }

    /**
     * Reads an object from its first token to its last.
     *
     * @throws RowFault if it does not fit; the parser then stands somewhere inside the object
     */
    static Row read(JsonParser parser, Columns columns, long line) {
        JsonRecord record = new JsonRecord(columns);
        record.readObject(parser, "");
        return new Row(line, record.values);
    }

    private void readObject(JsonParser parser, String prefix) {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = prefix + parser.currentName();
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                readObject(parser, name + ".");
            } else {
                set(name, readValue(parser, name));
            }
        }
    }

    private void set(String name, @Nullable Object value) {
        // Jackson refuses such names itself.
        if (value instanceof String text && !SurrogatePairs.areWhole(text)) {
            throw new RowFault(
                    RejectionKind.ENCODING, name, "the text holds half of a surrogate pair, which UTF-8 cannot write");
        }
        int position = columns.position(name);
        if (seen.get(position)) {
            throw new RowFault(RejectionKind.JSON, name, "the object has the field " + Excerpt.of(name) + " twice");
        }
        seen.set(position);
        values[position] = value;
    }

    private @Nullable Object readValue(JsonParser parser, String name) {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> counted(parser.getString(), name);
            case START_ARRAY -> counted(JsonArrayText.of(parser, name), name);
            default -> number(parser.getString(), name);
        };
    }

    private String counted(String text, String name) {
        characters += text.length();
        if (characters > JsonReading.MAX_RECORD_CHARACTERS) {
            throw tooLong(name);
        }
        return text;
    }

    private static Object number(String text, String name) {
        return ExactNumbers.parse(text)
                .orElseThrow(() -> new RowFault(
                        RejectionKind.JSON,
                        name,
                        "the number " + Excerpt.of(text) + " has more than " + ExactNumbers.MAX_DIGITS
                                + " digits before or behind its point"));
    }

    static RowFault tooLong(@Nullable String name) {
        return new RowFault(
                RejectionKind.TOO_LONG,
                name,
                "the record has more than " + JsonReading.MAX_RECORD_CHARACTERS + " characters");
    }
}
