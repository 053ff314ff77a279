package dev.souk.plugin.data.row;

/** What to do about a row that does not fit. */
public enum OnBadRow {
    /** Leave it out, report it, and go on. */
    REPORT,
    /** Fail the call at the first. */
    FAIL
}
