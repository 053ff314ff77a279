package dev.souk.plugin.scanner;

/** How the findings are reported. */
public enum ReportFormat {
    /** As a list. */
    FINDINGS,
    /** As a SARIF 2.1.0 log. */
    SARIF
}
