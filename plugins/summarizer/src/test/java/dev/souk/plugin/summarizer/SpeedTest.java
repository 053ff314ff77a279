package dev.souk.plugin.summarizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Prints how long large texts take. Asserts only that they come to an end within the test's heap. */
class SpeedTest {
    private static final int VOCABULARY = 8_000;

    /** Words as frequent as in language: the k-th word about 1/k as often as the first (Zipf). */
    private static String text(int sentences, Random random) {
        return IntStream.range(0, sentences)
                .mapToObj(s -> IntStream.range(0, 8 + random.nextInt(16))
                        .mapToObj(w -> "w" + letters((int) Math.pow(VOCABULARY, random.nextDouble())))
                        .collect(Collectors.joining(" ", "T", ".")))
                .collect(Collectors.joining(" "));
    }

    private static String letters(int number) {
        return Integer.toString(number, 26)
                .chars()
                .map(c -> c <= '9' ? c - '0' + 'q' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static Summary timed(String what, String text, SummaryLength length) {
        long begin = System.nanoTime();
        Summary summary = Texts.summarize(text, length);
        System.out.printf(
                "%-44s %,9d characters, %,6d sentences: %,6d ms%n",
                what, text.length(), summary.sentenceCount(), (System.nanoTime() - begin) / 1_000_000);
        return summary;
    }

    @Test
    void tenThousandSentences() {
        String text = text(10_000, new Random(1));
        timed("10,000 sentences to 10, cold", text, new SummaryLength.Count(10));
        Summary summary = timed("10,000 sentences to 10, warm", text, new SummaryLength.Count(10));
        assertThat(summary.sentenceCount()).isEqualTo(10_000);
        assertThat(summary.sentences()).hasSize(10);
    }

    @Test
    void theLargestTextThatIsTaken() {
        String text = text(23_000, new Random(2));
        Summary summary = timed("the largest text to all its sentences", text, new SummaryLength.Share(1));
        assertThat(summary.sentences()).hasSizeGreaterThan(22_000);
    }

    @Test
    void tenThousandEqualLines() {
        String text = "The same line stands here again.\n".repeat(10_000);
        Summary summary = timed("10,000 equal lines to 3", text, new SummaryLength.Count(3));
        assertThat(summary.sentenceCount()).isEqualTo(10_000);
        assertThat(summary.sentences()).hasSize(1);
    }

    @Test
    void aMillionShortWordsWithoutAnEnd() {
        String text = "a b ".repeat(SourceText.LONGEST / 4);
        Summary summary = timed("words without a full stop to 3", text, new SummaryLength.Count(3));
        assertThat(summary.sentences()).isNotEmpty();
    }
}
