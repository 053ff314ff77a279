package dev.souk.benchmarks.torture;

import java.nio.ByteBuffer;

/**
 * Tells a commit in what a client sends on one connection, by the messages of PostgreSQL's protocol (version 3.0, "Message Formats"): a
 * Parse of {@code COMMIT}, or a Bind to a statement that such a Parse has named before. The driver sends a commit in a piece of its own,
 * which begins with one of the two.
 *
 * <p>Used by one thread.
 */
final class CommitSpotter {
    private static final String COMMIT = "COMMIT";

    /** The name of the prepared commit; nothing has the empty name. */
    private String prepared = "";

    /** Whether this piece is a commit. */
    boolean isCommit(byte[] piece, int length) {
        ByteBuffer bytes = ByteBuffer.wrap(piece, 0, length);
        if (length < 5) {
            return false;
        }
        byte type = bytes.get();
        int size = bytes.getInt();
        if ((type != 'P' && type != 'B') || size < 6 || size > length - 1) {
            return false;
        }
        bytes.limit(1 + size);
        String first = text(bytes);
        String second = text(bytes);
        if (type == 'P') {
            if (second.equals(COMMIT)) {
                prepared = first;
            }
            return second.equals(COMMIT);
        }
        return !prepared.isEmpty() && second.equals(prepared);
    }

    /** Up to the next zero byte. */
    private static String text(ByteBuffer bytes) {
        StringBuilder text = new StringBuilder();
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next == 0) {
                break;
            }
            text.append((char) next);
        }
        return text.toString();
    }
}
