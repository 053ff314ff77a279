package dev.souk.plugin.summarizer.text;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides whether a full stop, or a run of such characters, ends a sentence or stands inside one: after an abbreviation, an
 * initial, an ordinal number, an ellipsis, or a quotation after which the sentence goes on.
 */
final class SentenceEnd {
    private static final Set<String> BEFORE_NAMES = WordList.read("abbreviations-before-names");
    private static final Set<String> BEFORE_NUMBERS = WordList.read("abbreviations-before-numbers");
    private static final Set<String> FINAL = WordList.read("abbreviations-final");
    private static final Pattern DOTTED = Pattern.compile("(?:\\p{L}{1,2}\\.)+\\p{L}{1,2}");
    private static final int LONGEST_ABBREVIATION = 12;
    private static final int LONGEST_ORDINAL = 2;
    /** How far ahead the next word is looked for; signs alone for longer than this are no part of a sentence. */
    private static final int LOOKAHEAD = 100;

    private final String text;
    private final Language language;
    private final StopWords stopWords;
    private final boolean capitals;

    SentenceEnd(String text, Language language) {
        this.text = text;
        this.language = language;
        this.stopWords = StopWords.of(language);
        this.capitals = usesCapitals(text);
    }

    /** Whether more sentences begin with a capital than with a small letter, so that a small letter means "goes on". */
    private static boolean usesCapitals(String text) {
        int capital = 0;
        int small = 0;
        for (int at = 1; at + 1 < text.length(); at++) {
            if (Terminators.ends(text.charAt(at - 1)) && Glyph.of(text.charAt(at)) == Glyph.BLANK) {
                int next = text.codePointAt(at + 1);
                capital += Character.isUpperCase(next) ? 1 : 0;
                small += Character.isLowerCase(next) ? 1 : 0;
            }
        }
        return capital >= small;
    }

    /**
     * Whether a sentence ends here.
     *
     * @param from where the sentence began
     * @param stop the first terminator
     * @param after behind the terminators and what closes with them
     * @param end where the piece ends
     */
    boolean isAt(int from, int stop, int after, int end) {
        int next = nextWord(after, end);
        if (next >= end) {
            return after >= end || Glyph.of(text.charAt(after)).isUnseen();
        }
        boolean closed = Terminators.isCloser(text.charAt(after - 1));
        if (Terminators.isSure(text.charAt(stop))) {
            return !(closed && Glyph.of(text.codePointAt(after)) == Glyph.HIRAGANA);
        }
        if (!Glyph.of(text.charAt(after)).isUnseen()) {
            return false;
        }
        if (capitals && Character.isLowerCase(text.codePointAt(next))) {
            return false;
        }
        boolean single = text.charAt(stop) == '.' && (after == stop + 1 || text.charAt(stop + 1) != '.');
        return !single || endsAfter(wordBefore(from, stop), from, next, end);
    }

    private boolean endsAfter(String word, int from, int next, int end) {
        if (word.isEmpty() || word.length() > LONGEST_ABBREVIATION) {
            return true;
        }
        if (word.chars().allMatch(Character::isDigit)) {
            return endsAfterNumber(word, from, next, end);
        }
        String lower = word.toLowerCase(Locale.ROOT);
        if (BEFORE_NAMES.contains(lower)) {
            return false;
        }
        if (BEFORE_NUMBERS.contains(lower) && Character.isDigit(text.charAt(next))) {
            return false;
        }
        boolean initial = word.codePointCount(0, word.length()) == 1 && Character.isLetter(word.codePointAt(0));
        boolean mayGoOn =
                initial || FINAL.contains(lower) || DOTTED.matcher(word).matches();
        return !mayGoOn || beginsLikeSentence(next, end);
    }

    /** German writes ordinals with a full stop: the 3. of October. */
    private boolean endsAfterNumber(String number, int from, int next, int end) {
        boolean enumerator = text.startsWith(number, from);
        if (enumerator && number.length() <= LONGEST_ORDINAL) {
            return false;
        }
        boolean ordinal = language == Language.DE && number.length() <= LONGEST_ORDINAL;
        return !ordinal || beginsLikeSentence(next, end);
    }

    /** A capitalised stop word after an abbreviation is capitalised because a sentence begins. */
    private boolean beginsLikeSentence(int next, int end) {
        int at = next;
        while (at < end && Character.isLetter(text.charAt(at))) {
            at++;
        }
        return at > next && stopWords.contains(text.substring(next, at).toLowerCase(Locale.ROOT));
    }

    private int nextWord(int after, int end) {
        int at = after;
        while (at < Math.min(end, after + LOOKAHEAD)) {
            int codePoint = text.codePointAt(at);
            if (Glyph.of(codePoint).saysSomething()) {
                return at;
            }
            at += Character.charCount(codePoint);
        }
        return end;
    }

    private String wordBefore(int from, int stop) {
        int start = stop;
        while (start > from
                && stop - start <= LONGEST_ABBREVIATION
                && !Glyph.of(text.charAt(start - 1)).isUnseen()) {
            start--;
        }
        while (start < stop && !Character.isLetterOrDigit(text.codePointAt(start))) {
            start++;
        }
        return text.substring(start, stop);
    }
}
