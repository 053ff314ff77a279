package dev.souk.plugin.data.step;

import dev.souk.plugin.data.row.Columns;
import dev.souk.plugin.data.row.Row;
import dev.souk.plugin.data.row.RowStream;
import dev.souk.plugin.data.spill.Digest;
import dev.souk.plugin.data.spill.DigestSet;
import dev.souk.plugin.data.spill.Digester;
import dev.souk.plugin.data.spill.HeldMemory;
import dev.souk.plugin.data.spill.KeyOverflow;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The first row of each key. While there is memory for keys, rows pass at once. From the first key that finds no room, every row
 * of an unknown key is put aside on disk, even should memory come free; at the end those are sorted by key, the first of each
 * kept, and sorted back into their order. As all of them came later than the rows that passed, the whole keeps its order. For
 * one thread.
 */
final class DistinctRows implements RowStream {
    private final RowStream rows;
    private final int[] key;
    private final Workspace workspace;
    private final Digester digester = new Digester();
    private final DigestSet known;
    private @Nullable KeyOverflow overflow;
    private boolean inOverflow;

    DistinctRows(RowStream rows, int[] key, Workspace workspace) {
        this.rows = rows;
        this.key = key;
        this.workspace = workspace;
        this.known = new DigestSet(workspace.memory(), HeldMemory.Share.HALF);
    }

    @Override
    public Columns columns() {
        return rows.columns();
    }

    @Override
    public @Nullable Row next() throws IOException {
        while (!inOverflow) {
            Row row = rows.next();
            if (row == null) {
                known.release();
                inOverflow = true;
                sortOverflow();
                break;
            }
            Digest digest = digester.of(row, key);
            if (overflow != null) {
                if (!known.has(digest)) {
                    overflow.add(digest, row);
                }
                continue;
            }
            switch (known.add(digest)) {
                case ADDED -> {
                    return row;
                }
                case NO_ROOM -> {
                    overflow = new KeyOverflow(workspace.spill());
                    overflow.add(digest, row);
                }
                case PRESENT -> {}
            }
        }
        return overflow == null ? null : overflow.nextByArrival();
    }

    private void sortOverflow() throws IOException {
        if (overflow == null) {
            return;
        }
        Digest last = null;
        for (Row row = overflow.nextByKey(); row != null; row = overflow.nextByKey()) {
            Digest digest = KeyOverflow.key(row);
            if (!digest.equals(last)) {
                overflow.putBack(KeyOverflow.visible(row), row);
            }
            last = digest;
        }
    }
}
