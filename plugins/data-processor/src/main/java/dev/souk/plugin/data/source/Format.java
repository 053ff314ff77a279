package dev.souk.plugin.data.source;

/** How rows are written in a source. The names appear in requests. */
public enum Format {
    /** Found out from the name, the media type, or the first characters. */
    AUTO,
    /** Comma-separated values as RFC 4180 has them. */
    CSV,
    /** One JSON array of objects. */
    JSON,
    /** One JSON object a line. */
    JSON_LINES
}
