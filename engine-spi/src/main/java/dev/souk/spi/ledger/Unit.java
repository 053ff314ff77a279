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
    TRIAL_CALLS
}
