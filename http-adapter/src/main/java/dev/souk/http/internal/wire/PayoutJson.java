package dev.souk.http.internal.wire;

import dev.souk.engine.call.PublisherBalance;
import dev.souk.spi.store.Payout;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A payout to a publisher.
 *
 * @param id its name
 * @param publisher to whom
 * @param amount how much
 * @param state the state in lower case: approved, rejected, or neither yet
 * @param memo what the first person says of it
 * @param requestedBy who asked for it
 * @param requestedAt when
 * @param decidedBy who decided over it; null until then
 * @param decidedAt when
 * @param decisionMemo what that person says
 */
public record PayoutJson(
        String id,
        String publisher,
        Money amount,
        String state,
        String memo,
        String requestedBy,
        Instant requestedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String decisionMemo) {
    /** This payout. */
    public static PayoutJson of(Payout payout) {
        Payout.Decision decision = payout.decisionOrNull();
        return new PayoutJson(
                payout.id().value(),
                payout.publisher(),
                Money.of(payout.amount()),
                payout.state().name().toLowerCase(Locale.ROOT),
                payout.memo(),
                payout.requestedBy(),
                payout.requestedAt(),
                decision == null ? null : decision.by(),
                decision == null ? null : decision.at(),
                decision == null ? null : decision.memo());
    }

    /**
     * What a publisher has.
     *
     * @param publisher the first part of its agents' ids
     * @param heldBack what it has earned and cannot be paid out yet
     * @param payable what can be paid out now
     * @param owed what it owes after refunds
     */
    public record Publisher(String publisher, Money heldBack, Money payable, Money owed) {
        /** This balance. */
        public static Publisher of(PublisherBalance balance) {
            return new Publisher(
                    balance.publisher(),
                    Money.of(balance.heldBack()),
                    Money.of(balance.payable()),
                    Money.of(balance.owed()));
        }
    }
}
