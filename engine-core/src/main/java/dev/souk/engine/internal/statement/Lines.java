package dev.souk.engine.internal.statement;

import dev.souk.engine.call.StatementEntry;

/**
 * The lines of a statement with what the account had before and after them. They may be gone through again and again, and are the same
 * each time. Thread-safe.
 */
public interface Lines extends Iterable<StatementEntry> {
    /** What the account had before the first line. */
    long opening();

    /** What it had with the last line. */
    long closing();
}
