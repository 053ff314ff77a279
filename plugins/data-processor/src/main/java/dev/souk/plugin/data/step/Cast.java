package dev.souk.plugin.data.step;

import dev.souk.plugin.data.row.Columns;
import dev.souk.plugin.data.row.Conversion;
import dev.souk.plugin.data.row.RowFault;
import dev.souk.plugin.data.row.RowStream;

/**
 * Makes the values of a column values of one type. A row whose value is none of it does not fit.
 *
 * @param at the place in the request
 * @param column whose values
 * @param conversion to what
 */
public record Cast(String at, String column, Conversion conversion) implements Step {
    @Override
    public RowStream behind(RowStream rows, Workspace workspace) {
        Columns columns = rows.columns();
        int position = Named.column(columns, column, at + "/column");
        return new EachRow(rows, columns, at, workspace.rejections(), row -> {
            try {
                return row.with(position, conversion.of(row.value(position)));
            } catch (RowFault fault) {
                throw fault.in(column);
            }
        });
    }
}
