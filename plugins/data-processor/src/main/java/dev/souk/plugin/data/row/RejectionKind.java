package dev.souk.plugin.data.row;

/** Sorts of rows that do not fit. The names appear in answers. */
public enum RejectionKind {
    /** More or fewer fields than there are columns. */
    FIELD_COUNT,
    /** A quote that is not closed, or something behind a closing one. */
    QUOTE,
    /** Bytes that are not UTF-8, or JSON escapes that UTF-8 cannot write. */
    ENCODING,
    /** A record larger than one may be. */
    TOO_LONG,
    /** A line that is not JSON, or a record that is not an object. */
    JSON,
    /** A value that is not of the type asked for. */
    CAST,
    /** An expression that has no value for the row, such as a division by zero. */
    EXPRESSION,
    /** A value that cannot be aggregated, such as the sum of a text. */
    AGGREGATE
}
