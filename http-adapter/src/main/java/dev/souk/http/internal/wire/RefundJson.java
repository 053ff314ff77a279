package dev.souk.http.internal.wire;

import dev.souk.engine.call.Refund;
import dev.souk.engine.call.RefundReceipt;
import java.time.Instant;

/**
 * Credits that a tenant got back for a call.
 *
 * @param transfer under which they are in the journal
 * @param executionId for which call
 * @param tenant who got them
 * @param amount how much
 * @param at when
 * @param memo a line for people
 */
public record RefundJson(String transfer, String executionId, String tenant, Money amount, Instant at, String memo) {
    /** This refund. */
    public static RefundJson of(Refund refund) {
        return new RefundJson(
                refund.transfer().value(),
                refund.executionId().value(),
                refund.tenant().value(),
                Money.of(refund.amount()),
                refund.at(),
                refund.memo());
    }

    /**
     * The answer to who asked for it.
     *
     * @param refund what was given back
     * @param paid what the call has cost
     * @param refunded what was given back of it in sum
     * @param left what can still be given back
     * @param balance what the tenant has available now
     */
    public record Receipt(RefundJson refund, Money paid, Money refunded, Money left, Money balance) {
        /** This receipt. */
        public static Receipt of(RefundReceipt receipt) {
            return new Receipt(
                    RefundJson.of(receipt.refund()),
                    Money.of(receipt.paid()),
                    Money.of(receipt.refunded()),
                    Money.of(receipt.left()),
                    Money.of(receipt.balance().available()));
        }
    }
}
