package dev.souk.plugin.summarizer.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PageRankTest {
    private static SparseGraph graph(double[][] weights) {
        SparseGraph graph = new SparseGraph(0);
        for (double[] row : weights) {
            for (int target = 0; target < row.length; target++) {
                if (row[target] > 0) {
                    graph.addEdge(target, row[target]);
                }
            }
            graph.endNode();
        }
        return graph;
    }

    private static double[] even(int nodes) {
        double[] prior = new double[nodes];
        Arrays.fill(prior, 1);
        return prior;
    }

    private static double[] rank(double[][] weights) {
        return PageRank.of(graph(weights), even(weights.length), () -> {});
    }

    @Test
    void aRingIsEven() {
        double[] ranks = rank(new double[][] {{0, 1, 0}, {0, 0, 1}, {1, 0, 0}});
        assertThat(ranks).containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(1e-7));
    }

    /** All weights are 1, so nobody's edges are weaker than the mean: x0 = d·x1 + (1−d)·¾, x1 = d·x0 + (1−d)·¼. */
    @Test
    void theRanksOfTwoThatPointAtEachOtherUnderAPriorAreThoseOfTheEquation() {
        double[] ranks = PageRank.of(graph(new double[][] {{0, 1}, {1, 0}}), new double[] {3, 1}, () -> {});
        double d = PageRank.DAMPING;
        double first = (1 - d) * (0.75 + d * 0.25) / (1 - d * d);
        assertThat(ranks).containsExactly(new double[] {first, 1 - first}, within(1e-7));
    }

    @Test
    void theMiddleOfAStarIsTheMostCentral() {
        double[] ranks = rank(new double[][] {{0, 1, 1, 1}, {1, 0, 0, 0}, {1, 0, 0, 0}, {1, 0, 0, 0}});
        assertThat(ranks[0]).isGreaterThan(2 * ranks[1]);
        assertThat(ranks[1]).isEqualTo(ranks[3], within(1e-12));
    }

    @Test
    void twoThatResembleOnlyEachOtherAndOnlyALittleStayBelowTheRest() {
        double[][] weights = new double[6][6];
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                weights[i][j] = i == j ? 0 : 0.4;
            }
        }
        weights[4][5] = 0.3;
        weights[5][4] = 0.3;
        double[] ranks = rank(weights);
        assertThat(ranks[4]).isLessThan(0.6 * ranks[0]);
    }

    @Test
    void aGraphWithoutEdgesGivesBackThePrior() {
        assertThat(PageRank.of(graph(new double[3][3]), new double[] {2, 1, 1}, () -> {}))
                .containsExactly(new double[] {0.5, 0.25, 0.25}, within(1e-12));
    }

    @Test
    void anEmptyGraphHasNoRanks() {
        assertThat(rank(new double[0][0])).isEmpty();
    }

    @Test
    void theCheckpointStopsIt() {
        assertThatThrownBy(() -> PageRank.of(graph(new double[1][1]), even(1), () -> {
                    throw new CancellationException("enough");
                }))
                .hasMessage("enough");
    }

    @Property(tries = 200)
    void ranksArePositiveSumToOneAndSolveTheEquation(
            @ForAll @Size(36) double[] raw, @ForAll @IntRange(min = 1, max = 6) int n) {
        double[][] weights = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                weights[i][j] = i == j ? 0 : Math.abs(raw[6 * i + j] % 1);
            }
        }
        double[] ranks = rank(weights);
        assertThat(Arrays.stream(ranks).sum()).isEqualTo(1, within(1e-9));
        assertThat(Arrays.stream(ranks).min().orElseThrow()).isPositive();
        assertThat(ranks).containsExactly(step(weights, ranks), within(1e-6));
    }

    /** One step of the definition, written the slow way. */
    private static double[] step(double[][] weights, double[] ranks) {
        int n = ranks.length;
        double mean = Arrays.stream(weights).flatMapToDouble(Arrays::stream).sum() / n;
        double[] next = new double[n];
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < n; i++) {
                double strength = Math.max(mean, Arrays.stream(weights[i]).sum());
                next[j] += weights[i][j] == 0 ? 0 : PageRank.DAMPING * ranks[i] * weights[i][j] / strength;
            }
        }
        double kept = Arrays.stream(next).sum();
        return Arrays.stream(next).map(x -> x + (1 - kept) / n).toArray();
    }
}
