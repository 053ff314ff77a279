package dev.souk.plugin.summarizer.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceSplitterTest {
    private static final int MOST = 100_000;

    private static List<String> split(String text, Language language) {
        return SentenceSplitter.split(text, language, MOST).stream()
                .map(s -> s.of(text))
                .toList();
    }

    private static List<String> split(String text) {
        return split(text, Language.EN);
    }

    private static List<String> headings(String text) {
        return SentenceSplitter.split(text, Language.EN, MOST).stream()
                .filter(Sentence::heading)
                .map(s -> s.of(text))
                .toList();
    }

    @Nested
    class Stops {
        @Test
        void everyKindOfStopEndsASentence() {
            assertThat(split("It rains. Does it? It does! Well… Yes.")).hasSize(5);
        }

        @Test
        void severalStopsAreOneEnd() {
            assertThat(split("What?! No... Really!!! Yes.")).containsExactly("What?!", "No...", "Really!!!", "Yes.");
        }

        @Test
        void anEllipsisBeforeASmallLetterEndsNothing() {
            assertThat(split("He waited... and waited. Then he left.")).hasSize(2);
            assertThat(split("He waited… and waited. Then he left.")).hasSize(2);
        }

        @Test
        void closingQuotesAndBracketsBelongToTheirSentence() {
            assertThat(split("He said \"Go.\" She went. (It was late.) They slept."))
                    .containsExactly("He said \"Go.\"", "She went.", "(It was late.)", "They slept.");
            assertThat(split("Er sagte: „Geh.“ Sie ging.", Language.DE))
                    .containsExactly("Er sagte: „Geh.“", "Sie ging.");
        }

        @Test
        void aSentenceGoesOnBehindAQuestionThatItQuotes() {
            assertThat(split("\"Who is it?\" asked the man. Nobody answered.")).hasSize(2);
        }

        @Test
        void aFootnoteBelongsToItsSentence() {
            assertThat(split("The bridge was built in 1900.[12] It fell in 1903."))
                    .containsExactly("The bridge was built in 1900.[12]", "It fell in 1903.");
        }

        @Test
        void aTextWithoutCapitalsIsStillSplit() {
            assertThat(split("it rains again. the river rises. we must go.")).hasSize(3);
        }

        @Test
        void aFinalSentenceNeedsNoStop() {
            assertThat(split("One stops. The other does not")).containsExactly("One stops.", "The other does not");
        }
    }

    @Nested
    class Abbreviations {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "We met Dr. Miller and Mrs. Jones there.",
                    "The author J. R. R. Tolkien wrote it.",
                    "It costs approx. Three hundred pounds, see Fig. 3 and No. 7.",
                    "Bring fruit, e.g. Apples or pears.",
                    "The U.S. President spoke at 5 p.m. London time.",
                    "John F. Kennedy lived there.",
                    "He works for Miller & Co. Ltd. Germany.",
                    "It took 3.14 seconds and cost $1,000.50 in all.",
                    "Read example.org/index.html or write to a.b@example.org first."
                })
        void endNothing(String sentence) {
            assertThat(split(sentence)).containsExactly(sentence);
        }

        @Test
        void endASentenceIfTheNextBeginsLikeOne() {
            assertThat(split("He lives in the U.S. The house is old."))
                    .containsExactly("He lives in the U.S.", "The house is old.");
            assertThat(split("They sell nuts, figs, etc. We buy them.")).hasSize(2);
            assertThat(split("It came at 5 p.m. It left at six.")).hasSize(2);
        }

        @Test
        void thatNeedANumberAreWordsWithoutOne() {
            assertThat(split("She said no. Nobody moved.")).hasSize(2);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Am 3. Oktober kam Dr. Meier, vgl. Abs. 2 und z. B. Nr. 7.",
                    "Er kam ca. Mitte Mai bzw. Juni an.",
                    "Das ist d. h. Sache von Prof. Dr. Schulz."
                })
        void endNothingInGermanEither(String sentence) {
            assertThat(split(sentence, Language.DE)).containsExactly(sentence);
        }

        @Test
        void aNumberEndsAGermanSentenceIfTheNextBeginsLikeOne() {
            assertThat(split("Er wurde 12. Sie wurde 13.", Language.DE)).hasSize(2);
        }

        @Test
        void endNothingInFrench() {
            assertThat(split("Nous avons vu M. Dupont et Mme. Martin. Ils sont partis.", Language.FR))
                    .hasSize(2);
        }
    }

    @Nested
    class Lines {
        @Test
        void blankLinesEndParagraphs() {
            assertThat(split("A paragraph that stops nowhere, being long enough that nobody takes it for a heading of "
                            + "any kind whatever\n\nAnother one."))
                    .hasSize(2);
        }

        @Test
        void aLineBrokenBecauseTheNextWordDidNotFitGoesOn() {
            String text = """
                    The quick brown fox jumps over the lazy dog near
                    London Bridge and is then seen no more. Nobody at
                    all was surprised.""";
            assertThat(split(text)).hasSize(2);
        }

        @Test
        void aNameAfterAnAbbreviationMayStandOnTheNextLine() {
            String text = "Among those who came to the house that day was Dr.\nMiller of the north. He was late.";
            assertThat(split(text)).hasSize(2);
        }

        @Test
        void linesWithoutAnyStopAreAList() {
            assertThat(split("Milk\nBread\nCheese")).containsExactly("Milk", "Bread", "Cheese");
        }

        @Test
        void itemsStandAloneWithoutTheirMarks() {
            assertThat(split("- milk is out\n- bread is old\n* cheese is left\n1. buy them\n2) come home"))
                    .containsExactly("milk is out", "bread is old", "cheese is left", "buy them", "come home");
        }

        @Test
        void windowsLineEndsAreLineEnds() {
            assertThat(split("One is here.\r\n\r\nTwo is there.\r\n")).containsExactly("One is here.", "Two is there.");
        }

        @Test
        void drawnLinesSayNothing() {
            assertThat(split("One is here.\n-----\nTwo is there.\n* * *\n"))
                    .containsExactly("One is here.", "Two is there.");
        }
    }

    @Nested
    class Headings {
        @Test
        void ofMarkdownAreFound() {
            assertThat(headings("# The title\nThe text begins here. It goes on.\n\n## A part\n\nMore of it."))
                    .containsExactly("The title", "A part");
        }

        @Test
        void thatAreUnderlinedAreFound() {
            assertThat(headings("The title\n=========\nThe text begins here. It goes on."))
                    .containsExactly("The title");
        }

        @Test
        void areShortLinesOfTheirOwnWithoutAStop() {
            assertThat(headings("The ferry\n\nIt was slow. It was wet.\n\n2. The bridge\n\nIt was fast."))
                    .containsExactly("The ferry", "The bridge");
        }

        @Test
        void areSentencesIfThereIsNothingElse() {
            assertThat(headings("Buy milk")).isEmpty();
            assertThat(split("Buy milk")).containsExactly("Buy milk");
        }
    }

    @Nested
    class Scripts {
        @Test
        void chineseAndJapaneseStopsNeedNoSpace() {
            assertThat(split("今天下雨。你来吗？我来！", Language.OTHER)).containsExactly("今天下雨。", "你来吗？", "我来！");
            assertThat(split("「行こう。」と彼は言った。雨が降った。", Language.OTHER)).containsExactly("「行こう。」と彼は言った。", "雨が降った。");
        }

        @Test
        void cyrillicArabicAndHindiAreSplit() {
            assertThat(split("Идёт дождь. Река растёт! Мы уходим?", Language.OTHER))
                    .hasSize(3);
            assertThat(split("هل تمطر؟ نعم تمطر. سنذهب.", Language.OTHER)).hasSize(3);
            assertThat(split("बारिश हो रही है। हम जाते हैं।", Language.OTHER)).hasSize(2);
        }

        @Test
        void emojisStayWhole() {
            assertThat(split("We won! 🎉🎉 The end. 👩‍👩‍👧")).containsExactly("We won!", "🎉🎉 The end.", "👩‍👩‍👧");
        }

        @Test
        void invisibleCharactersAtTheEdgesAreLeftOut() {
            assertThat(split("\uFEFFOne is here.\u200B \u200BTwo is there.\u00AD"))
                    .containsExactly("One is here.", "Two is there.");
        }
    }

    @Nested
    class Bounds {
        @Test
        void nothingToSayIsNoSentence() {
            assertThat(split("")).isEmpty();
            assertThat(split(" \n\t\u200B\uFEFF\u3000")).isEmpty();
            assertThat(split("... !!! -- ?")).isEmpty();
        }

        @Test
        void wordsWithoutAStopAreCutBetweenWords() {
            String text = "lorem ipsum ".repeat(10_000);
            assertThat(split(text))
                    .hasSizeGreaterThan(100)
                    .allSatisfy(piece -> assertThat(piece)
                            .hasSizeLessThanOrEqualTo(SentenceSplitter.LONGEST_SENTENCE)
                            .matches("(lorem|ipsum)( lorem| ipsum)*"));
        }

        @Test
        void picturesWithoutASpaceAreCutBetweenPictures() {
            assertThat(split("x" + "😀".repeat(2_000))).allSatisfy(piece -> {
                assertThat(Character.isLowSurrogate(piece.charAt(0))).isFalse();
                assertThat(Character.isHighSurrogate(piece.charAt(piece.length() - 1)))
                        .isFalse();
            });
        }

        @Test
        void noMoreThanTheMostAreFound() {
            assertThat(SentenceSplitter.split("It rains. ".repeat(50), Language.EN, 7))
                    .hasSize(7);
            assertThat(SentenceSplitter.split("# A\n".repeat(50), Language.EN, 7))
                    .hasSize(7);
            assertThat(SentenceSplitter.split("word ".repeat(5_000), Language.EN, 7))
                    .hasSize(7);
        }

        @Test
        void aMillionStopsApartCostNoMoreThanTheirNumber() {
            assertThat(split(". ".repeat(1_000_000) + "The end.")).containsExactly("The end.");
        }
    }
}
