package dev.souk.plugin.data.expression;

import dev.souk.plugin.data.row.Columns;
import dev.souk.plugin.data.row.Row;
import org.jspecify.annotations.Nullable;

/**
 * A value computed from one row, written in a small language of our own.
 *
 * <p><b>Values.</b> Numbers are exact decimals: {@code 12}, {@code 0.5}. Texts stand in single quotes, with {@code ''} for a quote:
 * {@code 'it''s'}. There are {@code true}, {@code false} and {@code null}. A column stands for its value in the row: {@code price},
 * {@code address.city}, and in brackets if it is not a plain name or is a word of the language: {@code [unit price]}, {@code [in]}
 * ({@code ]]} for a bracket). Words of the language and functions may be written in upper or lower case; columns are as they are.
 *
 * <p><b>Operators</b>, those that bind least first: {@code or}; {@code and}; {@code not}; the comparisons {@code = != <> < <= > >=},
 * {@code [not] in (a, b)}, {@code [not] like 'a%'} ({@code %} for any characters, <code>_</code> for one), {@code is [not] null};
 * {@code + -}; {@code * / %}; a minus in front. Comparisons do not chain. Numbers compare with numbers, texts with texts (by code
 * unit), dates with dates and timestamps, and a text compared with a date or a timestamp is read as one ({@code ordered >=
 * '2024-01-31'}). Anything else is a fault of the row, and never quietly false. A quotient is rounded half to even at ten places,
 * or as many as its operands have; {@code %} has the sign of its left side.
 *
 * <p><b>Null</b> is as in SQL. An operation or comparison with null gives null, {@code null = null} too; {@code is null} asks for
 * it. {@code false and null} is false, {@code true or null} is true, other uses of {@code and}, {@code or} and {@code not} with
 * null give null. {@code a in (b, null)} is null unless {@code a} equals {@code b}. A filter keeps the rows for which its
 * expression is true; not those for which it is false or null. Functions give null if an argument is null, except {@code concat}
 * (which leaves nulls away), {@code coalesce} and {@code if}.
 *
 * <p><b>Functions.</b> On texts: {@code upper(t)}, {@code lower(t)}, {@code trim(t)}, {@code length(t)}, {@code substring(t, from[,
 * length])} (characters from 1), {@code concat(a, …)}, {@code replace(t, what, with)}, {@code contains(t, part)},
 * {@code starts_with(t, part)}, {@code ends_with(t, part)}, {@code to_number(t)}. On numbers: {@code round(n[, places])} (half away
 * from zero), {@code floor(n)}, {@code ceil(n)}, {@code abs(n)}. On dates and timestamps, or texts that are one: {@code year(d)},
 * {@code month(d)}, {@code day(d)}, in UTC. On anything: {@code to_text(v)}, {@code coalesce(a, …)} (the first that is not null),
 * {@code if(condition, then, else)} (else, if the condition is null).
 *
 * <p><b>Bounds.</b> An expression has at most {@link #MAX_LENGTH} characters and {@link #MAX_OPERATIONS} operators, and is nested at most {@link #MAX_DEPTH} deep; a text
 * it computes has at most {@link #MAX_TEXT} characters, one it looks for at most {@link #MAX_NEEDLE}. It always ends.
 *
 * <p>Immutable and thread-safe.
 */
@FunctionalInterface
public interface Expression {
    /** The most characters an expression may have. */
    int MAX_LENGTH = 4_000;

    /** How deep parentheses, functions, {@code not} and minus signs may lie in one another. */
    int MAX_DEPTH = 64;

    /** The most operators an expression may have: each of a chain lies one deeper than the next when it is computed. */
    int MAX_OPERATIONS = 500;

    /** The most characters a computed text may have. */
    int MAX_TEXT = 1 << 20;

    /** The most characters of a pattern, or of a text that is looked for in another. */
    int MAX_NEEDLE = 1_000;

    /**
     * The value for a row.
     *
     * @throws dev.souk.plugin.data.row.RowFault if it has none, such as for a division by zero
     */
    @Nullable
    Object of(Row row);

    /**
     * Reads an expression.
     *
     * @param text what the caller wrote
     * @param columns what it may name
     * @throws ExpressionException if it is none, or names a column or a function that is not there
     */
    static Expression parse(String text, Columns columns) throws ExpressionException {
        if (text.length() > MAX_LENGTH) {
            throw new ExpressionException(
                    MAX_LENGTH,
                    "the expression has " + text.length() + " characters; at most " + MAX_LENGTH + " are read");
        }
        return new Parser(Lexer.tokens(text), columns).parse();
    }
}
