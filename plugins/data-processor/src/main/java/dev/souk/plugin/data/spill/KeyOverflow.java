package dev.souk.plugin.data.spill;

import dev.souk.plugin.data.row.Row;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Rows whose keys found no room in memory: added in any order, taken out with the rows of one key together, in the order in which
 * they were added. Three hidden values at a row's end carry its key and its number, which a second sorter uses to put
 * results back into the order of arrival. For one thread.
 */
public final class KeyOverflow {
    private static final int HIDDEN = 3;

    private final RowSorter byKey;
    private final RowSorter byArrival;
    private long arrived;

    /** An empty overflow that spills into this area. */
    public KeyOverflow(SpillArea area) {
        byKey = new RowSorter(KeyOverflow::compareKeys, area);
        byArrival = new RowSorter((a, b) -> Long.compare(arrival(a), arrival(b)), area);
    }

    /** Adds a row under its key. */
    public void add(Digest key, Row row) throws IOException {
        byKey.add(row.plus(key.high(), key.low(), arrived++));
    }

    /** The next row, with its hidden values; null after the last. Rows of one key follow one another. */
    public @Nullable Row nextByKey() throws IOException {
        return byKey.next();
    }

    /** Puts a result back: the visible row, in the place of the row that stood for it. */
    public void putBack(Row visible, Row stoodFor) throws IOException {
        byArrival.add(visible.plus(0L, 0L, arrival(stoodFor)));
    }

    /** The next result in order of arrival, without hidden values; null after the last. */
    public @Nullable Row nextByArrival() throws IOException {
        Row row = byArrival.next();
        return row == null ? null : visible(row);
    }

    /** The row without its hidden values. */
    public static Row visible(Row row) {
        return row.first(row.size() - HIDDEN);
    }

    /** The key of a row with hidden values. */
    public static Digest key(Row row) {
        return new Digest(hidden(row, 0), hidden(row, 1));
    }

    private static int compareKeys(Row a, Row b) {
        int byHigh = Long.compare(hidden(a, 0), hidden(b, 0));
        return byHigh != 0 ? byHigh : Long.compare(hidden(a, 1), hidden(b, 1));
    }

    private static long arrival(Row row) {
        return hidden(row, 2);
    }

    private static long hidden(Row row, int index) {
        return row.value(row.size() - HIDDEN + index) instanceof Long number ? number : 0;
    }
}
