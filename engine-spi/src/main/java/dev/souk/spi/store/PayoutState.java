package dev.souk.spi.store;

/**
 * Where a payout stands. It leaves {@link #REQUESTED} once, and never again after that.
 *
 * @since 0.1
 */
public enum PayoutState {
    /** Asked for; its amount is set aside. */
    REQUESTED,
    /** Approved by a second person; its amount has left the books. */
    APPROVED,
    /** Rejected; its amount is payable again. */
    REJECTED
}
