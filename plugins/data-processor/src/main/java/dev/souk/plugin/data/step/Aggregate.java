package dev.souk.plugin.data.step;

import java.util.Optional;

/**
 * What to compute over the rows of a group. All but a count of rows pass over nulls, and are null (a count is 0) if there is
 * nothing else.
 *
 * @param function what
 * @param column of which column; empty only for {@link Function#COUNT}, which then counts rows
 * @param as the name of the result's column
 */
public record Aggregate(Function function, Optional<String> column, String as) {
    /** What can be computed. The names appear in requests. */
    public enum Function {
        /** How many values, or rows. */
        COUNT,
        /** The exact sum of numbers. */
        SUM,
        /** The mean of numbers, rounded half to even at ten places, or as many as the sum has. */
        AVG,
        /** The least value. */
        MIN,
        /** The greatest value. */
        MAX,
        /** How many different values, compared as digests of 128 bits. */
        COUNT_DISTINCT,
        /** The first value in the order of the rows. */
        FIRST,
        /** The last value in the order of the rows. */
        LAST;

        boolean needsNumbers() {
            return this == SUM || this == AVG;
        }
    }
}
