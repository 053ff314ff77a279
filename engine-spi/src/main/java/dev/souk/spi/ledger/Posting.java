package dev.souk.spi.ledger;

import java.util.Objects;

/**
 * One amount as it was recorded on one account. Never changed and never removed.
 *
 * @param account which account
 * @param amount in the account's unit: what came in is positive, what went out negative
 * @param sequence its number on a guarded account, from 1 without gaps; zero on a collecting account
 * @param balance what was posted on a guarded account with this posting; zero on a collecting account
 * @since 0.1
 */
public record Posting(AccountId account, long amount, long sequence, long balance) {
    /** Checks that there is an account. */
    public Posting {
        Objects.requireNonNull(account, "account");
    }
}
