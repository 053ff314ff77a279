package dev.souk.server.text;

/**
 * One column of a table.
 *
 * @param heading what stands above it
 * @param right whether its cells end at the right edge, as numbers do
 * @param width the widest a cell may be, in characters; what is longer goes on in the next line
 */
public record Column(String heading, boolean right, int width) {
    private static final int UNBOUNDED = 1_000;

    /** A column of text. */
    public static Column left(String heading) {
        return new Column(heading, false, UNBOUNDED);
    }

    /** A column of numbers. */
    public static Column right(String heading) {
        return new Column(heading, true, UNBOUNDED);
    }

    /** A column of longer text. */
    public static Column wrapped(String heading, int width) {
        return new Column(heading, false, width);
    }
}
