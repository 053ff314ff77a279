package dev.souk.plugin.data.step;

import dev.souk.plugin.data.row.Columns;
import dev.souk.plugin.data.row.Row;
import dev.souk.plugin.data.row.RowStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the first rows. What comes behind them is not read, so bad rows there are not met either.
 *
 * @param at the place in the request
 * @param rows how many, zero or more
 */
public record Limit(String at, long rows) implements Step {
    @Override
    public RowStream behind(RowStream all, Workspace workspace) {
        return new RowStream() {
            private long left = rows;

            @Override
            public Columns columns() {
                return all.columns();
            }

            @Override
            public @Nullable Row next() throws IOException {
                return left-- > 0 ? all.next() : null;
            }
        };
    }
}
