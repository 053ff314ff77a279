package dev.souk.http.internal.body;

import dev.souk.http.internal.problem.ProblemException;
import dev.souk.spi.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code multipart/form-data} (RFC 7578, RFC 2046) part by part, as it comes in: nothing is kept but one buffer. Use it so: while
 * {@link #next()} gives a part's headers, {@link #transferTo} its content.
 *
 * <p>A boundary can straddle two reads, so the last bytes of the buffer, as many as could begin one, are held back until more has come.
 * The buffer begins with a line break that nobody sent, so the first boundary looks like all others. Not thread-safe.
 */
final class MultipartReader {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MAX_BOUNDARY = 70;
    private static final int MAX_HEADER_BYTES = 1 << 13;

    private final InputStream source;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int end;
    private boolean inContent = true; // what stands before the first boundary is nobody's
    private boolean finished;

    /**
     * What a part says of itself.
     *
     * @param name the field's name
     * @param isFile whether it has a file name
     * @param mediaType its media type, if it says one
     */
    record Part(String name, boolean isFile, @Nullable String mediaType) {}

    MultipartReader(InputStream source, String boundary) {
        if (boundary.isEmpty() || boundary.length() > MAX_BOUNDARY) {
            throw malformed("its boundary does not have 1 to " + MAX_BOUNDARY + " characters");
        }
        this.source = source;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        buffer[0] = '\r';
        buffer[1] = '\n';
        end = 2;
    }

    /** The next part's headers, or nothing after the last part. What is left of the part before is skipped. */
    Optional<Part> next() throws IOException {
        if (finished) {
            return Optional.empty();
        }
        transferTo(OutputStream.nullOutputStream());
        if (isLast()) {
            finished = true;
            source.transferTo(OutputStream.nullOutputStream());
            return Optional.empty();
        }
        inContent = true;
        return Optional.of(part());
    }

    /** Writes what is left of this part's content. */
    void transferTo(OutputStream target) throws IOException {
        while (inContent) {
            int found = indexOfDelimiter();
            int safe = found >= 0 ? found : Math.max(position, end - delimiter.length + 1);
            target.write(buffer, position, safe - position);
            position = safe;
            if (found >= 0) {
                position += delimiter.length;
                inContent = false;
            } else {
                fill();
            }
        }
    }

    private int indexOfDelimiter() {
        int last = end - delimiter.length;
        for (int start = position; start <= last; start++) {
            if (buffer[start] == '\r' && matches(start)) {
                return start;
            }
        }
        return -1;
    }

    private boolean matches(int start) {
        for (int i = 1; i < delimiter.length; i++) {
            if (buffer[start + i] != delimiter[i]) {
                return false;
            }
        }
        return true;
    }

    /** Makes room and reads more; there is always room, because less than a boundary is held back. */
    private void fill() throws IOException {
        System.arraycopy(buffer, position, buffer, 0, end - position);
        end -= position;
        position = 0;
        int read = source.read(buffer, end, buffer.length - end);
        if (read < 0) {
            throw malformed("it ends before its last boundary");
        }
        end += read;
    }

    private int take() throws IOException {
        if (position == end) {
            fill();
        }
        return buffer[position++] & 0xff;
    }

    /** Reads the rest of a boundary's line: two hyphens end the body, blanks and a line break begin a part. */
    private boolean isLast() throws IOException {
        int first = take();
        if (first == '-' && take() == '-') {
            return true;
        }
        while (first == ' ' || first == '\t') {
            first = take();
        }
        if (first != '\r' || take() != '\n') {
            throw malformed("a boundary is not followed by a line break");
        }
        return false;
    }

    private Part part() throws IOException {
        String disposition = null;
        String mediaType = null;
        int[] budget = {MAX_HEADER_BYTES};
        for (String line = line(budget); !line.isEmpty(); line = line(budget)) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw malformed("a part has a header line without a colon");
            }
            String value = line.substring(colon + 1).trim();
            if (line.substring(0, colon).equalsIgnoreCase("Content-Disposition")) {
                disposition = value;
            } else if (line.substring(0, colon).equalsIgnoreCase("Content-Type")) {
                mediaType = value;
            }
        }
        return part(disposition, mediaType);
    }

    private static Part part(@Nullable String disposition, @Nullable String mediaType) {
        MediaType form = MediaType.parse(disposition == null ? "" : disposition);
        String name = form.parameter("name").orElse("");
        if (!form.name().equals("form-data") || name.isEmpty()) {
            throw malformed("a part does not say Content-Disposition: form-data; name=\"…\"");
        }
        boolean isFile = form.parameter("filename").isPresent()
                || form.parameter("filename*").isPresent();
        return new Part(name, isFile, mediaType);
    }

    /** One header line without its end; the budget is shared by all lines of a part. */
    private String line(int[] budget) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        for (int next = take(); next != '\r'; next = take()) {
            if (--budget[0] < 0) {
                throw malformed("the headers of a part are larger than " + MAX_HEADER_BYTES + " bytes");
            }
            line.write(next);
        }
        if (take() != '\n') {
            throw malformed("a header line of a part does not end in a line break");
        }
        budget[0] -= 2;
        return RequestBody.utf8(line.toByteArray(), "a header of a part");
    }

    private static ProblemException malformed(String what) {
        return new ProblemException(ErrorCode.MALFORMED_REQUEST, "the body is not multipart/form-data: " + what);
    }
}
