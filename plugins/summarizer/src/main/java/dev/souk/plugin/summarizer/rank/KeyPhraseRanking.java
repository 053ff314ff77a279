package dev.souk.plugin.summarizer.rank;

import dev.souk.plugin.summarizer.rank.PhraseCandidates.Candidate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/**
 * Finds the key phrases of a text: candidates as RAKE cuts them, words weighed as TextRank does, and a phrase counted less
 * where it is only a part of a longer repeated one, which is the idea of the C-value (Frantzi, Ananiadou and Mima,
 * <i>Automatic recognition of multi-word terms</i>, 2000). No phrase that is chosen contains another.
 */
public final class KeyPhraseRanking {
    private KeyPhraseRanking() {}

    private record Weighed(Candidate candidate, double weight) {}

    /**
     * The best phrases, best first.
     *
     * @param count the most phrases; not negative
     * @param checkpoint run now and then; throws to give up
     */
    public static List<ScoredPhrase> of(Document document, int count, Runnable checkpoint) {
        if (count == 0) {
            return List.of();
        }
        double[] prior = new double[document.vocabulary().stems()];
        Arrays.fill(prior, 1);
        double[] ranks = PageRank.of(WordGraph.of(document), prior, checkpoint);
        List<Weighed> weighed = PhraseCandidates.of(document).stream()
                .filter(c -> c.stems.size() == 1 || c.frequency > 1 || c.wholeRun)
                .map(c -> new Weighed(c, weight(c, ranks)))
                .filter(w -> w.weight > 0)
                .sorted(Comparator.comparingDouble(Weighed::weight).reversed().thenComparingInt(w -> w.candidate.start))
                .toList();
        return distinct(weighed, count).stream()
                .map(w -> new ScoredPhrase(shown(document, w.candidate), w.weight / weighed.get(0).weight))
                .toList();
    }

    /** A phrase that is never repeated may be one by accident, so it is only as good as its weakest word. */
    private static double weight(Candidate candidate, double[] ranks) {
        DoubleSummaryStatistics words =
                candidate.stems.stream().mapToDouble(stem -> ranks[stem]).summaryStatistics();
        double together = candidate.frequency > 1 ? words.getSum() : words.getMin() * Math.sqrt(candidate.stems.size());
        int alone = Math.max(0, candidate.frequency - candidate.nested);
        return together * StrictMath.log1p(alone);
    }

    private static List<Weighed> distinct(List<Weighed> weighed, int count) {
        List<Weighed> chosen = new ArrayList<>();
        for (Weighed next : weighed) {
            if (chosen.size() == count) {
                break;
            }
            if (chosen.stream().noneMatch(c -> overlaps(c.candidate.stems, next.candidate.stems))) {
                chosen.add(next);
            }
        }
        return chosen;
    }

    private static boolean overlaps(List<Integer> some, List<Integer> others) {
        return some.containsAll(others) || others.containsAll(some);
    }

    private static String shown(Document document, Candidate candidate) {
        return document.text()
                .substring(candidate.start, candidate.end)
                .codePoints()
                .filter(c -> Character.getType(c) != Character.FORMAT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .replaceAll("\\s+", " ");
    }
}
