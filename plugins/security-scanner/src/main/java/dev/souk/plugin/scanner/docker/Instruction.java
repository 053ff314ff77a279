package dev.souk.plugin.scanner.docker;

import dev.souk.plugin.scanner.finding.Hit;
import dev.souk.plugin.scanner.finding.Rule;
import dev.souk.plugin.scanner.source.LineBuffer;
import java.util.regex.Matcher;

/**
 * One instruction of a Dockerfile.
 *
 * @param keyword in upper case, such as {@code RUN}
 * @param start where its arguments begin
 * @param text the whole instruction; comments within it, and what joins its lines, are blanks
 * @param source the same as it stands in the file
 */
record Instruction(String keyword, int start, String text, LineBuffer source) {
    String arguments() {
        return text.substring(start);
    }

    /** A hit at the instruction as a whole. */
    Hit hit(Rule rule) {
        int begin = 0;
        while (begin < text.length() - 1 && Character.isWhitespace(text.charAt(begin))) {
            begin++;
        }
        return source.hit(rule, begin, text.length());
    }

    /** A hit at what a matcher found in the arguments. */
    Hit hit(Rule rule, Matcher found) {
        int begin = start + found.start();
        while (begin < start + found.end() - 1 && Character.isWhitespace(text.charAt(begin))) {
            begin++;
        }
        return source.hit(rule, begin, start + found.end());
    }

    /** A secret among the arguments. */
    Hit secret(Rule rule, int from, int to) {
        return source.secret(rule, start + from, start + to);
    }
}
