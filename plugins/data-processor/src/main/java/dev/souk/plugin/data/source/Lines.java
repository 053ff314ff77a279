package dev.souk.plugin.data.source;

import dev.souk.plugin.data.row.RejectionKind;
import dev.souk.plugin.data.row.RowFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a UTF-8 stream, each ended by LF, CR LF or CR. A byte order mark is left away. A line that is too long or is not
 * UTF-8 is read to its end and comes with a fault instead of its text, so that no byte is replaced in silence. For one thread.
 */
final class Lines {
    /** The most bytes a line may have. */
    static final int MAX_LINE_BYTES = 1 << 20;

    private static final int BUFFER_BYTES = 64 << 10;
    private static final char REPLACEMENT = '\uFFFD';
    private static final byte[] REPLACEMENT_BYTES = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private int position;
    private int limit;
    private long number;
    private boolean tooLong;
    private boolean afterCarriageReturn;

    Lines(InputStream in) throws IOException {
        this.in = in;
        limit = Math.max(0, in.readNBytes(buffer, 0, BUFFER_BYTES));
        if (limit >= 3 && buffer[0] == (byte) 0xEF && buffer[1] == (byte) 0xBB && buffer[2] == (byte) 0xBF) {
            position = 3;
        }
    }

    /** Whether the stream begins as UTF-16 does. */
    boolean isUtf16() {
        return number == 0 && limit >= 2 && (startsWith(0xFE, 0xFF) || startsWith(0xFF, 0xFE));
    }

    private boolean startsWith(int first, int second) {
        return (buffer[0] & 0xFF) == first && (buffer[1] & 0xFF) == second;
    }

    /** The next line; null after the last. An end of line at the very end does not begin another. */
    @Nullable
    Line next() throws IOException {
        skipLineFeed();
        boolean any = false;
        while (position < limit || fill()) {
            any = true;
            int end = endOfLine();
            if (end < limit) {
                afterCarriageReturn = buffer[end] == '\r';
                Line line = line(end);
                position = end + 1;
                return line;
            }
            keep(end);
            position = limit;
        }
        return any ? line(position) : null;
    }

    private void skipLineFeed() throws IOException {
        if (afterCarriageReturn && (position < limit || fill()) && buffer[position] == '\n') {
            position++;
        }
        afterCarriageReturn = false;
    }

    private int endOfLine() {
        int i = position;
        while (i < limit && buffer[i] != '\n' && buffer[i] != '\r') {
            i++;
        }
        return i;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer, 0, BUFFER_BYTES));
        return limit > 0;
    }

    private void keep(int end) {
        if (begun.size() + end - position > MAX_LINE_BYTES) {
            tooLong = true;
            begun.reset();
        }
        if (!tooLong) {
            begun.write(buffer, position, end - position);
        }
    }

    private Line line(int end) {
        number++;
        if (begun.size() == 0 && !tooLong) {
            return decoded(buffer, position, end - position);
        }
        keep(end);
        if (tooLong) {
            tooLong = false;
            return new Line(
                    number,
                    "",
                    new RowFault(RejectionKind.TOO_LONG, "the line has more than " + MAX_LINE_BYTES + " bytes"));
        }
        byte[] whole = begun.toByteArray();
        begun.reset();
        return decoded(whole, 0, whole.length);
    }

    private Line decoded(byte[] bytes, int from, int length) {
        String text = new String(bytes, from, length, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0 && count(text) != count(bytes, from, length)) {
            return new Line(number, "", new RowFault(RejectionKind.ENCODING, "the line is not UTF-8"));
        }
        return new Line(number, text, null);
    }

    private static long count(String text) {
        return text.chars().filter(c -> c == REPLACEMENT).count();
    }

    // How often the replacement character itself is written in the bytes.
    private static long count(byte[] bytes, int from, int length) {
        long count = 0;
        for (int i = from; i + 2 < from + length; i++) {
            if (bytes[i] == REPLACEMENT_BYTES[0]
                    && bytes[i + 1] == REPLACEMENT_BYTES[1]
                    && bytes[i + 2] == REPLACEMENT_BYTES[2]) {
                count++;
            }
        }
        return count;
    }
}
