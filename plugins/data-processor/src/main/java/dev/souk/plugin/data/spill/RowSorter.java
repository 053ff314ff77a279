package dev.souk.plugin.data.spill;

import dev.souk.plugin.data.row.Row;
import dev.souk.plugin.data.spill.SpillFile.Run;
import dev.souk.plugin.data.spill.SpillFile.RunSource;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sorts any number of rows in little memory: an external merge sort (Knuth, The Art of Computer Programming, volume 3, 5.4). Rows
 * are collected up to a buffer's size, sorted, and written as a run; at the end the runs are merged. What fits the buffer never
 * touches the disk. Rows that compare equal keep the order in which they were added.
 *
 * <p>First {@link #add} all rows, then call {@link #next} until it gives null. For one thread.
 */
public final class RowSorter {
    /** The most that one sorter collects before it writes a run, in bytes as {@link RowSize} estimates them. */
    public static final long BUFFER_BYTES = 6L << 20;

    /** How many runs are merged at once; more are first merged into fewer. */
    public static final int FAN_IN = 256;

    private final Comparator<Row> order;
    private final SpillArea area;
    private final long bufferBytes;
    private final int fanIn;
    private final Deque<Run> runs = new ArrayDeque<>();
    private List<Row> buffer = new ArrayList<>();
    private long buffered;
    private @Nullable SpillFile file;
    private @Nullable RunSource sorted;

    /**
     * A sorter without rows.
     *
     * @param order how to sort
     * @param area where to spill
     */
    public RowSorter(Comparator<Row> order, SpillArea area) {
        this(order, area, BUFFER_BYTES, FAN_IN);
    }

    RowSorter(Comparator<Row> order, SpillArea area, long bufferBytes, int fanIn) {
        this.order = order;
        this.area = area;
        this.bufferBytes = bufferBytes;
        this.fanIn = fanIn;
    }

    /**
     * Adds a row.
     *
     * @throws IOException if a run cannot be written
     */
    public void add(Row row) throws IOException {
        if (sorted != null) {
            throw new IllegalStateException("rows cannot be added after the first was taken");
        }
        buffer.add(row);
        buffered += RowSize.of(row);
        if (buffered >= bufferBytes) {
            spill();
        }
    }

    /**
     * The next row in order.
     *
     * @return null after the last
     * @throws IOException if a run cannot be read
     */
    public @Nullable Row next() throws IOException {
        if (sorted == null) {
            sorted = sort();
        }
        return sorted.next();
    }

    private RunSource sort() throws IOException {
        if (file == null) {
            buffer.sort(order);
            return draining(buffer);
        }
        if (!buffer.isEmpty()) {
            spill();
        }
        while (runs.size() > fanIn) {
            mergeNeighbours(file);
        }
        return merged(file, runs);
    }

    private void spill() throws IOException {
        if (file == null) {
            file = area.create();
        }
        buffer.sort(order);
        runs.add(file.write(draining(buffer)));
        buffer = new ArrayList<>();
        buffered = 0;
    }

    // One pass over all runs, so that each is rewritten once. Only neighbours are merged: that keeps equal rows in
    // order.
    private void mergeNeighbours(SpillFile runFile) throws IOException {
        for (int left = runs.size(); left > 0; ) {
            List<Run> neighbours = new ArrayList<>();
            while (left > 0 && neighbours.size() < fanIn) {
                neighbours.add(runs.remove());
                left--;
            }
            runs.add(runFile.write(merged(runFile, neighbours)));
        }
    }

    private RunSource merged(SpillFile runFile, Iterable<Run> some) throws IOException {
        RunMerge merge = new RunMerge(order);
        for (Run run : some) {
            merge.add(runFile.read(run));
        }
        return merge;
    }

    private static RunSource draining(List<Row> rows) {
        int[] next = {0};
        return () -> {
            if (next[0] == rows.size()) {
                rows.clear();
                next[0] = 0;
                return null;
            }
            Row row = rows.get(next[0]);
            next[0]++;
            return row;
        };
    }
}
