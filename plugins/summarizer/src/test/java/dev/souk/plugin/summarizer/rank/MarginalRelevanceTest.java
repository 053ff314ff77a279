package dev.souk.plugin.summarizer.rank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.plugin.summarizer.text.Language;
import dev.souk.plugin.summarizer.text.SentenceSplitter;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MarginalRelevanceTest {
    private static final String TEXT =
            "The market opens at dawn near the river. At dawn the market opens by the river. "
                    + "The market closes at dusk near the river. Bread is cheap. Nobody sleeps.";

    private static TermVectors vectors() {
        Document document = Document.of(TEXT, SentenceSplitter.split(TEXT, Language.EN, 10), Language.EN);
        return TermVectors.of(document, IntStream.range(0, 5).toArray());
    }

    private static Iterable<Integer> choose(int count, double... scores) {
        return MarginalRelevance.choose(scores, vectors(), count, () -> {});
    }

    @Test
    void theBestComesFirst() {
        assertThat(choose(1, 0.2, 0.3, 0.1, 1, 0.1)).containsExactly(3);
    }

    @Test
    void aSimilarOneGivesWayToSomethingNew() {
        assertThat(choose(2, 1, 0.1, 0.8, 0.2, 0.75)).containsExactly(0, 4);
    }

    @Test
    void aMuchBetterOneIsTakenAlthoughItIsSimilar() {
        assertThat(choose(2, 1, 0.1, 0.9, 0.2, 0.1)).containsExactly(0, 2);
    }

    @Test
    void aRepeatInOtherWordsComesAfterAllOthers() {
        assertThat(choose(5, 1, 1, 0.3, 0.2, 0.1)).containsExactly(0, 2, 3, 4, 1);
    }

    @Test
    void ofEqualOnesTheFirstIsTaken() {
        assertThat(choose(2, 0.1, 0.1, 0.1, 0.5, 0.5)).containsExactly(3, 4);
    }

    @Test
    void allAreTakenIfMoreAreWantedThanThereAre() {
        assertThat(choose(9, 1, 0.9, 0.8, 0.7, 0.6)).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    }
}
