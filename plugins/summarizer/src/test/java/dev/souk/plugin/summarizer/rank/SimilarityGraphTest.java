package dev.souk.plugin.summarizer.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.souk.plugin.summarizer.text.Language;
import dev.souk.plugin.summarizer.text.SentenceSplitter;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SimilarityGraphTest {
    @Provide
    Arbitrary<List<List<String>>> bags() {
        return Arbitraries.of("market", "trust", "bread", "river", "bell", "the", "and")
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    private static TermVectors vectors(String text) {
        Document document = Document.of(text, SentenceSplitter.split(text, Language.EN, 100_000), Language.EN);
        return TermVectors.of(
                document, IntStream.range(0, document.sentences().size()).toArray());
    }

    @Property
    void edgesAreTheCosinesOfAllPairsThatDoNotSayTheSame(@ForAll("bags") List<List<String>> bags) {
        StringBuilder text = new StringBuilder();
        bags.forEach(bag -> text.append("The ").append(String.join(" ", bag)).append(".\n\n"));
        SparseGraph graph = SimilarityGraph.of(vectors(text.toString()), () -> {});
        assertThat(graph.nodes()).isEqualTo(bags.size());
        for (int i = 0; i < bags.size(); i++) {
            Map<Integer, Double> edges = new HashMap<>();
            for (int edge = graph.firstEdge(i); edge < graph.endEdge(i); edge++) {
                edges.put(graph.target(edge), graph.weight(edge));
            }
            for (int j = 0; j < bags.size(); j++) {
                double cosine = i == j ? 0 : cosine(bags, i, j);
                boolean joined = cosine >= SimilarityGraph.LEAST_SIMILARITY && cosine < TermVectors.SAME;
                if (Math.abs(cosine - SimilarityGraph.LEAST_SIMILARITY) > 1e-4
                        && Math.abs(cosine - TermVectors.SAME) > 1e-4) {
                    assertThat(edges.getOrDefault(j, 0.0)).isEqualTo(joined ? cosine : 0, within(1e-4));
                }
            }
        }
    }

    private static double cosine(List<List<String>> bags, int i, int j) {
        double product = 0;
        double squaresI = 0;
        double squaresJ = 0;
        for (String word : List.of("market", "trust", "bread", "river", "bell")) {
            double wi = weight(bags, i, word);
            double wj = weight(bags, j, word);
            product += wi * wj;
            squaresI += wi * wi;
            squaresJ += wj * wj;
        }
        return product == 0 ? 0 : product / Math.sqrt(squaresI * squaresJ);
    }

    private static double weight(List<List<String>> bags, int sentence, String word) {
        int times = Collections.frequency(bags.get(sentence), word);
        int in = (int) bags.stream().filter(bag -> bag.contains(word)).count();
        double rarity = Math.log(1 + (bags.size() - in + 0.5) / (in + 0.5));
        return times == 0 ? 0 : (1 + Math.log(times)) * rarity;
    }

    @Test
    void wordsThatAreNearlyEverywhereJoinNothing() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i <= TermVectors.COMMONEST; i++) {
            text.append("Market number").append((char) ('a' + i % 26)).append(i).append(".\n\n");
        }
        SparseGraph graph = SimilarityGraph.of(vectors(text.toString()), () -> {});
        assertThat(IntStream.range(0, graph.nodes())
                        .mapToDouble(graph::strength)
                        .sum())
                .isZero();
    }

    @Test
    void noSentencePointsAtMoreThanTheMost() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            text.append(i < 500 ? "Market bread river number" : "Number")
                    .append(i)
                    .append(".\n\n");
        }
        SparseGraph graph = SimilarityGraph.of(vectors(text.toString()), () -> {});
        assertThat(IntStream.range(0, 500).map(i -> graph.endEdge(i) - graph.firstEdge(i)))
                .containsOnly(SimilarityGraph.MOST_NEIGHBOURS);
        assertThat(IntStream.range(500, 1_000).map(i -> graph.endEdge(i) - graph.firstEdge(i)))
                .containsOnly(0);
    }
}
