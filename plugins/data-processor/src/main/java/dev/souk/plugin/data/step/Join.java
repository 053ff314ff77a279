package dev.souk.plugin.data.step;

import dev.souk.plugin.data.row.Columns;
import dev.souk.plugin.data.row.RowStream;
import dev.souk.plugin.data.source.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Puts the columns of another source beside those of the rows, wherever the keys of both are equal. The other source's key
 * columns are left out, as they say nothing new. Keys are compared as they are printed, so that the number 1 of a JSON source
 * meets the text {@code 1} of a CSV source; numbers of the same value are equal, and null equals nothing.
 *
 * <p>The other source is held in memory. One that does not fit is refused.
 *
 * @param at the place in the request
 * @param source the other source, the right side
 * @param on pairs of columns that must be equal; at least one
 * @param type what becomes of rows that meet none
 * @param prefix put before the names of the right side's columns; may be empty
 */
public record Join(String at, Source source, List<Pair> on, Type type, String prefix) implements Step {
    /** Copies the pairs. */
    public Join {
        on = List.copyOf(on);
    }

    /** What becomes of rows that meet none. The names appear in requests. */
    public enum Type {
        /** They are left out. */
        INNER,
        /** They stay, with nulls for the right side's columns. */
        LEFT
    }

    /**
     * Two columns that must be equal.
     *
     * @param left of the rows that come in
     * @param right of the other source
     */
    public record Pair(String left, String right) {}

    @Override
    public RowStream behind(RowStream rows, Workspace workspace) throws IOException {
        RowStream right = source.open(workspace.intake(source.at()));
        int[] leftKey = new int[on.size()];
        int[] rightKey = new int[on.size()];
        for (int i = 0; i < on.size(); i++) {
            leftKey[i] = Named.column(rows.columns(), on.get(i).left(), at + "/on/" + i + "/left");
            rightKey[i] = Named.column(right.columns(), on.get(i).right(), at + "/on/" + i + "/right");
        }
        int[] brought = IntStream.range(0, right.columns().size())
                .filter(position -> IntStream.of(rightKey).noneMatch(key -> key == position))
                .toArray();
        JoinTable table = new JoinTable(right, rightKey, brought, at + "/source", workspace);
        return new JoinedRows(rows, leftKey, table, type, joined(rows.columns(), right.columns(), brought), workspace);
    }

    private Columns joined(Columns left, Columns right, int[] brought) {
        List<String> names = new ArrayList<>(left.names());
        for (int position : brought) {
            names.add(prefix + right.names().get(position));
        }
        // A clash is mended with a prefix, so that is where the message points.
        return Named.made(names, at + "/prefix");
    }
}
