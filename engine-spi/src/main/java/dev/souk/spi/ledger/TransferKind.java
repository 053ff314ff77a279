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
    /** A tenant got back what a call had cost it, or a part of that. */
    REFUND,
    /** Earnings became payable, because their hold-back was over. */
    MATURITY,
    /** What a publisher owed after refunds was taken from what was payable to it. */
    CLAWBACK,
    /** An amount was set aside for a payout. */
    PAYOUT_REQUEST,
    /** A payout was approved and left the books. */
    PAYOUT,
    /** A payout was rejected, and its amount is payable again. */
    PAYOUT_REJECTION,
    /** A call was answered when it had been given up; the platform paid for it. */
    LATE
}
