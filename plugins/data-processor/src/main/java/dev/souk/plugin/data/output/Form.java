package dev.souk.plugin.data.output;

/** In which form the resulting rows are answered. The names appear in requests. */
public enum Form {
    /** A list of rows, each a list of values in the order of the columns. */
    ROWS,
    /** One text of comma-separated values with a header line. */
    CSV,
    /** One text with a JSON object a line. */
    JSON_LINES
}
