package dev.souk.plugin.summarizer.rank;

import java.util.Arrays;

/**
 * Finds the central nodes of a graph: a node is central if central nodes point at it. This is PageRank (Brin and Page, 1998)
 * as TextRank (Mihalcea and Tarau, <i>TextRank: Bringing Order into Texts</i>, EMNLP 2004) and LexRank (Erkan and Radev,
 * <i>LexRank: Graph-based Lexical Centrality as Salience in Text Summarization</i>, JAIR 22, 2004) use it, by power iteration.
 *
 * <p>One thing differs. There a node always hands on its whole rank, so two sentences that resemble each other and nothing
 * else feed each other and reach the average. Here a node whose edges are weaker than the mean hands on only that share of
 * its rank; the rest goes back to the prior. The ranks still sum to one, and since every step shrinks a difference by at
 * least the damping factor, the iteration always converges.
 */
final class PageRank {
    /** How much of a node's rank follows its edges; the rest goes to the prior. */
    static final double DAMPING = 0.85;
    /** The iteration ends when the ranks together change by less. */
    static final double TOLERANCE = 1e-8;
    /** Enough for the tolerance: 0.85 to the power of 120 is below it. */
    private static final int MOST_ITERATIONS = 150;

    private PageRank() {}

    /**
     * The rank of each node.
     *
     * @param graph who points at whom
     * @param prior how likely each node is before anybody pointed; positive, of any sum
     * @param checkpoint run before each iteration; throws to give up
     * @return positive, with sum 1; empty for an empty graph
     */
    static double[] of(SparseGraph graph, double[] prior, Runnable checkpoint) {
        int nodes = graph.nodes();
        double priorSum = Arrays.stream(prior).sum();
        double[] start = Arrays.stream(prior).map(p -> p / priorSum).toArray();
        double[] divisors = divisors(graph);
        double[] ranks = start.clone();
        for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
            checkpoint.run();
            double[] next = new double[nodes];
            double handedOn = 0;
            for (int node = 0; node < nodes; node++) {
                for (int edge = graph.firstEdge(node); edge < graph.endEdge(node); edge++) {
                    double vote = DAMPING * ranks[node] * graph.weight(edge) / divisors[node];
                    next[graph.target(edge)] += vote;
                    handedOn += vote;
                }
            }
            double change = 0;
            for (int node = 0; node < nodes; node++) {
                next[node] += (1 - handedOn) * start[node];
                change += Math.abs(next[node] - ranks[node]);
            }
            ranks = next;
            if (change < TOLERANCE) {
                break;
            }
        }
        return ranks;
    }

    private static double[] divisors(SparseGraph graph) {
        double[] strengths = new double[graph.nodes()];
        double sum = 0;
        for (int node = 0; node < strengths.length; node++) {
            strengths[node] = graph.strength(node);
            sum += strengths[node];
        }
        double mean = sum / Math.max(1, strengths.length);
        return Arrays.stream(strengths).map(s -> Math.max(s, mean)).toArray();
    }
}
