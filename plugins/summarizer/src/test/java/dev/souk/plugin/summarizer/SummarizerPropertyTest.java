package dev.souk.plugin.summarizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class SummarizerPropertyTest {
    @Provide
    Arbitrary<List<String>> sentences() {
        Arbitrary<String> words = Arbitraries.of(
                "market",
                "trust",
                "bread",
                "river",
                "ferry",
                "bridge",
                "council",
                "of",
                "the",
                "in",
                "3.5",
                "Dr. Miller",
                "市场信任",
                "рынок",
                "😀",
                "mar\u200Bket");
        return words.list()
                .ofMinSize(1)
                .ofMaxSize(10)
                .map(list -> "The " + String.join(" ", list) + " end.")
                .list()
                .ofMinSize(1)
                .ofMaxSize(30);
    }

    @Property(tries = 300)
    void everySentenceStandsInTheSourceWhereItSays(
            @ForAll("sentences") List<String> sentences, @ForAll @IntRange(min = 1, max = 50) int count) {
        String text = String.join("\n", sentences);
        Summary summary = Texts.summarize(text, count);
        assertThat(summary.sentenceCount()).isEqualTo(sentences.size());
        assertThat(summary.sentences()).allSatisfy(s -> {
            assertThat(text.substring(s.start(), s.end())).isEqualTo(s.text());
            assertThat(sentences.get(s.index())).isEqualTo(s.text());
            assertThat(s.score()).isBetween(0.0, 1.0);
        });
    }

    @Property(tries = 300)
    void anyTextAtAllKeepsTheSameProperties(@ForAll String text, @ForAll @IntRange(min = 1, max = 50) int count) {
        Assume.that(text.codePoints().anyMatch(Character::isLetterOrDigit));
        Summary summary = Texts.summarize(text, count);
        assertThat(summary.sentences()).isNotEmpty().hasSizeLessThanOrEqualTo(count);
        assertThat(summary.sentences())
                .allSatisfy(s -> assertThat(text.substring(s.start(), s.end())).isEqualTo(s.text()));
    }

    @Property(tries = 300)
    void theOrderOfTheSourceIsKeptAndNothingIsRepeated(
            @ForAll("sentences") List<String> sentences, @ForAll @DoubleRange(min = 0.01, max = 1) double ratio) {
        Summary summary = Texts.summarize(String.join(" ", sentences), new SummaryLength.Share(ratio));
        assertThat(summary.sentences())
                .extracting(SummarySentence::index)
                .isSortedAccordingTo(Integer::compare)
                .doesNotHaveDuplicates();
        assertThat(summary.sentences()).extracting(SummarySentence::text).doesNotHaveDuplicates();
    }

    @Property(tries = 300)
    void thereAreAsManySentencesAsAskedForOrAllThatDiffer(
            @ForAll("sentences") List<String> sentences, @ForAll @IntRange(min = 1, max = 50) int count) {
        Summary summary = Texts.summarize(String.join(" ", sentences), count);
        Set<String> different = sentences.stream()
                .map(s -> s.replaceAll("[\u200B😀]", "").replaceAll(" +", " "))
                .collect(Collectors.toSet());
        assertThat(summary.sentences()).hasSize(Math.min(count, different.size()));
    }

    @Property(tries = 200)
    void theSameTextHasTheSameSummary(@ForAll("sentences") List<String> sentences) {
        String text = String.join(" ", sentences);
        assertThat(Texts.summarize(text, 3)).isEqualTo(Texts.summarize(text, 3));
    }

    @Property(tries = 200)
    void moreBlankLinesChangeNothingButThePlaces(@ForAll("sentences") List<String> sentences) {
        Summary plain = Texts.summarize(String.join("\n\n", sentences), 3);
        Summary spaced = Texts.summarize("\n\n" + String.join("\n \n\t\n\n", sentences) + "\n\n", 3);
        Summary inLine = Texts.summarize(String.join(" ", sentences), 3);
        for (Summary other : List.of(spaced, inLine)) {
            assertThat(other.summary()).isEqualTo(plain.summary());
            assertThat(other.keyPhrases()).isEqualTo(plain.keyPhrases());
            assertThat(other.sentences().stream().map(SummarySentence::score))
                    .containsExactlyElementsOf(plain.sentences().stream()
                            .map(SummarySentence::score)
                            .toList());
        }
    }
}
