package dev.souk.plugin.summarizer.text;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Finds the words of a text. A word is a run of letters, digits and their marks, normalised to NFKC and lower case;
 * invisible characters inside it are passed over, a point or comma between digits belongs to the number, apostrophes and
 * hyphens separate. Where a script has no spaces, each pair of neighbouring characters counts as a word, as search engines
 * do it.
 */
public final class Tokenizer {
    /** A longer run of letters is cut into words of this many characters. */
    public static final int LONGEST_WORD = 64;

    /** Takes the words one by one, in order. */
    @FunctionalInterface
    public interface Sink {
        /**
         * Takes a word.
         *
         * @param start where it begins in the text
         * @param end behind its last character
         * @param word its normal form; not empty
         */
        void word(int start, int end, String word);
    }

    private final String text;
    private final int to;
    private final Sink sink;

    private Tokenizer(String text, int to, Sink sink) {
        this.text = text;
        this.to = to;
        this.sink = sink;
    }

    /**
     * Gives all words of a part of a text to the sink.
     *
     * @param from where the part begins
     * @param to where it ends, exclusive
     */
    public static void words(String text, int from, int to, Sink sink) {
        new Tokenizer(text, to, sink).run(from);
    }

    private void run(int from) {
        int at = from;
        while (at < to) {
            int codePoint = text.codePointAt(at);
            Glyph glyph = Glyph.of(codePoint);
            if (glyph == Glyph.DENSE) {
                at = pairs(at);
            } else if (glyph.beginsWord()) {
                at = word(at, glyph);
            } else {
                at += Character.charCount(codePoint);
            }
        }
    }

    private int word(int start, Glyph kind) {
        StringBuilder letters = new StringBuilder();
        int end = start;
        int at = start;
        while (at < to && letters.length() < LONGEST_WORD) {
            int codePoint = text.codePointAt(at);
            Glyph glyph = Glyph.of(codePoint);
            int next = at + Character.charCount(codePoint);
            if (glyph == kind || glyph == Glyph.MARK || isInsideNumber(at)) {
                letters.appendCodePoint(codePoint);
                end = next;
            } else if (glyph != Glyph.INVISIBLE) {
                break;
            }
            at = next;
        }
        sink.word(start, end, normal(letters.toString()));
        return at;
    }

    private boolean isInsideNumber(int at) {
        char c = text.charAt(at);
        return (c == '.' || c == ',')
                && at > 0
                && at + 1 < to
                && Character.isDigit(text.charAt(at - 1))
                && Character.isDigit(text.charAt(at + 1));
    }

    private int pairs(int start) {
        int before = start;
        int at = pastDense(start);
        if (!isDense(at)) {
            sink.word(start, at, normal(text.substring(start, at)));
            return at;
        }
        while (isDense(at)) {
            int end = pastDense(at);
            sink.word(before, end, normal(text.substring(before, end)));
            before = at;
            at = end;
        }
        return at;
    }

    private boolean isDense(int at) {
        return at < to && Glyph.of(text.codePointAt(at)) == Glyph.DENSE;
    }

    private int pastDense(int start) {
        int at = start + Character.charCount(text.codePointAt(start));
        while (at < to && at - start < LONGEST_WORD && Glyph.of(text.codePointAt(at)) == Glyph.MARK) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    private static String normal(String letters) {
        for (int i = 0; i < letters.length(); i++) {
            if (letters.charAt(i) > 0x7F) {
                return Normalizer.normalize(letters, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
            }
        }
        return letters.toLowerCase(Locale.ROOT);
    }
}
