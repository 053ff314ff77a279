package dev.souk.plugin.data.output;

import dev.souk.plugin.data.row.Columns;
import dev.souk.plugin.data.row.Row;
import java.util.Map;

/** Counts all resulting rows and keeps the first of them, as many as there is room for. For one thread. */
public final class Output {
    private final Columns columns;
    private final int maxRows;
    private final RowWriter writer;
    private long count;
    private int kept;
    private boolean full;

    Output(Columns columns, int maxRows, RowWriter writer) {
        this.columns = columns;
        this.maxRows = maxRows;
        this.writer = writer;
    }

    /** Takes a row. */
    public void add(Row row) {
        count++;
        if (!full && kept < maxRows && writer.add(row)) {
            kept++;
        } else {
            full = true;
        }
    }

    /** How many rows there were, kept or not. */
    public long count() {
        return count;
    }

    /** Puts columns, rows and whether rows are missing into the answer. */
    public void into(Map<String, Object> answer) {
        answer.put("columns", columns.names());
        answer.put("rowCount", kept);
        writer.into(answer);
        answer.put("truncated", full);
    }
}
