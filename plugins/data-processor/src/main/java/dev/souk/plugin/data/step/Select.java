package dev.souk.plugin.data.step;

import dev.souk.plugin.data.row.Columns;
import dev.souk.plugin.data.row.RowStream;
import java.util.List;

/**
 * Keeps some columns, in the order given.
 *
 * @param at the place in the request
 * @param columns their names
 */
public record Select(String at, List<String> columns) implements Step {
    /** Copies the names. */
    public Select {
        columns = List.copyOf(columns);
    }

    @Override
    public RowStream behind(RowStream rows, Workspace workspace) {
        int[] positions = Named.columns(rows.columns(), columns, at + "/columns");
        Columns selected = Named.made(columns, at + "/columns");
        return new EachRow(rows, selected, at, workspace.rejections(), row -> row.take(positions));
    }
}
