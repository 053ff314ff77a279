package dev.souk.spi.store;

import dev.souk.spi.ledger.AccountId;
import java.time.Instant;
import java.util.Objects;

/**
 * What came to a collecting account from one roll-up to the next, in one sum. The lines of an account are a chain.
 *
 * @param account a collecting account
 * @param sequence its number on the account, from 1 without gaps
 * @param at when it was rolled up
 * @param amount the sum, in the account's unit; may be zero or negative
 * @param balance the sum of all amounts up to this one
 * @param link a digest of this line and of the link before it, without blanks
 * @since 0.1
 */
public record RolledUpLine(AccountId account, long sequence, Instant at, long amount, long balance, String link) {
    /**
     * Checks the account.
     *
     * @throws IllegalArgumentException if it is a guarded one
     */
    public RolledUpLine {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(link, "link");
        if (account.isGuarded()) {
            throw new IllegalArgumentException("the guarded account " + account + " is not rolled up");
        }
    }
}
