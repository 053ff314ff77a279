package dev.souk.plugin.summarizer.text;

import java.util.EnumMap;
import java.util.Map;

/** Tells a text's language by the share of its words that are stop words of each. */
public final class LanguageDetector {
    /** Characters at the beginning of the text that are looked at. */
    private static final int SAMPLE = 50_000;
    /** The least share of stop words; prose in a known language has about two fifths. */
    private static final double LEAST_SHARE = 0.12;

    private LanguageDetector() {}

    /**
     * The language most of whose stop words occur; {@link Language#OTHER} if none stands out.
     *
     * @param text any text
     */
    public static Language detect(String text) {
        Map<Language, Integer> hits = new EnumMap<>(Language.class);
        int[] words = {0};
        Tokenizer.words(text, 0, sampleEnd(text), (start, end, word) -> {
            words[0]++;
            for (Language language : Language.values()) {
                if (language != Language.OTHER && StopWords.of(language).contains(word)) {
                    hits.merge(language, 1, Integer::sum);
                }
            }
        });
        Language best = Language.OTHER;
        int most = 0;
        boolean tie = false;
        for (Map.Entry<Language, Integer> hit : hits.entrySet()) {
            if (hit.getValue() >= most) {
                tie = hit.getValue() == most;
                most = hit.getValue();
                best = hit.getKey();
            }
        }
        return tie || most < LEAST_SHARE * words[0] ? Language.OTHER : best;
    }

    private static int sampleEnd(String text) {
        int end = Math.min(SAMPLE, text.length());
        boolean splitsPair = end < text.length() && Character.isLowSurrogate(text.charAt(end));
        return splitsPair ? end - 1 : end;
    }
}
