package dev.souk.plugin.summarizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.plugin.summarizer.text.Language;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Summarizes the essay among the samples. */
class LongTextTest {
    private final String text = Texts.longText();
    private final Summary summary = Texts.summarize(text, 5);

    @Test
    void theSampleIsALongText() {
        assertThat(summary.compression().sourceWords()).isBetween(2_500, 4_000);
        assertThat(summary.sentenceCount()).isBetween(150, 250);
        assertThat(summary.language()).isEqualTo(Language.EN);
    }

    @Test
    void fiveSentencesAreChosenInTheirOrder() {
        assertThat(summary.sentences()).hasSize(5);
        assertThat(summary.sentences()).extracting(SummarySentence::start).isSorted();
        assertThat(summary.sentences())
                .allSatisfy(s -> assertThat(text.substring(s.start(), s.end())).isEqualTo(s.text()));
        assertThat(summary.compression().ratio()).isBetween(0.01, 0.1);
    }

    @Test
    void theSentenceThatAsksTheEssaysQuestionIsTheMostCentral() {
        assertThat(summary.sentences())
                .filteredOn(s -> s.score() == 1)
                .singleElement()
                .satisfies(s -> assertThat(s.text()).contains("how can strangers who will soon part trust each other"));
    }

    @Test
    void noHeadingIsChosen() {
        assertThat(summary.sentences()).noneMatch(s -> s.text().startsWith("#"));
        assertThat(text.lines().filter(line -> line.startsWith("#")).map(line -> line.replaceFirst("#+ ", "")))
                .hasSizeGreaterThan(5)
                .doesNotContainAnyElementsOf(
                        summary.sentences().stream().map(SummarySentence::text).toList());
    }

    @Test
    void thePhrasesNameWhatTheEssayIsAbout() {
        assertThat(summary.keyPhrases()).hasSize(5);
        assertThat(summary.keyPhrases().get(0).phrase()).startsWith("market place");
    }

    @Test
    void breakingItsLinesToAWidthChangesNoSentence() {
        String wrapped = text.lines()
                .map(line -> line.startsWith("#")
                        ? line
                        : line.replaceAll("(.{1,72})( +|$)", "$1\n").strip())
                .collect(Collectors.joining("\n"));
        assertThat(wrapped).isNotEqualTo(text);
        Summary again = Texts.summarize(wrapped, 5);
        assertThat(again.sentenceCount()).isEqualTo(summary.sentenceCount());
        assertThat(again.summary()).isEqualTo(summary.summary());
    }
}
