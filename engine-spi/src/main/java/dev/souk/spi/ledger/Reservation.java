package dev.souk.spi.ledger;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

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
        if (isAnyNamedTwice(legs)) {
            throw new IllegalArgumentException("a reservation names an account twice");
        }
    }

    private static boolean isAnyNamedTwice(List<Leg> legs) {
        // One leg or two, nearly always.
        if (legs.size() <= 2) {
            return legs.size() == 2 && legs.get(0).account().equals(legs.get(1).account());
        }
        Set<AccountId> accounts = new HashSet<>();
        for (Leg leg : legs) {
            accounts.add(leg.account());
        }
        return accounts.size() != legs.size();
    }

    /** How much is set aside on this account. */
    public long amountOn(AccountId account) {
        for (Leg leg : legs) {
            if (leg.account().equals(account)) {
                return leg.amount();
            }
        }
        return 0;
    }
}
