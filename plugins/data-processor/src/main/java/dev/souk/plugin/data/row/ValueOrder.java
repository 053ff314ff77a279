package dev.souk.plugin.data.row;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;

/**
 * The order of any two values that are not null: booleans (false first), numbers by value, dates, timestamps, texts. Texts are
 * ordered by UTF-16 code unit, the same everywhere and in no language's own way.
 */
public enum ValueOrder implements Comparator<Object> {
    /** The one order. */
    NATURAL;

    @Override
    public int compare(Object a, Object b) {
        if (a instanceof String x && b instanceof String y) {
            return x.compareTo(y);
        }
        if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
            return x.compareTo(y);
        }
        if (a instanceof LocalDate x && b instanceof LocalDate y) {
            return x.compareTo(y);
        }
        if (a instanceof Instant x && b instanceof Instant y) {
            return x.compareTo(y);
        }
        if (a instanceof Boolean x && b instanceof Boolean y) {
            return x.compareTo(y);
        }
        return Integer.compare(rank(a), rank(b));
    }

    static int rank(Object value) {
        if (value instanceof Boolean) {
            return 0;
        }
        if (value instanceof BigDecimal) {
            return 1;
        }
        if (value instanceof LocalDate) {
            return 2;
        }
        return value instanceof Instant ? 3 : 4;
    }
}
