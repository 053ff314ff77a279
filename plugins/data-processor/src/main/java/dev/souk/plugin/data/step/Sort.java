package dev.souk.plugin.data.step;

import dev.souk.plugin.data.row.Columns;
import dev.souk.plugin.data.row.Row;
import dev.souk.plugin.data.row.RowStream;
import dev.souk.plugin.data.row.ValueOrder;
import dev.souk.plugin.data.spill.RowSorter;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sorts all rows; those that are equal in all keys keep their order. More rows than fit the memory are sorted on disk.
 *
 * @param at the place in the request
 * @param by the keys, the first counts most; at least one
 */
public record Sort(String at, List<Key> by) implements Step {
    /** Copies the keys. */
    public Sort {
        by = List.copyOf(by);
    }

    /** Where nulls are put, whether the order is ascending or descending. The names appear in requests. */
    public enum Nulls {
        /** Before all others. */
        FIRST,
        /** Behind all others. */
        LAST
    }

    /**
     * What to sort by.
     *
     * @param column its name
     * @param descending whether the largest come first
     * @param nulls where nulls go
     */
    public record Key(String column, boolean descending, Nulls nulls) {}

    @Override
    public RowStream behind(RowStream rows, Workspace workspace) {
        RowSorter sorter = new RowSorter(order(rows.columns()), workspace.spill());
        return new RowStream() {
            private boolean filled;

            @Override
            public Columns columns() {
                return rows.columns();
            }

            @Override
            public @Nullable Row next() throws IOException {
                if (!filled) {
                    for (Row row = rows.next(); row != null; row = rows.next()) {
                        sorter.add(row);
                    }
                    filled = true;
                }
                return sorter.next();
            }
        };
    }

    private Comparator<Row> order(Columns columns) {
        Comparator<Row> order = order(columns, 0);
        for (int i = 1; i < by.size(); i++) {
            order = order.thenComparing(order(columns, i));
        }
        return order;
    }

    private Comparator<Row> order(Columns columns, int index) {
        Key key = by.get(index);
        int position = Named.column(columns, key.column(), at + "/by/" + index + "/column");
        return (a, b) -> compare(a.value(position), b.value(position), key);
    }

    private static int compare(@Nullable Object a, @Nullable Object b, Key key) {
        if (a == null || b == null) {
            int nullsLast = Boolean.compare(a == null, b == null);
            return key.nulls() == Nulls.LAST ? nullsLast : -nullsLast;
        }
        return key.descending() ? ValueOrder.NATURAL.compare(b, a) : ValueOrder.NATURAL.compare(a, b);
    }
}
