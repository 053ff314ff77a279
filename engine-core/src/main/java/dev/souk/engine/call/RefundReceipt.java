package dev.souk.engine.call;

import dev.souk.spi.Credits;

/**
 * What became of asking for a refund.
 *
 * @param refund what was given back
 * @param paid what the call has cost
 * @param refunded what was given back of it in sum, now
 * @param balance what the tenant has now
 * @param replayed whether it was given back already, because the same reference was used before
 * @since 0.1
 */
public record RefundReceipt(Refund refund, Credits paid, Credits refunded, Balance balance, boolean replayed) {
    /** What can still be given back. */
    public Credits left() {
        return paid.minus(refunded);
    }
}
