package dev.souk.plugin.summarizer;

import dev.souk.plugin.summarizer.text.Language;
import dev.souk.plugin.summarizer.text.LightStemmer;
import dev.souk.plugin.summarizer.text.StopWords;
import dev.souk.plugin.summarizer.text.Tokenizer;
import java.util.HashMap;
import java.util.Map;

/**
 * How much of a reference summary a summary holds, and how little else: the F-measure of the stems they share, stop words
 * left out, after ROUGE-1 (Lin, <i>ROUGE: A Package for Automatic Evaluation of Summaries</i>, 2004).
 */
final class Rouge {
    private Rouge() {}

    static double f1(String summary, String reference) {
        Map<String, Integer> ours = stems(summary);
        Map<String, Integer> theirs = stems(reference);
        int shared = ours.entrySet().stream()
                .mapToInt(e -> Math.min(e.getValue(), theirs.getOrDefault(e.getKey(), 0)))
                .sum();
        return 2.0 * shared / (count(ours) + count(theirs));
    }

    private static int count(Map<String, Integer> bag) {
        return bag.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static Map<String, Integer> stems(String text) {
        Map<String, Integer> bag = new HashMap<>();
        Tokenizer.words(text, 0, text.length(), (start, end, word) -> {
            if (!StopWords.of(Language.EN).contains(word)) {
                bag.merge(LightStemmer.stem(word, Language.EN), 1, Integer::sum);
            }
        });
        return bag;
    }
}
