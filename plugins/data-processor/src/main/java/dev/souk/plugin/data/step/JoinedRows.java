package dev.souk.plugin.data.step;

import dev.souk.plugin.data.row.Columns;
import dev.souk.plugin.data.row.Row;
import dev.souk.plugin.data.row.RowStream;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows with what they meet on the right side of a join. For one thread. */
final class JoinedRows implements RowStream {
    private static final int ROWS_PER_CHECK = 1024;

    private final RowStream left;
    private final int[] leftKey;
    private final JoinTable right;
    private final Join.Type type;
    private final Columns columns;
    private final Workspace workspace;
    private Row current = new Row(Row.NO_LINE);
    private Iterator<Row> met = Collections.emptyIterator();
    private long given;

    JoinedRows(RowStream left, int[] leftKey, JoinTable right, Join.Type type, Columns columns, Workspace workspace) {
        this.left = left;
        this.leftKey = leftKey;
        this.right = right;
        this.type = type;
        this.columns = columns;
        this.workspace = workspace;
    }

    @Override
    public Columns columns() {
        return columns;
    }

    @Override
    public @Nullable Row next() throws IOException {
        while (!met.hasNext()) {
            Row row = left.next();
            if (row == null) {
                return null;
            }
            List<Row> meeting = right.meeting(row, leftKey);
            if (meeting.isEmpty() && type == Join.Type.LEFT) {
                return row.plus(new @Nullable Object[right.width()]);
            }
            current = row;
            met = meeting.iterator();
        }
        if (++given % ROWS_PER_CHECK == 0) {
            workspace.checkCancelled(); // few rows read can become many rows given
        }
        return joined(met.next());
    }

    private Row joined(Row other) {
        @Nullable Object[] brought = new @Nullable Object[other.size()];
        for (int i = 0; i < brought.length; i++) {
            brought[i] = other.value(i);
        }
        return current.plus(brought);
    }
}
