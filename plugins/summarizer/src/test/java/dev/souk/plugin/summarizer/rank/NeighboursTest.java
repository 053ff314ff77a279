package dev.souk.plugin.summarizer.rank;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class NeighboursTest {
    @Property
    void keepsTheBestAndOfEqualOnesTheFirst(
            @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 9) Integer> tenths,
            @ForAll @IntRange(min = 1, max = 12) int most) {
        Neighbours neighbours = new Neighbours(most);
        for (int node = 0; node < tenths.size(); node++) {
            neighbours.offer(node, tenths.get(node) / 10.0);
        }
        SparseGraph graph = new SparseGraph(1);
        neighbours.drainTo(graph);
        graph.endNode();
        Set<Integer> kept = new HashSet<>();
        for (int edge = graph.firstEdge(0); edge < graph.endEdge(0); edge++) {
            kept.add(graph.target(edge));
            assertThat((float) graph.weight(edge)).isEqualTo((float) (tenths.get(graph.target(edge)) / 10.0));
        }
        assertThat(kept)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, tenths.size())
                        .boxed()
                        .sorted(Comparator.comparing((Integer node) -> -tenths.get(node))
                                .thenComparing(node -> node))
                        .limit(most)
                        .toList());
    }
}
