package dev.souk.plugin.summarizer.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a text, without the space around it.
 *
 * @param start its first character
 * @param end behind its last; equal to start if the line is blank
 */
record Line(int start, int end) {
    private static final int LONGEST_RULE = 200;
    private static final Pattern MARKDOWN_HEADING = Pattern.compile("#{1,6}[ \\t]+");
    private static final Pattern BULLET =
            Pattern.compile("(?:[-*+•‣▪◦–—]|\\(?[0-9]{1,3}[.)]|\\(?[a-z]\\)|>)[ \\t\u00A0]+");
    private static final Pattern RULE = Pattern.compile("([-=*_~#])\\1{2,}");

    /** Takes the space off both ends. */
    static Line trimmed(String text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && Glyph.of(text.charAt(start)).isUnseen()) {
            start++;
        }
        while (end > start && Glyph.of(text.charAt(end - 1)).isUnseen()) {
            end--;
        }
        return new Line(start, end);
    }

    int length() {
        return end - start;
    }

    boolean isBlank() {
        return start == end;
    }

    /** Whether it is a drawn line such as {@code -----}, which says nothing. */
    boolean isRule(String text) {
        return length() <= LONGEST_RULE && on(RULE, text).matches();
    }

    /** Whether it is a heading as Markdown writes it. */
    boolean isMarkdownHeading(String text) {
        return on(MARKDOWN_HEADING, text).lookingAt();
    }

    /** Whether it begins an item of a list. */
    boolean isItem(String text) {
        return on(BULLET, text).lookingAt();
    }

    /** Behind the mark of a heading or of an item, if it has one. */
    int contentStart(String text) {
        for (Pattern mark : new Pattern[] {MARKDOWN_HEADING, BULLET}) {
            Matcher matcher = on(mark, text);
            if (matcher.lookingAt()) {
                return matcher.end();
            }
        }
        return start;
    }

    /** How many characters stand before the first space. */
    int firstWordLength(String text) {
        int at = start;
        while (at < end && Glyph.of(text.charAt(at)) != Glyph.BLANK) {
            at++;
        }
        return at - start;
    }

    boolean beginsInLowerCase(String text) {
        return start < end && Character.isLowerCase(text.codePointAt(start));
    }

    private Matcher on(Pattern pattern, String text) {
        return pattern.matcher(text).region(start, end);
    }
}
