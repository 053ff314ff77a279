package dev.souk.plugin.data.step;

import dev.souk.plugin.data.row.RowStream;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Keeps the first row of each key, in the order of the rows.
 *
 * @param at the place in the request
 * @param columns the key; if empty, all columns
 */
public record Deduplicate(String at, List<String> columns) implements Step {
    /** Copies the names. */
    public Deduplicate {
        columns = List.copyOf(columns);
    }

    @Override
    public RowStream behind(RowStream rows, Workspace workspace) {
        int[] key = columns.isEmpty()
                ? IntStream.range(0, rows.columns().size()).toArray()
                : Named.columns(rows.columns(), columns, at + "/columns");
        return new DistinctRows(rows, key, workspace);
    }
}
