package dev.souk.plugin.data.expression;

import dev.souk.plugin.data.row.ExactNumbers;
import dev.souk.plugin.data.row.Excerpt;
import dev.souk.plugin.data.row.ValueText;
import java.math.BigDecimal;

/** What functions do with texts. */
final class Texts {
    private Texts() {}

    /** Characters are code points. What lies before the text's beginning or behind its end is not there. */
    static String substring(Arguments arguments) {
        String text = arguments.text(0);
        int length = text.codePointCount(0, text.length());
        int from = arguments.integer(1, Integer.MIN_VALUE / 2, Integer.MAX_VALUE / 2) - 1;
        int count =
                arguments.count() == 2 ? length : arguments.integer(2, Integer.MIN_VALUE / 2, Integer.MAX_VALUE / 2);
        if (count < 0) {
            throw arguments.fault("needs a length of zero or more, not " + count);
        }
        int to = arguments.count() == 2 ? length : (int) Math.min(length, (long) from + count);
        int first = Math.min(Math.max(from, 0), length);
        if (to <= first) {
            return "";
        }
        int begin = text.offsetByCodePoints(0, first);
        return text.substring(begin, text.offsetByCodePoints(begin, to - first));
    }

    static String concat(Arguments arguments) {
        StringBuilder joined = new StringBuilder();
        for (Object value : arguments.values()) {
            String part = ValueText.of(value);
            checkLength(arguments, (long) joined.length() + part.length());
            joined.append(part);
        }
        return joined.toString();
    }

    static String replace(Arguments arguments) {
        String text = arguments.text(0);
        String what = arguments.needle(1);
        String with = arguments.text(2);
        if (what.isEmpty()) {
            throw arguments.fault("needs a text to replace, not an empty one");
        }
        long times = 0;
        for (int i = text.indexOf(what); i >= 0; i = text.indexOf(what, i + what.length())) {
            times++;
        }
        checkLength(arguments, text.length() + times * ((long) with.length() - what.length()));
        return text.replace(what, with);
    }

    static BigDecimal toNumber(Arguments arguments) {
        if (arguments.values().get(0) instanceof BigDecimal number) {
            return number;
        }
        String text = arguments.text(0);
        return ExactNumbers.parse(text)
                .orElseThrow(() -> arguments.fault("cannot read " + Excerpt.of(text) + " as a number"));
    }

    static void checkLength(Arguments arguments, long length) {
        if (length > Expression.MAX_TEXT) {
            throw arguments.fault(
                    "would make a text of " + length + " characters; at most " + Expression.MAX_TEXT + " fit");
        }
    }
}
