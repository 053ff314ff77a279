package dev.souk.plugin.data.row;

import java.math.BigDecimal;

/** A value as text: numbers without an exponent, dates and timestamps as ISO 8601, timestamps in UTC. */
public final class ValueText {
    private ValueText() {}

    /** The text of a value. */
    public static String of(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    /** The value with its type, for a message: {@code the text 'abc'}. */
    public static String described(Object value) {
        return "the " + typeOf(value) + " " + Excerpt.of(of(value));
    }

    private static String typeOf(Object value) {
        return switch (ValueOrder.rank(value)) {
            case 0 -> "boolean";
            case 1 -> "number";
            case 2 -> "date";
            case 3 -> "timestamp";
            default -> "text";
        };
    }
}
