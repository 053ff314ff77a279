package dev.souk.plugin.data.spill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.plugin.data.row.Row;
import dev.souk.spi.agent.AgentException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RowSorterTest {
    private static final Comparator<Row> BY_TEXT = Comparator.comparing(row -> (String) row.value(0));

    @Property(tries = 300)
    void sortsAsTheJdkDoesWithAnyBufferAndFanIn(
            @ForAll @Size(max = 200) List<@IntRange(max = 30) Integer> numbers,
            @ForAll @IntRange(min = 1, max = 3_000) int bufferBytes,
            @ForAll @IntRange(min = 2, max = 5) int fanIn)
            throws IOException {
        List<Row> rows = new ArrayList<>();
        for (int number : numbers) {
            rows.add(new Row(rows.size() + 1, "n" + number)); // the line tells equal rows apart
        }
        List<Row> expected = new ArrayList<>(rows);
        expected.sort(BY_TEXT);
        try (SpillArea area = new SpillArea()) {
            RowSorter sorter = new RowSorter(BY_TEXT, area, bufferBytes, fanIn);
            for (Row row : rows) {
                sorter.add(row);
            }
            for (Row row : expected) {
                Row next = sorter.next();
                assertThat(next.line()).isEqualTo(row.line());
                assertThat(next.value(0)).isEqualTo(row.value(0));
            }
            assertThat(sorter.next()).isNull();
            assertThat(sorter.next()).isNull();
        }
    }

    @Test
    void whatFitsTheBufferNeverTouchesTheDisk() throws IOException {
        try (SpillArea area = new SpillArea()) {
            RowSorter sorter = new RowSorter(BY_TEXT, area);
            sorter.add(new Row(1, "b"));
            sorter.add(new Row(2, "a"));
            assertThat(sorter.next().value(0)).isEqualTo("a");
            assertThat(area.isUsed()).isFalse();
        }
    }

    @Test
    void moreThanTheAreaHoldsIsRefusedWithItsBound() throws IOException {
        try (SpillArea area = new SpillArea(1 << 20)) {
            RowSorter sorter = new RowSorter(BY_TEXT, area, 100_000, 4);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1_000; i++) {
                            sorter.add(new Row(i, "x".repeat(2_000)));
                        }
                    })
                    .isInstanceOf(AgentException.class)
                    .hasMessageContaining("more than the 1 MiB of temporary files");
        }
    }
}
