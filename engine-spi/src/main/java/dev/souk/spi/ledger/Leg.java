package dev.souk.spi.ledger;

import java.util.Objects;

/**
 * One amount on one account: a part of a reservation, where it is positive, or of a transfer that is asked for, where what comes
 * in is positive and what goes out negative.
 *
 * @param account which account
 * @param amount in the account's unit; not zero
 * @since 0.1
 */
public record Leg(AccountId account, long amount) {
    /**
     * Checks that there is an amount.
     *
     * @throws IllegalArgumentException if the amount is zero
     */
    public Leg {
        Objects.requireNonNull(account, "account");
        if (amount == 0) {
            throw new IllegalArgumentException("a leg of zero on " + account);
        }
    }
}
