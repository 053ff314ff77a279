package dev.souk.spi.ledger;

/**
 * What an account counts. Postings of one transfer sum to zero for each unit on its own.
 *
 * @since 0.1
 */
public enum Unit {
    /** Money, in millionths of a credit. */
    CREDIT_MICROS,

    /** Calls of the free trial. */
    TRIAL_CALLS,

    /** What budgets allow to be spent, in millionths of a credit. It is no money: nobody owns it and nobody is paid in it. */
    BUDGET_MICROS
}
