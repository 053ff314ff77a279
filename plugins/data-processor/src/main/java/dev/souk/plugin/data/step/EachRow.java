package dev.souk.plugin.data.step;

import dev.souk.plugin.data.row.Columns;
import dev.souk.plugin.data.row.Rejections;
import dev.souk.plugin.data.row.Row;
import dev.souk.plugin.data.row.RowFault;
import dev.souk.plugin.data.row.RowStream;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes of each row one or none, and notes those that do not fit. For one thread. */
final class EachRow implements RowStream {
    private final RowStream rows;
    private final Columns columns;
    private final String at;
    private final Rejections rejections;
    private final Function<Row, @Nullable Row> change;

    EachRow(RowStream rows, Columns columns, String at, Rejections rejections, Function<Row, @Nullable Row> change) {
        this.rows = rows;
        this.columns = columns;
        this.at = at;
        this.rejections = rejections;
        this.change = change;
    }

    @Override
    public Columns columns() {
        return columns;
    }

    @Override
    public @Nullable Row next() throws IOException {
        for (Row row = rows.next(); row != null; row = rows.next()) {
            try {
                Row changed = change.apply(row);
                if (changed != null) {
                    return changed;
                }
            } catch (RowFault fault) {
                rejections.add(at, row.line(), fault);
            }
        }
        return null;
    }
}
