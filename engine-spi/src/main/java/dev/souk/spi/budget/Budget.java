package dev.souk.spi.budget;

import dev.souk.spi.Credits;
import java.time.Instant;
import java.util.Objects;

/**
 * The most that calls may spend in each period. What they have set aside counts as spent until they give it back. Trial calls cost no
 * credits and count in no budget.
 *
 * @param id which budget
 * @param amount the most of one period; positive
 * @param setAt since when it is this amount
 * @since 0.1
 */
public record Budget(BudgetId id, Credits amount, Instant setAt) {
    /**
     * Checks the amount.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Budget {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(setAt, "setAt");
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("a budget of " + amount + " credits is not positive");
        }
    }
}
