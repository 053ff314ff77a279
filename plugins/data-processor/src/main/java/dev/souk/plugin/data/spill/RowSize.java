package dev.souk.plugin.data.spill;

import dev.souk.plugin.data.row.Row;
import org.jspecify.annotations.Nullable;

/** Estimates what rows and values take on a 64-bit JVM's heap, leaning to the high side. */
public final class RowSize {
    private static final long ROW = 48;
    private static final long REFERENCE = 8;
    private static final long TEXT = 56;
    private static final long OTHER = 48;

    private RowSize() {}

    /** What a row takes, in bytes. */
    public static long of(Row row) {
        long bytes = ROW;
        for (int i = 0; i < row.size(); i++) {
            bytes += REFERENCE + of(row.value(i));
        }
        return bytes;
    }

    /** What a value takes, in bytes. */
    public static long of(@Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            return 0;
        }
        return value instanceof String text ? TEXT + text.length() * (isLatin(text) ? 1L : 2L) : OTHER;
    }

    // A string of Latin-1 characters takes one byte for each. Long texts are taken to be wide without looking.
    private static boolean isLatin(String text) {
        if (text.length() > 256) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF) {
                return false;
            }
        }
        return true;
    }
}
