package dev.souk.plugin.data.expression;

import dev.souk.plugin.data.row.RejectionKind;
import dev.souk.plugin.data.row.RowFault;
import dev.souk.plugin.data.row.ValueText;

/** Matches texts against patterns: {@code %} is any characters, also none; {@code _} is one; others are themselves. */
final class Like {
    private Like() {}

    static Expression of(Expression left, Expression right) {
        return row -> {
            Object text = left.of(row);
            Object pattern = right.of(row);
            if (text == null || pattern == null) {
                return null;
            }
            return matches(text(text), pattern(text(pattern)));
        };
    }

    private static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new RowFault(
                RejectionKind.EXPRESSION, "'like' needs texts, not " + ValueText.described(value) + "; use to_text");
    }

    private static String pattern(String text) {
        if (text.length() > Expression.MAX_NEEDLE) {
            throw new RowFault(
                    RejectionKind.EXPRESSION,
                    "'like' takes a pattern of at most " + Expression.MAX_NEEDLE + " characters, not " + text.length());
        }
        return text;
    }

    // When a match breaks off, only the last % can still take one more character, so there is one place to go back to.
    static boolean matches(String text, String pattern) {
        int t = 0;
        int p = 0;
        int lastPercent = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '%') {
                lastPercent = p++;
                resume = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '_' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (lastPercent >= 0) {
                p = lastPercent + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '%') {
            p++;
        }
        return p == pattern.length();
    }
}
