package dev.souk.server.text;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What the lines of a table are drawn with.
 *
 * @param bar between two cells
 * @param dash below and above them
 * @param corners left, crossing and right of the three rules, from top to bottom
 */
record Frame(String bar, String dash, String corners) {
    static final Frame LINES = new Frame("│", "─", "┌┬┐├┼┤└┴┘");
    static final Frame ASCII = new Frame("|", "-", "+++++++++");

    /** Which rule it is. */
    enum Edge {
        TOP(0),
        MIDDLE(3),
        BOTTOM(6);

        private final int firstCorner;

        Edge(int firstCorner) {
            this.firstCorner = firstCorner;
        }
    }

    String rule(int[] widths, Edge edge) {
        int at = edge.firstCorner;
        return Arrays.stream(widths)
                .mapToObj(width -> dash.repeat(width + 2))
                .collect(Collectors.joining(
                        corners.substring(at + 1, at + 2),
                        corners.substring(at, at + 1),
                        corners.substring(at + 2, at + 3)));
    }
}
