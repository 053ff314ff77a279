package dev.souk.http.internal.body;

import dev.souk.http.internal.problem.Problem;
import dev.souk.http.internal.problem.ProblemException;
import dev.souk.spi.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The body of one request, read once and never beyond a limit. A client that goes away, sends broken chunks or is too slow shows as a
 * problem, not as whatever the server throws. Whether it is too slow is asked whenever something came, and an alarm
 * ends a read that lasts too long: what comes need not be part of the body (extensions of chunks, for one), and then the server's read
 * goes on without an end. Not thread-safe.
 */
public final class RequestBody extends InputStream {
    private final Source source;
    private final Pace pace;
    private @Nullable InputStream opened;
    private long limit = Long.MAX_VALUE;
    private long count;
    private long waitedNanos;
    private long mostWaitedNanos = Long.MAX_VALUE;
    private boolean ended;
    private boolean broken;

    /** Where a body comes from. */
    @FunctionalInterface
    public interface Source {
        /**
         * Opens it. A client that waits to be asked is asked now.
         *
         * @throws IOException if the client has gone
         */
        InputStream open() throws IOException;
    }

    /**
     * The body that comes from here; nothing is opened until it is read.
     *
     * @param source where it comes from
     * @param pace how slowly it may come
     */
    public RequestBody(Source source, Pace pace) {
        this.source = source;
        this.pace = pace;
    }

    /** Reads no more than this from now on, all in all. */
    void limit(long bytes) {
        this.limit = bytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        int read = readSource(buffer, offset, length);
        if (count > limit) {
            throw tooLarge("body", limit);
        }
        return read;
    }

    private int readSource(byte[] buffer, int offset, int length) {
        int read = await(buffer, offset, length);
        ended |= read < 0;
        count += Math.max(0, read);
        if (!ended && leftNanos() < 0) {
            throw tooSlow();
        }
        return read;
    }

    private int await(byte[] buffer, int offset, int length) {
        long from = pace.ticker().getAsLong();
        Alarm alarm = Alarm.in(Math.max(1, leftNanos()));
        try (alarm) {
            if (opened == null) {
                opened = source.open();
            }
            return opened.read(buffer, offset, length);
        } catch (IOException | RuntimeException fault) {
            broken = true;
            throw alarm.isOver() || isTimeout(fault)
                    ? tooSlow()
                    : new ProblemException(
                            ErrorCode.MALFORMED_REQUEST,
                            "the body could not be read to its end after " + count + " bytes");
        } finally {
            waitedNanos += pace.ticker().getAsLong() - from;
        }
    }

    private long leftNanos() {
        return Math.min(pace.leftNanos(count, waitedNanos), mostWaitedNanos - waitedNanos);
    }

    private static boolean isTimeout(Throwable fault) {
        for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException) {
                return true;
            }
        }
        return false;
    }

    private ProblemException tooSlow() {
        broken = true;
        return new ProblemException(Problem.of(
                        ErrorCode.MALFORMED_REQUEST,
                        "the body came too slowly and was given up after " + count + " bytes; after the first "
                                + pace.grace().toSeconds() + " s send at least " + pace.bytesPerSecond()
                                + " bytes for each second, and never pause for long")
                .withStatus(408)
                .withHeader("Connection", "close"));
    }

    /**
     * Reads all of it as text.
     *
     * @param most the largest it may be, in bytes
     * @throws ProblemException if it is larger, or not UTF-8
     */
    public String text(int most) {
        limit(most);
        try {
            return utf8(readAllBytes(), "the body");
        } catch (IOException never) {
            throw new ProblemException(ErrorCode.MALFORMED_REQUEST, "the body could not be read");
        }
    }

    /** The text of these bytes, which must be UTF-8 without a flaw. */
    static String utf8(byte[] bytes, String what) {
        ByteBuffer source = ByteBuffer.wrap(bytes);
        CharBuffer target = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(source, target, true);
        try {
            if (result.isError()) {
                result.throwException();
            }
        } catch (CharacterCodingException flaw) {
            throw new ProblemException(
                    ErrorCode.MALFORMED_REQUEST, what + " is not UTF-8 at byte " + (source.position() + 1));
        }
        return target.flip().toString();
    }

    static ProblemException tooLarge(String what, long most) {
        return new ProblemException(
                Problem.of(ErrorCode.PAYLOAD_TOO_LARGE, "the " + what + " is larger than " + most + " bytes")
                        .with("maxBytes", most));
    }

    /**
     * Reads on and forgets what comes, so that a client which is still sending gets to see the answer. Gives up after so many bytes, or
     * when it has waited as long as the grace once more.
     *
     * @param most how many
     */
    public void drain(long most) {
        byte[] buffer = new byte[1 << 13];
        long left = most;
        mostWaitedNanos = waitedNanos + pace.grace().toNanos();
        while (!ended && !broken && left > 0 && waitedNanos < mostWaitedNanos) {
            try {
                left -= Math.max(0, readSource(buffer, 0, (int) Math.min(buffer.length, left)));
            } catch (ProblemException goneOrTooSlow) {
                return;
            }
        }
    }
}
