package dev.souk.plugin.data.spill;

import dev.souk.plugin.data.row.Row;
import dev.souk.plugin.data.spill.SpillFile.RunSource;
import java.io.IOException;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Merges sorted runs into one; of equal rows those of the run that was added first come first. */
final class RunMerge implements RunSource {
    private final PriorityQueue<Head> heads;
    private int added;

    RunMerge(Comparator<Row> order) {
        heads = new PriorityQueue<>(Comparator.comparing(Head::row, order).thenComparingInt(Head::number));
    }

    void add(RunSource run) throws IOException {
        push(added++, run);
    }

    @Override
    public @Nullable Row next() throws IOException {
        Head head = heads.poll();
        if (head == null) {
            return null;
        }
        push(head.number(), head.run());
        return head.row();
    }

    private void push(int number, RunSource run) throws IOException {
        Row row = run.next();
        if (row != null) {
            heads.add(new Head(row, number, run));
        }
    }

    private record Head(Row row, int number, RunSource run) {}
}
