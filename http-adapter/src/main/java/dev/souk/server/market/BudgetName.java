package dev.souk.server.market;

import dev.souk.spi.budget.BudgetPeriod;
import org.jspecify.annotations.Nullable;

/**
 * Which budget is meant.
 *
 * @param tenant which tenant pays
 * @param userOrNull of which user; null if of none alone
 * @param keyOrNull of which key, by its public name; null if of none alone
 * @param period how often it renews
 */
public record BudgetName(
        String tenant,
        @Nullable String userOrNull,
        @Nullable String keyOrNull,
        BudgetPeriod period) {
    /**
     * Checks that it is of one holder.
     *
     * @throws IllegalArgumentException if both a user and a key are named
     */
    public BudgetName {
        if (userOrNull != null && keyOrNull != null) {
            throw new IllegalArgumentException("a budget is of a user or of a key; set one for each");
        }
    }
}
