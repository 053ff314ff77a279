package dev.souk.plugin.summarizer.text;

import java.util.List;

/**
 * Takes the commonest endings off a word, so that {@code markets} and {@code market}, {@code Märkte} and {@code Märkten} meet.
 * It is light in the sense of Savoy, <i>Light Stemming Approaches for the French, Portuguese, German and Hungarian
 * Languages</i> (SAC 2006): inflection only, and never below three letters. Its results are for comparing, not for showing.
 */
public final class LightStemmer {
    private static final int SHORTEST = 3;
    /** Longest first: the first that fits is taken off. */
    private static final List<String> GERMAN = List.of("ern", "em", "en", "er", "es", "e", "n", "s");

    private static final List<String> FRENCH = List.of("ées", "és", "ée", "es", "é", "e", "s", "x");
    private static final List<String> SPANISH = List.of("es", "os", "as", "o", "a", "e", "s");
    private static final List<String> ITALIAN = List.of("i", "e", "o", "a");

    private LightStemmer() {}

    /**
     * The word without its ending.
     *
     * @param word in lower case
     */
    public static String stem(String word, Language language) {
        return switch (language) {
            case EN -> english(word);
            case DE -> without(GERMAN, word);
            case FR -> without(FRENCH, word);
            case ES -> without(SPANISH, word);
            case IT -> without(ITALIAN, word);
            case OTHER -> word;
        };
    }

    private static String without(List<String> endings, String word) {
        for (String ending : endings) {
            if (word.endsWith(ending) && word.length() - ending.length() >= SHORTEST) {
                return word.substring(0, word.length() - ending.length());
            }
        }
        return word;
    }

    private static String english(String word) {
        String stem = singular(word);
        for (String ending : List.of("ing", "ed")) {
            String rest = stem.substring(0, Math.max(0, stem.length() - ending.length()));
            if (stem.endsWith(ending) && rest.length() >= SHORTEST && hasVowel(rest)) {
                stem = undoubled(rest);
                break;
            }
        }
        if (stem.endsWith("y") && stem.length() > SHORTEST) {
            return stem.substring(0, stem.length() - 1) + "i";
        }
        return stem.endsWith("e") && stem.length() > SHORTEST ? stem.substring(0, stem.length() - 1) : stem;
    }

    private static String singular(String word) {
        if (word.endsWith("ies") && word.length() > 4) {
            return word.substring(0, word.length() - 3) + "y";
        }
        if (word.endsWith("sses") || word.endsWith("xes") || word.endsWith("ches") || word.endsWith("shes")) {
            return word.substring(0, word.length() - 2);
        }
        boolean plural = word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us") && !word.endsWith("is");
        return plural && word.length() > SHORTEST ? word.substring(0, word.length() - 1) : word;
    }

    private static String undoubled(String stem) {
        int last = stem.length() - 1;
        boolean doubled = stem.charAt(last) == stem.charAt(last - 1) && "lsz".indexOf(stem.charAt(last)) < 0;
        return doubled ? stem.substring(0, last) : stem;
    }

    private static boolean hasVowel(String stem) {
        return stem.chars().anyMatch(c -> "aeiouy".indexOf(c) >= 0);
    }
}
