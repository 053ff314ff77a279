package dev.souk.server.market;

/**
 * Credits that a tenant got back for a call.
 *
 * @param transfer under which they are in the journal
 * @param executionId for which call
 * @param tenant who got them
 * @param amount how much, in credits
 * @param paid what the call has cost
 * @param refunded what was given back of it in sum
 * @param left what can still be given back
 * @param replayed whether it was given back already, because the reference was used before
 */
public record RefundView(
        String transfer,
        String executionId,
        String tenant,
        String amount,
        String paid,
        String refunded,
        String left,
        boolean replayed) {}
