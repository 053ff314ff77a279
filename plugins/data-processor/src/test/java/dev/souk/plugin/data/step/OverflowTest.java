package dev.souk.plugin.data.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.plugin.data.TestContext;
import dev.souk.plugin.data.row.Columns;
import dev.souk.plugin.data.row.OnBadRow;
import dev.souk.plugin.data.row.Rejections;
import dev.souk.plugin.data.row.Row;
import dev.souk.plugin.data.row.RowStream;
import dev.souk.plugin.data.spill.HeldMemory;
import dev.souk.spi.agent.AgentException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** With little memory the answer is the same as with much. */
class OverflowTest {
    private static final Columns COLUMNS = new Columns(List.of("key", "number"));

    @Property(tries = 300)
    void removingDuplicatesGivesTheSameInTheSameOrder(
            @ForAll @Size(max = 120) List<@IntRange(max = 60) Integer> keys, @ForAll @IntRange(max = 6_000) int memory)
            throws IOException {
        Step step = new Deduplicate("/steps/0/deduplicate", List.of("key"));
        assertThat(run(step, keys, memory)).isEqualTo(run(step, keys, 1 << 20));
    }

    @Property(tries = 300)
    void groupingGivesTheSameInTheSameOrder(
            @ForAll @Size(max = 120) List<@IntRange(max = 60) Integer> keys, @ForAll @IntRange(max = 12_000) int memory)
            throws IOException {
        Step step = group(
                Aggregate.Function.COUNT, Aggregate.Function.SUM, Aggregate.Function.FIRST, Aggregate.Function.LAST);
        assertThat(run(step, keys, memory + 2_000)).isEqualTo(run(step, keys, 1 << 20));
    }

    @Test
    void anAggregateThatHoldsTooMuchIsRefused() {
        List<Integer> keys = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            keys.add(1);
        }
        assertThatThrownBy(() -> run(group(Aggregate.Function.COUNT_DISTINCT), keys, 20_000))
                .isInstanceOfSatisfying(
                        AgentException.class, e -> assertThat(e.pointer()).isEqualTo("/steps/0/group"))
                .hasMessageContaining("a call holds at most 19 KiB");
    }

    private static Group group(Aggregate.Function... functions) {
        List<Aggregate> aggregates = new ArrayList<>();
        for (Aggregate.Function function : functions) {
            aggregates.add(new Aggregate(function, Optional.of("number"), function.name()));
        }
        return new Group("/steps/0/group", List.of("key"), aggregates);
    }

    private static List<String> run(Step step, List<Integer> keys, long memoryBytes) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (int key : keys) {
            rows.add(new Row(rows.size() + 1, key == 0 ? null : "k" + key, new BigDecimal(rows.size())));
        }
        HeldMemory memory = new HeldMemory(memoryBytes);
        List<String> result = new ArrayList<>();
        try (Workspace workspace = new Workspace(TestContext.with(), new Rejections(OnBadRow.FAIL), memory)) {
            RowStream out = step.behind(streamOf(rows.iterator()), workspace);
            for (Row row = out.next(); row != null; row = out.next()) {
                StringBuilder shown = new StringBuilder();
                for (int i = 0; i < row.size(); i++) {
                    shown.append(row.value(i)).append(' ');
                }
                result.add(shown.toString());
            }
        }
        assertThat(memory.held()).isZero();
        return result;
    }

    private static RowStream streamOf(Iterator<Row> rows) {
        return new RowStream() {
            @Override
            public Columns columns() {
                return COLUMNS;
            }

            @Override
            public Row next() {
                return rows.hasNext() ? rows.next() : null;
            }
        };
    }
}
