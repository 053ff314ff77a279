package dev.souk.engine.call;

import dev.souk.spi.Credits;
import dev.souk.spi.budget.Budget;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A budget and what became of it in the period that is now.
 *
 * @param budget the budget
 * @param used what was spent; more than the amount if that was lowered since
 * @param held what running calls have set aside of it
 * @param left what calls may still set aside: the amount less both, at least zero
 * @param renewsAtOrNull when the next period begins; null if there is none
 * @since 0.1
 */
public record BudgetStatus(
        Budget budget,
        Credits used,
        Credits held,
        Credits left,
        @Nullable Instant renewsAtOrNull) {
    /** When the next period begins, if there is one. */
    public Optional<Instant> renewsAt() {
        return Optional.ofNullable(renewsAtOrNull);
    }
}
