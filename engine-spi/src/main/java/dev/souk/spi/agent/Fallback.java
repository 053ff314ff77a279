package dev.souk.spi.agent;

/**
 * What may be answered when an agent fails. Only its author can know whether yesterday's answer to the same question is worth
 * anything, and what.
 *
 * @since 0.1
 */
public enum Fallback {
    /** Nothing: the failure is the answer. */
    NONE,

    /** The last good reply of the same version to the same input of the same tenant, marked as such, for nothing. */
    LAST_GOOD_REPLY_FREE,

    /** The same, at the price of a call that used no model tokens. */
    LAST_GOOD_REPLY_AT_PRICE
}
