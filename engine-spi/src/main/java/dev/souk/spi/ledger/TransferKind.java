package dev.souk.spi.ledger;

/**
 * Why money or trial calls moved.
 *
 * @since 0.1
 */
public enum TransferKind {
    /** A tenant paid in. */
    DEPOSIT,
    /** A tenant was given credits. */
    GRANT,
    /** A user's or a device's trial was opened. */
    TRIAL,
    /** A call was paid for. */
    CALL,
    /** A call was answered when it had been given up; the platform paid for it. */
    LATE
}
