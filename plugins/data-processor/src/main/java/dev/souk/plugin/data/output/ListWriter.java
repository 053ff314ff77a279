package dev.souk.plugin.data.output;

import dev.souk.plugin.data.row.Row;
import dev.souk.plugin.data.row.ValueText;
import dev.souk.plugin.data.spill.RowSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows as lists of values. */
final class ListWriter implements RowWriter {
    /** The most that the rows may take in memory, in bytes as {@link RowSize} estimates them. */
    static final long MAX_HEAP_BYTES = 8L << 20;

    private static final int NULL_BYTES = 4;

    private final List<List<@Nullable Object>> rows = new ArrayList<>();
    private long heapBytes;
    private long bytes;

    @Override
    public boolean add(Row row) {
        long heapSize = RowSize.of(row);
        long size = size(row);
        if (heapBytes + heapSize > MAX_HEAP_BYTES || bytes + size > MAX_BYTES) {
            return false;
        }
        heapBytes += heapSize;
        bytes += size;
        List<@Nullable Object> values = new ArrayList<>(row.size());
        for (int i = 0; i < row.size(); i++) {
            values.add(WireValue.of(row.value(i)));
        }
        rows.add(values);
        return true;
    }

    // Brackets and a comma around the row, a comma behind each value, quotes around texts.
    private static long size(Row row) {
        long size = 3;
        for (int i = 0; i < row.size(); i++) {
            Object value = row.value(i);
            String text = value == null ? "" : ValueText.of(value);
            size += value == null ? NULL_BYTES + 1 : JsonSize.of(text, 0, text.length()) + 3;
        }
        return size;
    }

    @Override
    public void into(Map<String, Object> answer) {
        answer.put("rows", rows);
    }
}
