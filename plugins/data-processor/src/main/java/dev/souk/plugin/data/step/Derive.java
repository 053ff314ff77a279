package dev.souk.plugin.data.step;

import dev.souk.plugin.data.expression.Expression;
import dev.souk.plugin.data.row.Columns;
import dev.souk.plugin.data.row.Row;
import dev.souk.plugin.data.row.RowFault;
import dev.souk.plugin.data.row.RowStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes a column. One of a new name comes last; one of a name that is there already takes its place.
 *
 * @param at the place in the request
 * @param column its name
 * @param expression what it is
 */
public record Derive(String at, String column, String expression) implements Step {
    @Override
    public RowStream behind(RowStream rows, Workspace workspace) {
        Columns before = rows.columns();
        Expression value = Named.expression(expression, before, at + "/expression");
        if (before.has(column)) {
            int position = before.position(column);
            return new EachRow(
                    rows, before, at, workspace.rejections(), row -> row.with(position, computed(value, row)));
        }
        List<String> names = new ArrayList<>(before.names());
        names.add(column);
        Columns after = Named.made(names, at + "/column");
        return new EachRow(rows, after, at, workspace.rejections(), row -> row.plus(computed(value, row)));
    }

    private @Nullable Object computed(Expression value, Row row) {
        try {
            return value.of(row);
        } catch (RowFault fault) {
            throw fault.in(column);
        }
    }
}
