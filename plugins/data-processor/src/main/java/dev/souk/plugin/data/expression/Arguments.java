package dev.souk.plugin.data.expression;

import dev.souk.plugin.data.row.ExactNumbers;
import dev.souk.plugin.data.row.Moments;
import dev.souk.plugin.data.row.RejectionKind;
import dev.souk.plugin.data.row.RowFault;
import dev.souk.plugin.data.row.ValueText;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * The arguments with which a function is called for one row, none of them null.
 *
 * @param function its name, for messages
 * @param values in order
 */
record Arguments(String function, List<Object> values) {
    int count() {
        return values.size();
    }

    String text(int index) {
        if (values.get(index) instanceof String text) {
            return text;
        }
        throw wrong(index, "a text", "; use to_text");
    }

    /** A text to look for. It is short, or a search in a long text could take longer than the call has time. */
    String needle(int index) {
        String needle = text(index);
        if (needle.length() > Expression.MAX_NEEDLE) {
            throw fault("looks for at most " + Expression.MAX_NEEDLE + " characters, not " + needle.length());
        }
        return needle;
    }

    BigDecimal number(int index) {
        if (values.get(index) instanceof BigDecimal number) {
            return number;
        }
        throw wrong(index, "a number", "; cast the column before, or use to_number");
    }

    /** A whole number; one beyond the range is as good as the range's end. */
    int integer(int index, int least, int most) {
        BigDecimal number = number(index);
        if (!ExactNumbers.isInteger(number)) {
            throw wrong(index, "a whole number", "");
        }
        return number.max(BigDecimal.valueOf(least))
                .min(BigDecimal.valueOf(most))
                .intValueExact();
    }

    LocalDate date(int index) {
        Object value = values.get(index);
        if (value instanceof LocalDate date) {
            return date;
        }
        if (value instanceof Instant timestamp) {
            return Moments.dateOf(timestamp);
        }
        if (value instanceof String text) {
            return Moments.ISO
                    .timestamp(text)
                    .map(Moments::dateOf)
                    .orElseThrow(() -> wrong(index, "a date", "; cast the column before"));
        }
        throw wrong(index, "a date", "");
    }

    RowFault fault(String reason) {
        return new RowFault(RejectionKind.EXPRESSION, "'" + function + "' " + reason);
    }

    private RowFault wrong(int index, String wanted, String hint) {
        return fault("needs " + wanted + " as argument " + (index + 1) + ", not "
                + ValueText.described(values.get(index)) + hint);
    }
}
