package dev.souk.plugin.data.step;

import dev.souk.plugin.data.expression.Expression;
import dev.souk.plugin.data.row.Columns;
import dev.souk.plugin.data.row.RejectionKind;
import dev.souk.plugin.data.row.Row;
import dev.souk.plugin.data.row.RowFault;
import dev.souk.plugin.data.row.RowStream;
import dev.souk.plugin.data.row.ValueText;

/**
 * Keeps the rows for which an expression is true; those for which it is false or null are left out and are not bad.
 *
 * @param at the place in the request
 * @param where the expression
 */
public record Filter(String at, String where) implements Step {
    @Override
    public RowStream behind(RowStream rows, Workspace workspace) {
        Columns columns = rows.columns();
        Expression condition = Named.expression(where, columns, at + "/where");
        return new EachRow(rows, columns, at, workspace.rejections(), row -> isTrue(condition, row) ? row : null);
    }

    private static boolean isTrue(Expression condition, Row row) {
        Object value = condition.of(row);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw new RowFault(RejectionKind.EXPRESSION, "a filter needs true or false, not " + ValueText.described(value));
    }
}
