package dev.souk.plugin.data.source;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.souk.plugin.data.row.Columns;
import dev.souk.plugin.data.row.RejectionKind;
import dev.souk.plugin.data.row.Row;
import dev.souk.plugin.data.row.RowFault;
import dev.souk.plugin.data.row.RowStream;
import dev.souk.plugin.data.source.CsvFrames.Frame;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV source. Every value is text; an empty field, quoted or not, is null. Records are cut by {@link CsvFrames}
 * and taken apart by FastCSV, those of one line many at a time. For one thread.
 */
final class CsvRows implements RowStream {
    private static final int FRAMES_AT_ONCE = 256;
    private static final int CHARACTERS_AT_ONCE = 64 << 10;

    private final CsvFrames frames;
    private final Intake intake;
    private final CsvReader.CsvReaderBuilder parser;
    private final Deque<Parsed> ready = new ArrayDeque<>();
    private final Columns columns;
    private @Nullable Frame ahead;

    private CsvRows(CsvFrames frames, CsvOptions options, char separator, Intake intake) throws IOException {
        this.frames = frames;
        this.intake = intake;
        this.parser = CsvReader.builder()
                .fieldSeparator(separator)
                .quoteCharacter(options.quote())
                .detectBomHeader(false)
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false);
        this.columns = options.columns().isEmpty() ? header() : named(options.columns());
    }

    static CsvRows open(Lines lines, CsvOptions options, boolean tabs, Intake intake) throws IOException {
        if (lines.isUtf16()) {
            throw intake.unreadable("the source is UTF-16; send it as UTF-8");
        }
        char separator = options.separatorOr(tabs);
        return new CsvRows(new CsvFrames(lines, separator, options.quote()), options, separator, intake);
    }

    private Columns header() throws IOException {
        Frame frame = frames.next();
        if (frame == null) {
            throw intake.unreadable("the source is empty; its first line should name the columns");
        }
        if (frame.fault() != null) {
            throw intake.unreadable("line " + frame.line() + " should name the columns, but "
                    + frame.fault().reason());
        }
        List<String> names = new ArrayList<>();
        for (String field : parse(frame.text()).get(0).getFields()) {
            names.add(field.isBlank() ? "column" + (names.size() + 1) : field.strip());
        }
        return named(names);
    }

    private Columns named(List<String> names) {
        try {
            return new Columns(names);
        } catch (IllegalArgumentException e) {
            throw intake.unreadable(e.getMessage() + "; give each column a name of its own");
        }
    }

    @Override
    public Columns columns() {
        return columns;
    }

    @Override
    public @Nullable Row next() throws IOException {
        while (true) {
            Parsed parsed = ready.poll();
            if (parsed != null) {
                Row row = row(parsed);
                if (row != null) {
                    return row;
                }
                continue;
            }
            Frame frame = nextFrame();
            if (frame == null) {
                return null;
            }
            if (frame.fault() != null) {
                reject(frame, frame.fault());
            } else if (frame.isSingleLine()) {
                parseTogether(frame);
            } else {
                parseAlone(frame);
            }
        }
    }

    /** A record that was cut and taken apart, but not looked at. */
    private record Parsed(Frame frame, CsvRecord record) {}

    private @Nullable Frame nextFrame() throws IOException {
        Frame frame = ahead;
        ahead = null;
        return frame != null ? frame : frames.next();
    }

    private void parseTogether(Frame first) throws IOException {
        List<Frame> batch = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        Frame frame = first;
        while (frame != null && frame.fault() == null && frame.isSingleLine()) {
            batch.add(frame);
            text.append(frame.text()).append('\n');
            frame = batch.size() < FRAMES_AT_ONCE && text.length() < CHARACTERS_AT_ONCE ? frames.next() : null;
        }
        ahead = frame;
        List<CsvRecord> records = parse(text.toString());
        for (int i = 0; i < batch.size(); i++) {
            ready.add(new Parsed(batch.get(i), records.get(i)));
        }
    }

    private void parseAlone(Frame frame) {
        CsvRecord record = parse(frame.text()).get(0);
        if (record.getFieldCount() == columns.size()) {
            ready.add(new Parsed(frame, record));
            return;
        }
        // Most likely two lines each with a quote too many: only the first is surely bad.
        frames.giveBackAllButFirst(frame);
        reject(
                frame,
                new RowFault(
                        RejectionKind.QUOTE,
                        "a quote opened here closes " + (frame.lines().size() - 1) + " lines below, and that gives "
                                + counted(record)));
    }

    private @Nullable Row row(Parsed parsed) {
        CsvRecord record = parsed.record();
        if (record.getFieldCount() != columns.size()) {
            reject(parsed.frame(), new RowFault(RejectionKind.FIELD_COUNT, "the record has " + counted(record)));
            return null;
        }
        intake.countRecord();
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            String field = record.getField(i);
            values[i] = field.isEmpty() ? null : field;
        }
        return new Row(parsed.frame().line(), values);
    }

    private void reject(Frame frame, RowFault fault) {
        intake.countRecord();
        intake.reject(frame.line(), fault);
    }

    private String counted(CsvRecord record) {
        int count = record.getFieldCount();
        return count + (count == 1 ? " field" : " fields") + " for " + columns.size() + " columns";
    }

    private List<CsvRecord> parse(String text) {
        CsvRecordHandler handler = CsvRecordHandler.of(h -> h.maxFields(text.length() + 1));
        List<CsvRecord> records = new ArrayList<>();
        try {
            parser.build(handler, text).forEach(records::add);
        } catch (CsvParseException e) {
            throw new IllegalStateException("a record that was cut well is not CSV all the same", e);
        }
        return records;
    }
}
