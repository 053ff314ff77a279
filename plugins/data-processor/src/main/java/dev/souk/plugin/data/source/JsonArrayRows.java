package dev.souk.plugin.data.source;

import dev.souk.plugin.data.row.Columns;
import dev.souk.plugin.data.row.RejectionKind;
import dev.souk.plugin.data.row.Row;
import dev.souk.plugin.data.row.RowFault;
import dev.souk.plugin.data.row.RowStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;

/**
 * The rows of a JSON array of objects. The source is read twice: first to learn its columns and that it is whole, then row by
 * row. A broken document is refused altogether, as nobody can know where its next record begins; an element that is no
 * object is a row that does not fit. For one thread.
 */
final class JsonArrayRows implements RowStream {
    private final Intake intake;
    private final JsonParser parser;
    private final Columns columns;

    private JsonArrayRows(Intake intake, JsonParser parser, Columns columns) {
        this.intake = intake;
        this.parser = parser;
        this.columns = columns;
    }

    static JsonArrayRows open(Content content, Intake intake) throws IOException {
        Columns columns = learn(content, intake);
        JsonParser parser = intake.closing(JsonReading.parser(intake.closing(content.open())));
        parser.nextToken();
        return new JsonArrayRows(intake, parser, columns);
    }

    private static Columns learn(Content content, Intake intake) throws IOException {
        JsonColumns columns = new JsonColumns(intake);
        try (JsonParser parser = JsonReading.parser(content.open())) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw intake.unreadable("the JSON is no array of objects; for one object a line use JSON_LINES");
            }
            long elements = 0;
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (elements++ % 256 == 0) {
                    intake.checkCancelled();
                }
                if (token == JsonToken.START_OBJECT) {
                    columns.takeObject(parser);
                } else {
                    parser.skipChildren();
                }
            }
            if (parser.nextToken() != null) {
                throw intake.unreadable("something follows the JSON array, on line "
                        + parser.currentTokenLocation().getLineNr());
            }
        } catch (JacksonException e) {
            throw broken(e, intake);
        }
        return columns.columns();
    }

    private static RuntimeException broken(JacksonException e, Intake intake) throws IOException {
        if (e instanceof JacksonIOException && e.getCause() instanceof IOException unreadable) {
            throw unreadable;
        }
        String line =
                e.getLocation() == null ? "" : " of line " + e.getLocation().getLineNr();
        return intake.unreadable(JsonReading.describe(e) + line + "; nothing behind it can be read");
    }

    @Override
    public Columns columns() {
        return columns;
    }

    @Override
    public @Nullable Row next() throws IOException {
        try {
            return read();
        } catch (JacksonException e) {
            throw broken(e, intake); // a value that is too long shows only when it is read
        }
    }

    private @Nullable Row read() {
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            intake.countRecord();
            long line = parser.currentTokenLocation().getLineNr();
            int depth = parser.streamReadContext().getNestingDepth();
            try {
                if (token != JsonToken.START_OBJECT) {
                    throw new RowFault(RejectionKind.JSON, "the element of the array is no object");
                }
                return JsonRecord.read(parser, columns, line);
            } catch (RowFault fault) {
                intake.reject(line, fault);
                skipRest(token, depth);
            }
        }
        return null;
    }

    private void skipRest(JsonToken begun, int depth) {
        while (begun.isStructStart() && parser.streamReadContext().getNestingDepth() >= depth) {
            parser.nextToken();
        }
    }
}
