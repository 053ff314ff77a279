package dev.souk.spi.store;

import dev.souk.spi.ledger.AccountId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came to one collecting account since the last roll-up.
 *
 * @param account a collecting account
 * @param amount the sum of it, in the account's unit; may be zero or negative
 * @param lastOrNull the account's last line, if it has one
 * @since 0.1
 */
public record RollUp(
        AccountId account, long amount, @Nullable RolledUpLine lastOrNull) {
    /**
     * Checks that the line is the account's.
     *
     * @throws IllegalArgumentException if it is another's
     */
    public RollUp {
        Objects.requireNonNull(account, "account");
        if (lastOrNull != null && !lastOrNull.account().equals(account)) {
            throw new IllegalArgumentException("a line of " + lastOrNull.account() + " is none of " + account);
        }
    }

    /** The account's last line, if it has one. */
    public Optional<RolledUpLine> last() {
        return Optional.ofNullable(lastOrNull);
    }
}
