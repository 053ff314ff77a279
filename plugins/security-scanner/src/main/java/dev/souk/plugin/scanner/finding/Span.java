package dev.souk.plugin.scanner.finding;

/**
 * A stretch of a line.
 *
 * @param start its first column, from zero
 * @param end the column after its last
 */
public record Span(int start, int end) {
    /** Whether the two have a column in common. */
    public boolean overlaps(Span other) {
        return start < other.end && other.start < end;
    }

    /** The same stretch, counted from a place this many columns earlier. */
    public Span shifted(int columns) {
        return new Span(start + columns, end + columns);
    }
}
