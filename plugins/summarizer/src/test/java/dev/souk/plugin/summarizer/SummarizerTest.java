package dev.souk.plugin.summarizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.plugin.summarizer.text.Language;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SummarizerTest {
    private static List<String> chosen(String text, int sentences) {
        return Texts.summarize(text, sentences).sentences().stream()
                .map(SummarySentence::text)
                .toList();
    }

    @Nested
    class Topic {
        private static final List<String> TOPIC = List.of(
                "The ferry carried the villagers across the river every morning.",
                "Without the ferry the villagers had no way to cross the river.",
                "A bridge over the river would have put the ferry out of work.",
                "The villagers asked for a bridge because the ferry stopped when the river was high.",
                "When the bridge was opened, the villagers gave up the ferry.",
                "The old ferry was left on the bank of the river below the bridge.");
        private static final List<String> NOISE = List.of(
                "My cousin collects stamps.",
                "Cucumbers need plenty of warmth.",
                "Her violin teacher retired early.",
                "Parliament debated tariffs until midnight.");

        @RepeatedTest(20)
        void noiseIsNeverChosenWhereverItStands(RepetitionInfo repetition) {
            List<String> sentences = new ArrayList<>(TOPIC);
            sentences.addAll(NOISE);
            Collections.shuffle(sentences, new Random(repetition.getCurrentRepetition()));
            assertThat(chosen(String.join(" ", sentences), 4)).doesNotContainAnyElementsOf(NOISE);
        }

        @Test
        void theSentenceThatSharesWithAllOthersIsTheCentralOne() {
            String centre = "The market has cheese, bread, fish and honey.";
            String text = "Cheese comes from the hills. Bread comes from the mill. " + centre
                    + " Fish comes from the lake. Honey comes from the woods.";
            Summary summary = Texts.summarize(text, 1);
            assertThat(summary.summary()).isEqualTo(centre);
            assertThat(summary.sentences().get(0).score()).isEqualTo(1);
        }

        @Test
        void twoSentencesOfNoiseThatShareAWordAreNotChosenEither() {
            String text = String.join(" ", TOPIC) + " Cucumbers need warmth. Nobody likes cucumbers.";
            assertThat(chosen(text, 4)).allMatch(TOPIC::contains);
        }

        @Test
        void aLineThatStandsOnEveryPageIsNotImportantForThat() {
            String text = String.join("\n\nSubscribe here for news.\n\n", TOPIC);
            assertThat(chosen(text, 4)).allMatch(TOPIC::contains);
        }

        @Test
        void headingsAreNotChosen() {
            String text = "# The ferry on the river\n\n" + String.join("\n\n## Ferry and bridge\n\n", TOPIC);
            Summary summary = Texts.summarize(text, 50);
            assertThat(summary.sentences()).extracting(SummarySentence::text).containsExactlyElementsOf(TOPIC);
            assertThat(summary.sentences()).extracting(SummarySentence::index).containsExactly(0, 1, 2, 3, 4, 5);
        }
    }

    @Nested
    class Repeats {
        @Test
        void areChosenOnce() {
            String text = "The ferry crossed the river. The FERRY crossed the river! The bridge crossed the river. "
                    + "The ferry crossed  the river.";
            assertThat(chosen(text, 4))
                    .containsExactly("The ferry crossed the river.", "The bridge crossed the river.");
        }

        @Test
        void aloneAreOneSentence() {
            assertThat(chosen("The same again. ".repeat(100), 3)).containsExactly("The same again.");
            assertThat(chosen("The same again and again\n".repeat(10_000), 3))
                    .containsExactly("The same again and again");
        }

        @Test
        void inOtherWordsGiveWayToSomethingNew() {
            String text = "The council closed the old bridge after the flood in spring. "
                    + "After the flood in spring, the old bridge was closed by the council. "
                    + "Engineers say that repairs of the bridge will take the council two summers. "
                    + "Until the repairs end, a ferry replaces the bridge. "
                    + "The ferry is paid for by the council.";
            assertThat(chosen(text, 2))
                    .isNotEqualTo(List.of(
                            "The council closed the old bridge after the flood in spring.",
                            "After the flood in spring, the old bridge was closed by the council."));
        }
    }

    @Nested
    class Edges {
        @Test
        void oneSentenceIsItsOwnSummary() {
            Summary summary = Texts.summarize("  The ferry crossed the river.\n", 3);
            assertThat(summary.summary()).isEqualTo("The ferry crossed the river.");
            assertThat(summary.sentences())
                    .containsExactly(new SummarySentence(0, 1, "The ferry crossed the river.", 2, 30));
            assertThat(summary.compression()).isEqualTo(new Compression(31, 28, 5, 5, 0.903226));
        }

        @Test
        void wordsWithoutAStopAreCutAtTheBound() {
            Summary summary = Texts.summarize("lorem ipsum dolor sit amet ".repeat(4_000), 2);
            assertThat(summary.sentenceCount()).isGreaterThan(100);
            assertThat(summary.sentences()).allMatch(s -> s.text().length() <= 1_000);
        }

        @Test
        void emojisAloneAreATextWithoutTopics() {
            Summary summary = Texts.summarize("😀😀! 🎉", 3);
            assertThat(summary.summary()).isEqualTo("😀😀! 🎉");
            assertThat(summary.keyPhrases()).isEmpty();
        }

        @Test
        void invisibleCharactersHideNothing() {
            String text = "The fer\u200Bry crossed the river. The ferry was slow. The f\u00ADerry sank. Cats slept.";
            assertThat(chosen(text, 3)).noneMatch(s -> s.contains("Cats"));
        }

        @Test
        void sentencesOverSeveralLinesBecomeOneLineInTheSummaryOnly() {
            Summary summary = Texts.summarize("The ferry\ncrossed the river.", 1);
            assertThat(summary.summary()).isEqualTo("The ferry crossed the river.");
            assertThat(summary.sentences().get(0).text()).isEqualTo("The ferry\ncrossed the river.");
        }

        @Test
        void chineseIsSummarizedAndJoinedWithoutSpaces() {
            String text = "市场需要信任。陌生人在市场上交易。天空是蓝色的。没有信任，陌生人就不会在市场上交易。";
            Summary summary = Texts.summarize(text, 2);
            assertThat(summary.language()).isEqualTo(Language.OTHER);
            assertThat(summary.summary()).doesNotContain("天空").doesNotContain(" ");
            assertThat(summary.keyPhrases()).extracting(KeyPhrase::phrase).contains("市场上交易", "陌生人");
        }

        @Test
        void russianIsSummarized() {
            String text = "Паром пересекал реку каждое утро. Кошки спали. Без парома жители не могли пересечь реку. "
                    + "Жители просили построить мост через реку.";
            assertThat(chosen(text, 3)).hasSize(3).doesNotContain("Кошки спали.");
        }
    }
}
