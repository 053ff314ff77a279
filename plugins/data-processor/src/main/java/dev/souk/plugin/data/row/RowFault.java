package dev.souk.plugin.data.row;

import org.jspecify.annotations.Nullable;

/**
 * Why one row does not fit. It ends the row's way and nothing else: the step that was at work notes it and takes the next row.
 * Cheap to throw, as it carries no stack trace.
 */
public final class RowFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RejectionKind kind;
    private final @Nullable String column;

    /**
     * A fault in a column.
     *
     * @param kind what sort of fault
     * @param column where, or null if it is not about one column
     * @param reason for people
     */
    public RowFault(RejectionKind kind, @Nullable String column, String reason) {
        super(reason, null, false, false);
        this.kind = kind;
        this.column = column;
    }

    /** A fault that is not about one column, or not yet known to be. */
    public RowFault(RejectionKind kind, String reason) {
        this(kind, null, reason);
    }

    /** What sort of fault it is. */
    public RejectionKind kind() {
        return kind;
    }

    /** The column, if it is about one. */
    public @Nullable String column() {
        return column;
    }

    /** For people. */
    public String reason() {
        return String.valueOf(getMessage());
    }

    /** The same fault, said to be about this column. */
    public RowFault in(String name) {
        return new RowFault(kind, name, reason());
    }
}
