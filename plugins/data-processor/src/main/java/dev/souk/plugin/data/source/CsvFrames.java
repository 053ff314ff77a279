package dev.souk.plugin.data.source;

import dev.souk.plugin.data.row.RejectionKind;
import dev.souk.plugin.data.row.RowFault;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts lines into CSV records, so that one bad record costs one line and not the rest of the file. A record is one line, or
 * several where a quoted field holds line ends. A quote that is never closed, or is followed by something that is no
 * separator, makes its first line bad, and the line behind it is taken as the beginning of the next record. Empty lines are
 * no records. A quote that happens to close in a later row, where a separator or an end of line follows, cannot be told from one
 * that was meant to; whoever counts the fields may then give the lines back. For one thread.
 *
 * <p>What comes out here is well-formed by RFC 4180, except that a quote inside a field that is not quoted is a plain character.
 */
final class CsvFrames {
    /** The most lines and characters that one record may have. */
    static final int MAX_RECORD_LINES = 1_000;

    static final int MAX_RECORD_CHARACTERS = 1 << 20;

    private final Lines lines;
    private final char separator;
    private final char quote;
    private final Deque<Line> returned = new ArrayDeque<>();

    CsvFrames(Lines lines, char separator, char quote) {
        this.lines = lines;
        this.separator = separator;
        this.quote = quote;
    }

    /**
     * One record.
     *
     * @param lines at least one; the first is where the record begins
     * @param fault why it is none, or null
     */
    record Frame(List<Line> lines, @Nullable RowFault fault) {
        long line() {
            return lines.get(0).number();
        }

        boolean isSingleLine() {
            return lines.size() == 1;
        }

        String text() {
            return isSingleLine()
                    ? lines.get(0).text()
                    : String.join("\n", lines.stream().map(Line::text).toList());
        }
    }

    /** The next record; null after the last. */
    @Nullable
    Frame next() throws IOException {
        Line line = nextLine();
        while (line != null && line.fault() == null && line.text().isEmpty()) {
            line = nextLine();
        }
        if (line == null) {
            return null;
        }
        if (line.fault() != null || line.text().indexOf(quote) < 0) {
            return new Frame(List.of(line), line.fault());
        }
        return quoted(line);
    }

    /** Gives back all lines of a record but the first, to be cut anew. */
    void giveBackAllButFirst(Frame frame) {
        for (int i = frame.lines().size() - 1; i > 0; i--) {
            returned.push(frame.lines().get(i));
        }
    }

    private @Nullable Line nextLine() throws IOException {
        Line line = returned.poll();
        return line != null ? line : lines.next();
    }

    private Frame quoted(Line first) throws IOException {
        QuoteScan scan = new QuoteScan(separator, quote);
        List<Line> taken = new ArrayList<>();
        int characters = 0;
        for (Line line = first; line != null; line = nextLine()) {
            taken.add(line);
            characters += line.text().length() + 1;
            if (line.fault() != null || taken.size() > MAX_RECORD_LINES || characters > MAX_RECORD_CHARACTERS) {
                break;
            }
            switch (scan.line(line.text())) {
                case COMPLETE -> {
                    return new Frame(taken, null);
                }
                case MALFORMED -> {
                    return bad(taken, "a closing quote is followed by something other than the separator");
                }
                case OPEN -> {}
            }
        }
        return bad(taken, "a quote is opened and not closed");
    }

    private Frame bad(List<Line> taken, String reason) {
        giveBackAllButFirst(new Frame(taken, null));
        return new Frame(List.of(taken.get(0)), new RowFault(RejectionKind.QUOTE, reason));
    }
}
