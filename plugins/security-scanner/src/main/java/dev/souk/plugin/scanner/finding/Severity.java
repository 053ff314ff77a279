package dev.souk.plugin.scanner.finding;

/** How bad a finding is, the least first. */
public enum Severity {
    /** Untidy: worth mending when one is there anyway. */
    LOW,
    /** Weakens a defence. */
    MEDIUM,
    /** Opens a way in under common conditions. */
    HIGH,
    /** Gives access by itself. */
    CRITICAL;

    /** Whether this is as bad as the other, or worse. */
    public boolean isAtLeast(Severity other) {
        return compareTo(other) >= 0;
    }
}
