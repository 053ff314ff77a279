package dev.souk.plugin.summarizer.rank;

import dev.souk.plugin.summarizer.text.Language;
import dev.souk.plugin.summarizer.text.LightStemmer;
import dev.souk.plugin.summarizer.text.StopWords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers the different words of a text, and the stems among which they fall. Grows with the text alone. */
final class Vocabulary {
    /** The stem of a stop word. */
    static final int NO_STEM = -1;

    private final Language language;
    private final StopWords stopWords;
    private final Map<String, Integer> words = new HashMap<>();
    private final List<Integer> stemOfWord = new ArrayList<>();
    private final Map<String, Integer> stems = new HashMap<>();
    private final List<Boolean> stemIsNumber = new ArrayList<>();

    Vocabulary(Language language) {
        this.language = language;
        this.stopWords = StopWords.of(language);
    }

    /** The number of a word; new words get the next. */
    int word(String word) {
        Integer known = words.get(word);
        if (known != null) {
            return known;
        }
        int number = words.size();
        words.put(word, number);
        stemOfWord.add(stopWords.contains(word) ? NO_STEM : stem(word));
        return number;
    }

    private int stem(String word) {
        String stem = LightStemmer.stem(word, language);
        Integer known = stems.get(stem);
        if (known != null) {
            return known;
        }
        int number = stems.size();
        stems.put(stem, number);
        stemIsNumber.add(stem.chars().anyMatch(Character::isDigit));
        return number;
    }

    /** The stem of a word, or {@link #NO_STEM}. */
    int stemOf(int word) {
        return stemOfWord.get(word);
    }

    /** Whether a stem holds a digit, so that it is a figure rather than a topic. */
    boolean isNumber(int stem) {
        return stemIsNumber.get(stem);
    }

    /** How many different stems there are. */
    int stems() {
        return stems.size();
    }
}
