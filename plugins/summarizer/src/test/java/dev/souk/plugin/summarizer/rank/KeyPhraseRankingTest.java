package dev.souk.plugin.summarizer.rank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.plugin.summarizer.text.Language;
import dev.souk.plugin.summarizer.text.SentenceSplitter;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyPhraseRankingTest {
    private static final String LEDGER = "The ledger keeps every posting. A double-entry ledger must balance, and a "
            + "double-entry ledger is never erased. Auditors like a double-entry ledger. The Auditors read each posting. "
            + "Weather was fine.";

    private static List<ScoredPhrase> phrases(String text, Language language, int count) {
        Document document = Document.of(text, SentenceSplitter.split(text, language, 1_000), language);
        return KeyPhraseRanking.of(document, count, () -> {});
    }

    private static List<String> texts(String text, Language language, int count) {
        return phrases(text, language, count).stream().map(ScoredPhrase::phrase).toList();
    }

    @Test
    void aRepeatedPhraseComesBeforeItsParts() {
        assertThat(texts(LEDGER, Language.EN, 1)).containsExactly("double-entry ledger");
    }

    @Test
    void noPhraseContainsAnother() {
        List<String> found = texts(LEDGER, Language.EN, 30);
        assertThat(found).hasSizeGreaterThan(3);
        assertThat(found)
                .allSatisfy(phrase -> assertThat(found)
                        .filteredOn(other -> (" " + other + " ").contains(" " + phrase + " "))
                        .hasSize(1));
    }

    @Test
    void formsOfAWordAreOnePhraseShownWithoutTheCapitalOfASentence() {
        assertThat(texts("Markets grow. The market sleeps. A market is a market.", Language.EN, 1))
                .containsExactly("market");
        assertThat(texts("Vienna is big. I like Vienna.", Language.EN, 1)).containsExactly("Vienna");
    }

    @Test
    void stopWordsNumbersAndPunctuationCutPhrases() {
        assertThat(texts("The price, market and 1900 town of the river.", Language.EN, 10))
                .containsExactlyInAnyOrder("price", "market", "town", "river");
    }

    @Test
    void aPhraseOverALineBreakIsShownInOneLine() {
        String text = "We saw the chain\nferry today. They took the chain\nferry home. It was a chain\nferry.";
        assertThat(texts(text, Language.EN, 1)).containsExactly("chain ferry");
    }

    @Test
    void headingsCount() {
        String text = "# River ferry\n\nIt was slow and wet.\n\n# River ferry\n\nNobody liked to wait.";
        assertThat(texts(text, Language.EN, 1)).containsExactly("River ferry");
    }

    @Test
    void scoresBeginAtOneAndFall() {
        List<ScoredPhrase> found = phrases(LEDGER, Language.EN, 30);
        assertThat(found.get(0).score()).isEqualTo(1);
        assertThat(found).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
        assertThat(found).allMatch(p -> p.score() > 0);
    }

    @Test
    void chineseTermsAreJoinedFromTheirPairs() {
        assertThat(texts("市场经济很重要。我们研究市场经济。市场经济需要信任。", Language.OTHER, 1)).containsExactly("市场经济");
    }

    @Test
    void noneAreWantedOrThereAreNone() {
        assertThat(phrases(LEDGER, Language.EN, 0)).isEmpty();
        assertThat(phrases("It is what it is. 😀", Language.EN, 5)).isEmpty();
    }
}
