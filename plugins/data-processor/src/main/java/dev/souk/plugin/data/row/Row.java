package dev.souk.plugin.data.row;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of one row, and the line it came from. Immutable: no method changes the array, and whoever made the row has let
 * go of it.
 *
 * <p>A value is a {@link String}, a {@link java.math.BigDecimal} (an integer if its scale is zero, and the scale is never
 * negative), a {@link Boolean}, a {@link java.time.LocalDate}, an {@link java.time.Instant}, or null.
 */
public final class Row {
    /** The line of a row that was computed and not read. */
    public static final long NO_LINE = 0;

    private final long line;
    private final @Nullable Object[] values;

    /**
     * A row of these values.
     *
     * @param line where its record begins in the source, from 1, or {@link #NO_LINE}
     * @param values kept as it is, not copied
     */
    public Row(long line, @Nullable Object... values) {
        this.line = line;
        this.values = values;
    }

    /** The line of the source on which its record begins, from 1; {@link #NO_LINE} if it was computed. */
    public long line() {
        return line;
    }

    /** How many values there are. */
    public int size() {
        return values.length;
    }

    /**
     * One value.
     *
     * @param position from 0
     */
    public @Nullable Object value(int position) {
        return values[position];
    }

    /** The values at these positions, in their order. */
    public Row take(int[] positions) {
        @Nullable Object[] taken = new @Nullable Object[positions.length];
        for (int i = 0; i < positions.length; i++) {
            taken[i] = values[positions[i]];
        }
        return new Row(line, taken);
    }

    /** The same row with another value at this position. */
    public Row with(int position, @Nullable Object value) {
        @Nullable Object[] changed = values.clone();
        changed[position] = value;
        return new Row(line, changed);
    }

    /** The same row with more values at its end. */
    public Row plus(@Nullable Object... more) {
        @Nullable Object[] all = Arrays.copyOf(values, values.length + more.length);
        System.arraycopy(more, 0, all, values.length, more.length);
        return new Row(line, all);
    }

    /** The same values without a line. */
    public Row computed() {
        return new Row(NO_LINE, values);
    }

    /** The first values only. */
    public Row first(int count) {
        return new Row(line, Arrays.copyOf(values, count));
    }
}
