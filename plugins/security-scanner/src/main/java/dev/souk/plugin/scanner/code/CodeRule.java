package dev.souk.plugin.scanner.code;

import dev.souk.plugin.scanner.finding.Rule;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a rule about source code looks for.
 *
 * @param rule the rule
 * @param keyword stands in every text that has a match; what makes a scan fast
 * @param pattern what to find; a match that ends with an opening parenthesis is a call, and its arguments are looked at too
 * @param inStrings whether texts in quotes are seen; if not, they are blank
 * @param needs must stand in the arguments, or in the rest of the line; null if nothing must
 * @param unless must not stand there; null if anything may
 */
record CodeRule(
        Rule rule,
        String keyword,
        Pattern pattern,
        boolean inStrings,
        @Nullable Pattern needs,
        @Nullable Pattern unless) {
    /** A rule that sees code alone. */
    static CodeRule code(Rule rule, String keyword, String regex) {
        return new CodeRule(rule, keyword, Pattern.compile(regex), false, null, null);
    }

    /** A rule that sees code, and texts in quotes. */
    static CodeRule text(Rule rule, String keyword, String regex) {
        return new CodeRule(rule, keyword, Pattern.compile(regex), true, null, null);
    }

    CodeRule with(String regex) {
        return new CodeRule(rule, keyword, pattern, inStrings, Pattern.compile(regex), unless);
    }

    CodeRule without(String regex) {
        return new CodeRule(rule, keyword, pattern, inStrings, needs, Pattern.compile(regex));
    }
}
