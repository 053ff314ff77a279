package dev.souk.spi.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a running call sets aside, on all accounts it needs, all or nothing. It ends exactly once: settled with at most what was
 * set aside, released, or expired.
 *
 * @param legs one positive amount for each account; none for a call that costs nothing
 * @param epoch raised each time the reservation changes hands, so that whoever had it before can no longer end it
 * @param expiresAt until when it is held, by the store's time, unless it is renewed; after that anybody may give it back
 * @since 0.1
 */
public record Reservation(List<Leg> legs, long epoch, Instant expiresAt) {
    /**
     * Checks the legs.
     *
     * @throws IllegalArgumentException if a leg is not positive, on a collecting account, or on the same account as another
     */
    public Reservation {
        legs = List.copyOf(legs);
        Objects.requireNonNull(expiresAt, "expiresAt");
        for (Leg leg : legs) {
            if (leg.amount() < 0 || !leg.account().isGuarded()) {
                throw new IllegalArgumentException("cannot set aside " + leg.amount() + " on " + leg.account());
            }
        }
        if (legs.stream().map(Leg::account).distinct().count() != legs.size()) {
            throw new IllegalArgumentException("a reservation names an account twice");
        }
    }

    /** How much is set aside on this account. */
    public long amountOn(AccountId account) {
        return legs.stream()
                .filter(leg -> leg.account().equals(account))
                .mapToLong(Leg::amount)
                .sum();
    }
}
