package dev.souk.plugin.summarizer.rank;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The sentences of a text by how central they are, without headings and without repeats: of sentences with the same words in
 * the same order only the first takes part, because a line that stands on every page would otherwise vote for itself.
 */
public final class SentenceRanking {
    /** How much more than others the first sentence counts beforehand; the second half as much, the third a third. */
    private static final double LEAD = 0.5;

    private final int[] candidates;
    private final TermVectors vectors;
    private final double[] scores;

    private SentenceRanking(int[] candidates, TermVectors vectors, double[] scores) {
        this.candidates = candidates;
        this.vectors = vectors;
        this.scores = scores;
    }

    /**
     * Ranks a text.
     *
     * @param document at least one sentence that is no heading
     * @param checkpoint run now and then; throws to give up
     */
    public static SentenceRanking of(Document document, Runnable checkpoint) {
        int[] candidates = distinct(document);
        TermVectors vectors = TermVectors.of(document, candidates);
        double[] prior = IntStream.range(0, candidates.length)
                .mapToDouble(i -> 1 + LEAD / (1 + i))
                .toArray();
        double[] ranks = PageRank.of(SimilarityGraph.of(vectors, checkpoint), prior, checkpoint);
        double best = Arrays.stream(ranks).max().orElse(1);
        double[] scores = Arrays.stream(ranks).map(rank -> rank / best).toArray();
        return new SentenceRanking(candidates, vectors, scores);
    }

    private static int[] distinct(Document document) {
        Set<Object> seen = new HashSet<>();
        return IntStream.range(0, document.sentences().size())
                .filter(s -> !document.sentences().get(s).heading())
                .filter(s -> seen.add(
                        document.wordCount(s) > 0
                                ? document.wordsOf(s)
                                : document.sentences().get(s).of(document.text())))
                .toArray();
    }

    /** How many sentences take part. */
    public int size() {
        return candidates.length;
    }

    /**
     * The best sentences that do not say the same, in the order of the text.
     *
     * @param count how many; if there are fewer, all
     * @param checkpoint run before each choice; throws to give up
     */
    public List<ScoredSentence> choose(int count, Runnable checkpoint) {
        return MarginalRelevance.choose(scores, vectors, count, checkpoint).stream()
                .map(i -> new ScoredSentence(candidates[i], scores[i]))
                .sorted(Comparator.comparingInt(ScoredSentence::sentence))
                .toList();
    }
}
