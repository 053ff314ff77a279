package dev.souk.plugin.summarizer.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TokenizerTest {
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Tokenizer.words(text, 0, text.length(), (start, end, word) -> words.add(word));
        return words;
    }

    @Test
    void wordsAreRunsOfLettersAndDigitsInLowerCase() {
        assertThat(words("The well-known Baker's 2nd loaf, ÉTÉ!"))
                .containsExactly("the", "well", "known", "baker", "s", "2nd", "loaf", "été");
    }

    @Test
    void aNumberKeepsItsPointAndItsCommas() {
        assertThat(words("1,000.50 and 7. Or 8,9")).containsExactly("1,000.50", "and", "7", "or", "8,9");
    }

    @Test
    void theSameLettersWrittenDifferentlyAreTheSameWord() {
        assertThat(words("cafe\u0301 café ｃａｆé")).containsOnly("café");
        assertThat(words("mar\u200Bket mar\u00ADket market")).containsOnly("market");
    }

    @Test
    void chineseAndThaiGivePairsAndASingleCharacterItself() {
        assertThat(words("市场信任 人 ไทย")).containsExactly("市场", "场信", "信任", "人", "ไท", "ทย");
    }

    @Test
    void japaneseIsCutWhereItsScriptsChange() {
        assertThat(words("市場のデータを見る")).containsExactly("市場", "の", "データ", "を", "見", "る");
    }

    @Test
    void koreanAndRussianWordsAreWhole() {
        assertThat(words("시장은 좋다. Рынок хорош.")).containsExactly("시장은", "좋다", "рынок", "хорош");
    }

    @Test
    void emojisAndSignsAreNoWords() {
        assertThat(words("❤️ 😀 👩‍👩‍👧 — → € …")).isEmpty();
    }

    @Test
    void anEndlessWordIsCut() {
        assertThat(words("x".repeat(1_000))).hasSize(16).allMatch(w -> w.length() <= Tokenizer.LONGEST_WORD);
        assertThat(words("e" + "\u0301".repeat(100_000))).hasSize(1);
        assertThat(words("ไ" + "\u0E31".repeat(100_000))).allMatch(w -> w.length() <= Tokenizer.LONGEST_WORD);
    }

    @Property
    void placesAreInOrderAndHoldALetterOrDigit(@ForAll String text) {
        int[] lastStart = {-1};
        Tokenizer.words(text, 0, text.length(), (start, end, word) -> {
            assertThat(start).isGreaterThan(lastStart[0]);
            assertThat(end).isBetween(start + 1, text.length());
            assertThat(Character.isLetterOrDigit(text.codePointAt(start))).isTrue();
            assertThat(word).isNotEmpty();
            lastStart[0] = start;
        });
    }
}
