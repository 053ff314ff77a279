package dev.souk.plugin.summarizer.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SentenceSplitterPropertyTest {
    private static final int MOST = 10_000;

    /** Bits of text that meet the rules at their edges, in any order. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "The",
                        "cat",
                        "Dr.",
                        "e.g.",
                        "U.S.",
                        "J.",
                        "3.",
                        "3.14",
                        ".",
                        "...",
                        "!",
                        "?",
                        "。",
                        "？",
                        "「",
                        "」",
                        "\"",
                        "”",
                        ")",
                        "(",
                        "[12]",
                        " ",
                        " ",
                        " ",
                        "\n",
                        "\n\n",
                        "\r\n",
                        "\t",
                        "\u200B",
                        "\uFEFF",
                        "\u00A0",
                        "é",
                        "e\u0301",
                        "ß",
                        "Ж",
                        "中文",
                        "日本語",
                        "カナ",
                        "ไทย",
                        "한국",
                        "😀",
                        "👩‍👩‍👧",
                        "\uD800",
                        "\uDC00",
                        "sat on the mat",
                        "Heading",
                        "---",
                        "===",
                        "x".repeat(600))
                .list()
                .ofMaxSize(60)
                .map(bits -> String.join("", bits));
    }

    @Property
    void sentencesAreInOrderApartAndTrimmed(@ForAll("texts") String text, @ForAll Language language) {
        int last = 0;
        for (Sentence sentence : SentenceSplitter.split(text, language, MOST)) {
            assertThat(sentence.start()).isGreaterThanOrEqualTo(last);
            assertThat(sentence.end()).isLessThanOrEqualTo(text.length());
            assertThat(sentence.end() - sentence.start()).isLessThanOrEqualTo(SentenceSplitter.LONGEST_SENTENCE);
            String shown = sentence.of(text);
            assertThat(Glyph.of(shown.charAt(0)).isUnseen()).isFalse();
            assertThat(Glyph.of(shown.charAt(shown.length() - 1)).isUnseen()).isFalse();
            last = sentence.end();
        }
    }

    @Property
    void noLetterIsLost(@ForAll("texts") String text, @ForAll Language language) {
        List<Sentence> sentences = SentenceSplitter.split(text, language, MOST);
        for (int at = 0; at < text.length(); at++) {
            int here = at;
            if (Character.isLetter(text.codePointAt(at))) {
                assertThat(sentences).as("the letter at %d", at).anyMatch(s -> s.start() <= here && here < s.end());
            }
        }
    }

    @Property
    void splittingASentenceAgainGivesTheSentence(@ForAll("sentences") List<String> sentences) {
        String text = String.join(" ", sentences);
        assertThat(SentenceSplitter.split(text, Language.EN, MOST).stream().map(s -> s.of(text)))
                .containsExactlyElementsOf(sentences);
    }

    @Property
    void blankLinesBetweenSentencesChangeNoSentence(@ForAll("sentences") List<String> sentences) {
        String text = "\n \n" + String.join("\n\n\n", sentences) + "\n\n";
        assertThat(SentenceSplitter.split(text, Language.EN, MOST).stream().map(s -> s.of(text)))
                .containsExactlyElementsOf(sentences);
    }

    @Provide
    Arbitrary<List<String>> sentences() {
        Arbitrary<String> words =
                Arbitraries.of("market", "trust", "Dr. Miller", "e.g. figs", "3.5", "a", "don't", "No. 7");
        return words.list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(list -> "The " + String.join(" ", list) + " end.")
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }
}
