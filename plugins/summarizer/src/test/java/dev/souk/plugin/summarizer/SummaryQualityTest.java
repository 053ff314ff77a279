package dev.souk.plugin.summarizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.plugin.summarizer.text.Language;
import dev.souk.plugin.summarizer.text.Sentence;
import dev.souk.plugin.summarizer.text.SentenceSplitter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares our summaries with those a person wrote, and with what two baselines without any thought reach. */
class SummaryQualityTest {
    private static final int SENTENCES = 3;
    private static final int SAMPLES = 500;
    private static final List<String> NAMES =
            List.of("story-ferry", "story-sleep", "story-bees", "story-streets", "news-dam", "news-library");

    record Scores(String name, double ours, double lead, double random) {}

    private static final List<Scores> SCORES =
            NAMES.stream().map(SummaryQualityTest::score).toList();

    private static Scores score(String name) {
        String text = Texts.resource("corpus/" + name + ".txt");
        String reference = Texts.resource("corpus/" + name + ".reference.txt");
        List<String> sentences = SentenceSplitter.split(text, Language.EN, 1_000).stream()
                .map((Sentence s) -> s.of(text))
                .toList();
        double lead = Rouge.f1(sentences.stream().limit(SENTENCES).collect(Collectors.joining(" ")), reference);
        Random random = new Random(name.hashCode());
        double mean = Stream.generate(() -> {
                    List<String> shuffled = new ArrayList<>(sentences);
                    Collections.shuffle(shuffled, random);
                    return String.join(" ", shuffled.subList(0, SENTENCES));
                })
                .limit(SAMPLES)
                .mapToDouble(sample -> Rouge.f1(sample, reference))
                .average()
                .orElseThrow();
        Scores scores =
                new Scores(name, Rouge.f1(Texts.summarize(text, SENTENCES).summary(), reference), lead, mean);
        System.out.printf(
                "ROUGE-1 F %-14s ours %.3f  lead-3 %.3f  random %.3f%n", name, scores.ours, scores.lead, scores.random);
        return scores;
    }

    private static double mean(Stream<Scores> scores, ToDoubleFunction<Scores> which) {
        return scores.mapToDouble(which).average().orElseThrow();
    }

    private static Stream<Scores> stories() {
        return SCORES.stream().filter(s -> s.name.startsWith("story-"));
    }

    @Test
    void isBetterThanChanceForEachTextAndClearlySoOnAverage() {
        assertThat(SCORES).allSatisfy(s -> assertThat(s.ours).isGreaterThan(s.random));
        assertThat(mean(SCORES.stream(), Scores::ours)).isGreaterThan(1.4 * mean(SCORES.stream(), Scores::random));
    }

    @Test
    void isAtLeastAsGoodAsTheFirstSentencesWhereTheTextBeginsWithADetour() {
        assertThat(stories()).allSatisfy(s -> assertThat(s.ours).isGreaterThanOrEqualTo(s.lead));
    }
}
