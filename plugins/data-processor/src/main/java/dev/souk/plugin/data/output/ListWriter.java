package dev.souk.plugin.data.output;

import dev.souk.plugin.data.row.Row;
import dev.souk.plugin.data.spill.RowSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows as lists of values. */
final class ListWriter implements RowWriter {
    /** The most that the rows may take in memory, in bytes as {@link RowSize} estimates them. */
    static final long MAX_BYTES = 8L << 20;

    private final List<List<@Nullable Object>> rows = new ArrayList<>();
    private long bytes;

    @Override
    public boolean add(Row row) {
        long size = RowSize.of(row);
        if (bytes + size > MAX_BYTES) {
            return false;
        }
        bytes += size;
        List<@Nullable Object> values = new ArrayList<>(row.size());
        for (int i = 0; i < row.size(); i++) {
            values.add(WireValue.of(row.value(i)));
        }
        rows.add(values);
        return true;
    }

    @Override
    public void into(Map<String, Object> answer) {
        answer.put("rows", rows);
    }
}
