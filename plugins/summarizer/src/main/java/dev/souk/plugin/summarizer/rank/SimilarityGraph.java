package dev.souk.plugin.summarizer.rank;

/**
 * Makes the graph in which each sentence points at those most like it, by the cosine of their vectors. An inverted index
 * finds the few that share a stem, so that not all pairs are compared. Sentences that say the same do not point at each other:
 * a repeat is no second opinion.
 */
final class SimilarityGraph {
    /** The most sentences one points at; in texts of up to this many sentences nothing is left out. */
    static final int MOST_NEIGHBOURS = 60;
    /** Cosines below this are chance. */
    static final double LEAST_SIMILARITY = 0.02;

    private static final int CHECK_EVERY = 64;

    private SimilarityGraph() {}

    /**
     * The graph of all vectors.
     *
     * @param checkpoint run now and then; throws to give up
     */
    static SparseGraph of(TermVectors vectors, Runnable checkpoint) {
        SparseGraph graph = new SparseGraph(vectors.size());
        Neighbours neighbours = new Neighbours(MOST_NEIGHBOURS);
        double[] cosines = new double[vectors.size()];
        int[] touched = new int[vectors.size()];
        int[] touchedCount = new int[1];
        for (int vector = 0; vector < vectors.size(); vector++) {
            if (vector % CHECK_EVERY == 0) {
                checkpoint.run();
            }
            touchedCount[0] = 0;
            vectors.multiply(vector, (other, product) -> {
                if (cosines[other] == 0) {
                    touched[touchedCount[0]++] = other;
                }
                cosines[other] += product;
            });
            for (int i = 0; i < touchedCount[0]; i++) {
                int other = touched[i];
                if (cosines[other] >= LEAST_SIMILARITY && cosines[other] < TermVectors.SAME) {
                    neighbours.offer(other, cosines[other]);
                }
                cosines[other] = 0;
            }
            neighbours.drainTo(graph);
            graph.endNode();
        }
        return graph;
    }
}
