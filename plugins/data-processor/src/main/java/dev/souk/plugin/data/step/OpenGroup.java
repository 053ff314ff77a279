package dev.souk.plugin.data.step;

import dev.souk.plugin.data.row.Row;
import dev.souk.plugin.data.spill.DigestSet;
import dev.souk.plugin.data.spill.Digester;
import dev.souk.plugin.data.spill.RowSize;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A group to which rows are still added. For one thread. */
final class OpenGroup {
    private static final long GROUP_BYTES = 200;
    private static final long ACCUMULATOR_BYTES = 112;

    private final Row key;
    private final List<BoundAggregate> aggregates;
    private final List<Accumulator> accumulators = new ArrayList<>();

    OpenGroup(Row key, List<BoundAggregate> aggregates, GroupMemory memory, Digester digester) {
        this.key = key;
        this.aggregates = aggregates;
        for (BoundAggregate aggregate : aggregates) {
            accumulators.add(Accumulator.of(aggregate.function(), memory, digester));
        }
    }

    /** What a group takes before anything is added, in bytes. */
    static long bytes(Row key, List<BoundAggregate> aggregates) {
        long sets = aggregates.stream()
                .filter(a -> a.function() == Aggregate.Function.COUNT_DISTINCT)
                .count();
        return GROUP_BYTES + RowSize.of(key) + aggregates.size() * ACCUMULATOR_BYTES + sets * DigestSet.EMPTY_BYTES;
    }

    void add(Row row) {
        for (int i = 0; i < accumulators.size(); i++) {
            Object value = aggregates.get(i).value(row);
            if (value != null) {
                accumulators.get(i).add(value);
            }
        }
    }

    /** Key and results in one row. The group is not used after it. */
    Row close() {
        @Nullable Object[] results = new @Nullable Object[accumulators.size()];
        for (int i = 0; i < results.length; i++) {
            results[i] = accumulators.get(i).result();
            accumulators.get(i).release();
        }
        return key.plus(results);
    }
}
