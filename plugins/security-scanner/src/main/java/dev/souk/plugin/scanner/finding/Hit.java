package dev.souk.plugin.scanner.finding;

import org.jspecify.annotations.Nullable;

/**
 * A place at which a rule applies, before anything is masked. It may hold a secret and never leaves the scanner.
 *
 * @param rule which rule
 * @param context what stands around the place, at most {@link #MARGIN} characters on either side
 * @param column where in the line it begins, from zero
 * @param secretOrNull the secret's columns in the line, from zero, or null if the rule is about no secret
 */
public record Hit(
        Rule rule, Line context, int column, @Nullable Span secretOrNull) {
    /** How many characters are kept on either side of a hit; enough to see whole whatever secret the excerpt could touch. */
    static final int MARGIN = 600;

    /**
     * A setting or a piece of code.
     *
     * @param start the first character within the line's text
     * @param end the character after the last
     */
    public static Hit at(Rule rule, Line line, int start, int end) {
        return new Hit(rule, context(line, start, end), line.offset() + start, null);
    }

    /**
     * A secret.
     *
     * @param start its first character within the line's text
     * @param end the character after its last
     */
    public static Hit secret(Rule rule, Line line, int start, int end) {
        Span secret = new Span(start, end).shifted(line.offset());
        return new Hit(rule, context(line, start, end), secret.start(), secret);
    }

    private static Line context(Line line, int start, int end) {
        return line.around(start, Math.min(end, start + MARGIN), MARGIN);
    }
}
