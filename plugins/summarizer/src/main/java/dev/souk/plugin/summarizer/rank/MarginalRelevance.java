package dev.souk.plugin.summarizer.rank;

import java.util.ArrayList;
import java.util.List;

/**
 * Chooses what is relevant and new: Maximal Marginal Relevance (Carbonell and Goldstein, <i>The Use of MMR, Diversity-Based
 * Reranking for Reordering Documents and Producing Summaries</i>, SIGIR 1998). Each time it takes the item with the greatest
 * {@code λ · score − (1 − λ) · (greatest cosine with one already taken)}. What says the same as one already taken comes after
 * everything else, however relevant it is.
 */
final class MarginalRelevance {
    /** How much relevance counts against novelty. */
    static final double LAMBDA = 0.7;

    private MarginalRelevance() {}

    /**
     * The chosen items, best first; of equal ones the first.
     *
     * @param scores from 0 to 1, one for each vector
     * @param count how many; if there are fewer, all
     * @param checkpoint run before each choice; throws to give up
     */
    static List<Integer> choose(double[] scores, TermVectors vectors, int count, Runnable checkpoint) {
        List<Integer> chosen = new ArrayList<>();
        boolean[] taken = new boolean[scores.length];
        double[] likeness = new double[scores.length];
        double[] cosines = new double[scores.length];
        while (chosen.size() < Math.min(count, scores.length)) {
            checkpoint.run();
            int best = best(scores, likeness, taken);
            taken[best] = true;
            chosen.add(best);
            vectors.multiply(best, (other, product) -> cosines[other] += product);
            vectors.multiply(best, (other, product) -> {
                likeness[other] = Math.max(likeness[other], cosines[other]);
                cosines[other] = 0;
            });
        }
        return chosen;
    }

    private static int best(double[] scores, double[] likeness, boolean[] taken) {
        int best = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < scores.length; i++) {
            double repeat = likeness[i] >= TermVectors.SAME ? 1 : 0;
            double value = LAMBDA * scores[i] - (1 - LAMBDA) * likeness[i] - repeat;
            if (!taken[i] && value > most) {
                best = i;
                most = value;
            }
        }
        return best;
    }
}
