package dev.souk.spi.store;

import dev.souk.spi.ledger.PayoutId;
import org.jspecify.annotations.Nullable;

/**
 * Which payouts to list, those asked for last first.
 *
 * @param publisherOrNull to whom, or null for all
 * @param stateOrNull where they stand, or null for all
 * @param beforeOrNull only those that come after this one in that order, or null for the newest
 * @param most 1 to 1,000
 * @since 0.1
 */
public record PayoutQuery(
        @Nullable String publisherOrNull,
        @Nullable PayoutState stateOrNull,
        @Nullable PayoutId beforeOrNull,
        int most) {
    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if {@code most} is not between 1 and 1,000
     */
    public PayoutQuery {
        if (most < 1 || most > 1_000) {
            throw new IllegalArgumentException("a page has 1 to 1,000 rows, not " + most);
        }
    }
}
