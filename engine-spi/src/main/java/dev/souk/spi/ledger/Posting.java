package dev.souk.spi.ledger;

import java.util.Objects;

/**
 * One amount as it was recorded on one account. Never changed and never removed.
 *
 * @param account which account
 * @param amount in the account's unit: what came in is positive, what went out negative
 * @param sequence its number on a guarded account, from 1 without gaps; zero on a collecting account
 * @param balance what was posted on a guarded account with this posting; zero on a collecting account
 * @param link on a guarded account a digest of this posting's transfer and of the link before it, without blanks, so that the postings
 *     of an account are a chain; empty on a collecting account
 * @since 0.1
 */
public record Posting(AccountId account, long amount, long sequence, long balance, String link) {
    /** Checks that there is an account. */
    public Posting {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(link, "link");
    }

    /** A posting that is not in a chain, such as one on a collecting account. */
    public Posting(AccountId account, long amount, long sequence, long balance) {
        this(account, amount, sequence, balance, "");
    }

    /** The same posting with this link. */
    public Posting withLink(String digest) {
        return new Posting(account, amount, sequence, balance, digest);
    }
}
