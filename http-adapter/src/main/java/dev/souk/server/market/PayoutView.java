package dev.souk.server.market;

/**
 * A payout to a publisher.
 *
 * @param id its name
 * @param publisher to whom
 * @param amount how much, in credits
 * @param state where it stands: requested, approved or rejected
 * @param askedBy who requested it
 * @param askedAt when, as ISO 8601
 * @param memo what that person says of it
 * @param decidedBy who decided over it; empty until then
 * @param decidedAt when; empty until then
 * @param decisionMemo what that person says; empty until then
 */
public record PayoutView(
        String id,
        String publisher,
        String amount,
        String state,
        String askedBy,
        String askedAt,
        String memo,
        String decidedBy,
        String decidedAt,
        String decisionMemo) {}
