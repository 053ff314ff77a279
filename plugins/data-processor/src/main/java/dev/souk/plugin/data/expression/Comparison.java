package dev.souk.plugin.data.expression;

import dev.souk.plugin.data.row.Moments;
import dev.souk.plugin.data.row.RejectionKind;
import dev.souk.plugin.data.row.RowFault;
import dev.souk.plugin.data.row.ValueOrder;
import dev.souk.plugin.data.row.ValueText;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.IntPredicate;

/** Compares values that can be compared; null if one is null. */
final class Comparison {
    private Comparison() {}

    static Expression of(String symbol, Expression left, Expression right) {
        IntPredicate wanted = switch (symbol) {
            case "=" -> sign -> sign == 0;
            case "<" -> sign -> sign < 0;
            case "<=" -> sign -> sign <= 0;
            case ">" -> sign -> sign > 0;
            case ">=" -> sign -> sign >= 0;
            default -> sign -> sign != 0;
        };
        return row -> {
            Object a = left.of(row);
            Object b = right.of(row);
            if (a == null || b == null) {
                return null;
            }
            return wanted.test(compare(a, b));
        };
    }

    static Expression in(Expression left, List<Expression> candidates) {
        return row -> {
            Object value = left.of(row);
            if (value == null) {
                return candidates.isEmpty() ? false : null;
            }
            boolean unknown = false;
            for (Expression candidate : candidates) {
                Object other = candidate.of(row);
                if (other != null && compare(value, other) == 0) {
                    return true;
                }
                unknown |= other == null;
            }
            return unknown ? null : false;
        };
    }

    private static int compare(Object a, Object b) {
        if (a instanceof LocalDate day && b instanceof LocalDate other) {
            return day.compareTo(other);
        }
        Object x = a;
        Object y = b;
        if (isMoment(x) || isMoment(y)) {
            x = moment(x, b);
            y = moment(y, a);
        }
        if (x.getClass() != y.getClass()) {
            throw unlike(a, b);
        }
        return ValueOrder.NATURAL.compare(x, y);
    }

    private static boolean isMoment(Object value) {
        return value instanceof LocalDate || value instanceof Instant;
    }

    private static Instant moment(Object value, Object other) {
        if (value instanceof Instant timestamp) {
            return timestamp;
        }
        if (value instanceof LocalDate date) {
            return Moments.startOf(date);
        }
        if (value instanceof String text) {
            return Moments.ISO.timestamp(text).orElseThrow(() -> unlike(value, other));
        }
        throw unlike(value, other);
    }

    private static RowFault unlike(Object a, Object b) {
        return new RowFault(
                RejectionKind.EXPRESSION,
                "cannot compare " + ValueText.described(a) + " with " + ValueText.described(b)
                        + "; cast the column before, or use to_number or to_text");
    }
}
