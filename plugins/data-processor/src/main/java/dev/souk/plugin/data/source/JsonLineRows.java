package dev.souk.plugin.data.source;

import dev.souk.plugin.data.row.Columns;
import dev.souk.plugin.data.row.RejectionKind;
import dev.souk.plugin.data.row.Row;
import dev.souk.plugin.data.row.RowFault;
import dev.souk.plugin.data.row.RowStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The rows of a source with one JSON object a line; blank lines are none. The source is read twice: first to learn its columns,
 * then row by row. A line that is not one whole object is a row that does not fit. For one thread.
 */
final class JsonLineRows implements RowStream {
    private final Intake intake;
    private final Lines lines;
    private final Columns columns;

    private JsonLineRows(Intake intake, Lines lines, Columns columns) {
        this.intake = intake;
        this.lines = lines;
        this.columns = columns;
    }

    static JsonLineRows open(Content content, Intake intake) throws IOException {
        Columns columns = learn(content, intake);
        return new JsonLineRows(intake, new Lines(intake.closing(content.open())), columns);
    }

    private static Columns learn(Content content, Intake intake) throws IOException {
        JsonColumns columns = new JsonColumns(intake);
        try (InputStream in = content.open()) {
            Lines lines = new Lines(in);
            if (lines.isUtf16()) {
                throw intake.unreadable("the source is UTF-16; send it as UTF-8");
            }
            for (Line line = lines.next(); line != null; line = lines.next()) {
                if (line.number() % 256 == 0) {
                    intake.checkCancelled();
                }
                learn(line, columns);
            }
        }
        return columns.columns();
    }

    private static void learn(Line line, JsonColumns columns) {
        try (JsonParser parser = JsonReading.parser(line.text())) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                columns.takeObject(parser);
            }
        } catch (JacksonException e) {
            // The line is rejected when it is read as a row. Its fields up to the fault are columns all the same.
        }
    }

    @Override
    public Columns columns() {
        return columns;
    }

    @Override
    public @Nullable Row next() throws IOException {
        for (Line line = lines.next(); line != null; line = lines.next()) {
            if (line.fault() == null && line.text().isBlank()) {
                continue;
            }
            intake.countRecord();
            try {
                return read(line);
            } catch (RowFault fault) {
                intake.reject(line.number(), fault);
            }
        }
        return null;
    }

    private Row read(Line line) {
        if (line.fault() != null) {
            throw line.fault();
        }
        try (JsonParser parser = JsonReading.parser(line.text())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new RowFault(RejectionKind.JSON, "the line is no JSON object");
            }
            Row row = JsonRecord.read(parser, columns, line.number());
            if (parser.nextToken() != null) {
                throw new RowFault(RejectionKind.JSON, "something follows the JSON object");
            }
            return row;
        } catch (JacksonException e) {
            throw new RowFault(RejectionKind.JSON, JsonReading.describe(e));
        }
    }
}
