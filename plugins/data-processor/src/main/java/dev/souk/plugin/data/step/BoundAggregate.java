package dev.souk.plugin.data.step;

import dev.souk.plugin.data.row.RejectionKind;
import dev.souk.plugin.data.row.Row;
import dev.souk.plugin.data.row.RowFault;
import dev.souk.plugin.data.row.ValueText;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate that knows where its column is.
 *
 * @param function what to compute
 * @param position of its column, or {@link #WHOLE_ROW}
 * @param column its column's name
 */
record BoundAggregate(Aggregate.Function function, int position, String column) {
    /** The position of an aggregate that looks at no column. */
    static final int WHOLE_ROW = -1;

    /** The value it looks at. */
    @Nullable
    Object value(Row row) {
        return position == WHOLE_ROW ? true : row.value(position);
    }

    /** Makes sure that the row can be added, before it is added to any aggregate. */
    void check(Row row) {
        Object value = value(row);
        if (function.needsNumbers() && value != null && !(value instanceof BigDecimal)) {
            throw new RowFault(
                    RejectionKind.AGGREGATE,
                    column,
                    function + " needs numbers, not " + ValueText.described(value) + "; cast the column before");
        }
    }
}
