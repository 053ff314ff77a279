package dev.souk.plugin.summarizer.text;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The words of a language that say nothing about a topic: articles, prepositions, pronouns, auxiliary verbs. Immutable.
 *
 * <p>For a language without a list, short words stand in for it: up to three letters in Cyrillic and Greek, up to two in
 * Latin, runs of Hiragana, and Chinese pairs that hold a particle.
 */
public final class StopWords {
    private static final String CHINESE_PARTICLES = "的了是在和与及或也都就而着把被让";
    private static final Map<Language, StopWords> BY_LANGUAGE = load();

    private final Set<String> words;
    private final boolean guessing;

    private StopWords(Set<String> words, boolean guessing) {
        this.words = words;
        this.guessing = guessing;
    }

    private static Map<Language, StopWords> load() {
        Map<Language, StopWords> all = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            boolean listed = language != Language.OTHER;
            String file = "stopwords-" + language.name().toLowerCase(Locale.ROOT);
            all.put(language, new StopWords(listed ? WordList.read(file) : Set.of(), !listed));
        }
        return all;
    }

    /** The stop words of a language. */
    public static StopWords of(Language language) {
        StopWords found = BY_LANGUAGE.get(language);
        if (found == null) {
            throw new IllegalStateException("no stop words for " + language);
        }
        return found;
    }

    /**
     * Whether a word is one of them.
     *
     * @param word as {@link Tokenizer} gives it; not empty
     */
    public boolean contains(String word) {
        if (words.contains(word)) {
            return true;
        }
        return guessing && looksLikeOne(word);
    }

    private static boolean looksLikeOne(String word) {
        int first = word.codePointAt(0);
        if (!Character.isLetter(first)) {
            return false;
        }
        UnicodeScript script = UnicodeScript.of(first);
        return switch (script) {
            case CYRILLIC, GREEK -> word.length() <= 3;
            case LATIN -> word.length() <= 2;
            case HIRAGANA -> true;
            case HAN -> word.codePoints().anyMatch(c -> CHINESE_PARTICLES.indexOf(c) >= 0);
            default -> false;
        };
    }
}
