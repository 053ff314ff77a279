package dev.souk.server.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows under headings, aligned. Control characters in a cell are shown as blanks, so that a cell cannot move the cursor.
 *
 * <p>Not thread-safe.
 */
public final class Table {
    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    private Table(List<Column> columns) {
        this.columns = columns;
    }

    /** A table of these columns, without rows. */
    public static Table of(Column... columns) {
        return new Table(List.of(columns));
    }

    /**
     * Adds a row.
     *
     * @param cells as many as there are columns
     * @throws IllegalArgumentException if there are more or fewer
     */
    public Table row(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells in a table of " + columns.size() + " columns");
        }
        rows.add(IntStream.range(0, cells.length)
                .mapToObj(i -> String.valueOf(cells[i]).replaceAll("\\p{Cntrl}", " "))
                .toList());
        return this;
    }

    /** Whether there are no rows. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The table as lines of text. */
    public List<String> lines(Style style) {
        List<List<List<String>>> wrapped = rows.stream()
                .map(row -> IntStream.range(0, row.size())
                        .mapToObj(i -> wrap(row.get(i), columns.get(i).width()))
                        .toList())
                .toList();
        int[] widths = IntStream.range(0, columns.size())
                .map(i -> Math.max(
                        length(columns.get(i).heading()),
                        wrapped.stream()
                                .flatMap(row -> row.get(i).stream())
                                .mapToInt(Table::length)
                                .max()
                                .orElse(0)))
                .toArray();
        Frame frame = style.unicode() ? Frame.LINES : Frame.ASCII;
        List<String> lines = new ArrayList<>();
        lines.add(style.dim(frame.rule(widths, Frame.Edge.TOP)));
        lines.add(line(columns.stream().map(Column::heading).toList(), widths, frame, style, true));
        lines.add(style.dim(frame.rule(widths, Frame.Edge.MIDDLE)));
        for (List<List<String>> row : wrapped) {
            int height = row.stream().mapToInt(List::size).max().orElse(1);
            for (int at = 0; at < height; at++) {
                int line = at;
                lines.add(line(
                        row.stream()
                                .map(cell -> line < cell.size() ? cell.get(line) : "")
                                .toList(),
                        widths,
                        frame,
                        style,
                        false));
            }
        }
        lines.add(style.dim(frame.rule(widths, Frame.Edge.BOTTOM)));
        return lines;
    }

    private String line(List<String> cells, int[] widths, Frame frame, Style style, boolean heading) {
        String bar = style.dim(frame.bar());
        StringBuilder line = new StringBuilder(bar);
        for (int i = 0; i < widths.length; i++) {
            String text = heading ? style.bold(cells.get(i)) : cells.get(i);
            String blanks = " ".repeat(widths[i] - length(cells.get(i)));
            line.append(' ')
                    .append(columns.get(i).right() ? blanks + text : text + blanks)
                    .append(' ')
                    .append(bar);
        }
        return line.toString();
    }

    private static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (length(rest) > width) {
            int hard = rest.offsetByCodePoints(0, width);
            int blank = rest.lastIndexOf(' ', hard);
            int end = blank > 0 ? blank : hard;
            lines.add(rest.substring(0, end));
            rest = rest.substring(end).stripLeading();
        }
        lines.add(rest);
        return lines;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
