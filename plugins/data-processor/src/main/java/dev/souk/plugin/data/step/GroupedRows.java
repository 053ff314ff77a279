package dev.souk.plugin.data.step;

import dev.souk.plugin.data.row.Columns;
import dev.souk.plugin.data.row.Row;
import dev.souk.plugin.data.row.RowFault;
import dev.souk.plugin.data.row.RowStream;
import dev.souk.plugin.data.spill.Digest;
import dev.souk.plugin.data.spill.Digester;
import dev.souk.plugin.data.spill.KeyOverflow;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row for each group. Groups are kept in memory while there is some. From the first that finds no room, rows of unknown
 * groups are put aside on disk, even should memory come free; at the end those are sorted by key, so that one group is open at a
 * time, and their results sorted back into the order in which the keys appeared. For one thread.
 */
final class GroupedRows implements RowStream {
    private final RowStream rows;
    private final Columns columns;
    private final int[] key;
    private final List<BoundAggregate> aggregates;
    private final String at;
    private final Workspace workspace;
    private final GroupMemory memory;
    private final Digester digester = new Digester();
    private final Map<Digest, OpenGroup> groups = new LinkedHashMap<>();
    private long taken;
    private @Nullable KeyOverflow overflow;
    private @Nullable Iterator<OpenGroup> closing;

    GroupedRows(
            RowStream rows,
            Columns columns,
            int[] key,
            List<BoundAggregate> aggregates,
            String at,
            Workspace workspace) {
        this.rows = rows;
        this.columns = columns;
        this.key = key;
        this.aggregates = aggregates;
        this.at = at;
        this.workspace = workspace;
        this.memory = new GroupMemory(workspace.memory(), at);
    }

    @Override
    public Columns columns() {
        return columns;
    }

    @Override
    public @Nullable Row next() throws IOException {
        if (closing == null) {
            fill();
            closing = groups.values().iterator();
        }
        if (closing.hasNext()) {
            Row row = closing.next().close();
            closing.remove();
            if (groups.isEmpty()) {
                memory.giveBack(taken);
                foldOverflow();
            }
            return row;
        }
        return overflow == null ? null : overflow.nextByArrival();
    }

    private void fill() throws IOException {
        if (key.length == 0) {
            Row none = new Row(Row.NO_LINE);
            groups.put(digester.of(none, key), group(none));
        }
        for (Row row = rows.next(); row != null; row = rows.next()) {
            try {
                for (BoundAggregate aggregate : aggregates) {
                    aggregate.check(row);
                }
                add(row);
            } catch (RowFault fault) {
                workspace.rejections().add(at, row.line(), fault);
            }
        }
    }

    private void add(Row row) throws IOException {
        Digest digest = digester.of(row, key);
        OpenGroup group = groups.get(digest);
        if (group == null && overflow == null) {
            group = opened(digest, row);
        }
        if (group != null) {
            group.add(row);
            return;
        }
        if (overflow == null) {
            overflow = new KeyOverflow(workspace.spill());
        }
        overflow.add(digest, row);
    }

    private @Nullable OpenGroup opened(Digest digest, Row row) {
        Row keyOnly = keyOf(row);
        long bytes = OpenGroup.bytes(keyOnly, aggregates);
        if (!groups.isEmpty() && !memory.tryOpen(bytes)) {
            return null;
        }
        taken += groups.isEmpty() ? 0 : bytes;
        OpenGroup group = group(keyOnly);
        groups.put(digest, group);
        return group;
    }

    private void foldOverflow() throws IOException {
        if (overflow == null) {
            return;
        }
        Row first = null;
        OpenGroup open = null;
        for (Row row = overflow.nextByKey(); row != null; row = overflow.nextByKey()) {
            if (open == null || first == null || !KeyOverflow.key(row).equals(KeyOverflow.key(first))) {
                if (open != null && first != null) {
                    overflow.putBack(open.close(), first);
                }
                first = row;
                open = group(keyOf(row));
            }
            open.add(row);
        }
        if (open != null && first != null) {
            overflow.putBack(open.close(), first);
        }
    }

    private OpenGroup group(Row keyOnly) {
        return new OpenGroup(keyOnly, aggregates, memory, digester);
    }

    private Row keyOf(Row row) {
        return row.take(key).computed();
    }
}
