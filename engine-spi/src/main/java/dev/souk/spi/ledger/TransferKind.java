package dev.souk.spi.ledger;

/**
 * Why money, trial calls or budgets moved.
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
    /** A budget's period began, or its amount was raised in the middle of one. */
    BUDGET,
    /** What was left of a budget went back: its period is over, or the budget was taken away. */
    EXPIRY,
    /** A call was paid for. */
    CALL,
    /** A call was answered when it had been given up; the platform paid for it. */
    LATE
}
