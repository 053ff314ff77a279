package dev.souk.plugin.data.row;

import org.jspecify.annotations.Nullable;

/**
 * One row that did not fit.
 *
 * @param at which part of the request it did not fit, as a JSON pointer: {@code /source}, {@code /steps/2/cast}
 * @param line the line of the source on which its record begins, from 1; {@link Row#NO_LINE} for a computed row
 * @param column the column, or null if it is not about one
 * @param kind what sort of fault
 * @param reason for people
 */
public record Rejection(String at, long line, @Nullable String column, RejectionKind kind, String reason) {
    /** Line, column and reason in one sentence. */
    @Override
    public String toString() {
        String where = line == Row.NO_LINE ? "a computed row" : "line " + line;
        return where + (column == null ? "" : ", column " + Excerpt.of(column)) + ": " + reason;
    }
}
