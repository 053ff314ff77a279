package dev.souk.plugin.scanner.source;

import dev.souk.plugin.scanner.finding.Line;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/**
 * Reads text line by line, and long lines in overlapping pieces. Lines end at LF, CRLF or CR. Holds one piece at a time,
 * however long the text is. Not thread-safe.
 */
public final class WindowReader {
    /** The most characters of a piece. */
    public static final int WINDOW = 16_384;

    /** How many characters a piece of a long line shares with the one before. */
    static final int OVERLAP = 2_048;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Reader in;
    private final char[] buffer = new char[8_192];
    private final StringBuilder text = new StringBuilder();
    private int position;
    private int limit;
    private int number = 1;
    private int offset;

    /** Reads from here; the caller closes it. */
    public WindowReader(Reader in) throws IOException {
        this.in = in;
        if (hasMore() && buffer[position] == BYTE_ORDER_MARK) {
            position++;
        }
    }

    /** The next piece, or nothing at the end. */
    public Optional<Window> next() throws IOException {
        while (hasMore()) {
            int most = Math.min(limit, position + WINDOW - text.length());
            int end = position;
            while (end < most && buffer[end] != '\n' && buffer[end] != '\r') {
                end++;
            }
            text.append(buffer, position, end - position);
            position = end;
            if (text.length() == WINDOW) {
                return Optional.of(piece());
            }
            if (end < limit) {
                skipLineEnd();
                return Optional.of(lineEnd());
            }
        }
        return text.length() > 0 || offset > 0 ? Optional.of(lineEnd()) : Optional.empty();
    }

    private Window piece() {
        Line line = new Line(number, offset, text.toString());
        Window window = new Window(line, ownedFrom(), WINDOW - OVERLAP / 2, freshFrom(), false);
        text.delete(0, WINDOW - OVERLAP);
        offset += WINDOW - OVERLAP;
        return window;
    }

    private Window lineEnd() {
        Line line = new Line(number, offset, text.toString());
        Window window = new Window(line, ownedFrom(), Integer.MAX_VALUE, freshFrom(), true);
        text.setLength(0);
        offset = 0;
        number++;
        return window;
    }

    private int ownedFrom() {
        return offset == 0 ? 0 : OVERLAP / 2;
    }

    private int freshFrom() {
        return offset == 0 ? 0 : OVERLAP;
    }

    private void skipLineEnd() throws IOException {
        if (buffer[position++] == '\r' && hasMore() && buffer[position] == '\n') {
            position++;
        }
    }

    private boolean hasMore() throws IOException {
        if (position < limit) {
            return true;
        }
        position = 0;
        limit = Math.max(0, in.read(buffer, 0, buffer.length));
        return limit > 0;
    }
}
