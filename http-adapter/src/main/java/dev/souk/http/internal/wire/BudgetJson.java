package dev.souk.http.internal.wire;

import dev.souk.engine.call.BudgetStatus;
import dev.souk.engine.call.Refusal;
import dev.souk.spi.budget.Budget;
import dev.souk.spi.budget.BudgetHolder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A budget.
 *
 * @param holder whose it is, a word: {@code tenant}, {@code user} or {@code key}
 * @param user which user, if it is one's
 * @param key which key, by its public name, if it is one's
 * @param period how often it renews: {@code none}, {@code day} or {@code month}
 * @param amount the most of one period
 * @param used what was spent in the period that is now; not told in a refusal
 * @param held what running calls have set aside of it; not told in a refusal
 * @param left what calls may still set aside
 * @param renewsAt when the next period begins, if there is one
 */
public record BudgetJson(
        String holder,
        @Nullable String user,
        @Nullable String key,
        String period,
        Money amount,
        @Nullable Money used,
        @Nullable Money held,
        Money left,
        @Nullable Instant renewsAt) {
    /** This budget. */
    public static BudgetJson of(BudgetStatus status) {
        return of(
                status.budget(),
                Money.of(status.used()),
                Money.of(status.held()),
                Money.of(status.left()),
                status.renewsAtOrNull());
    }

    /** The budget that stopped a call. */
    public static BudgetJson of(Refusal.BudgetExhausted exhausted) {
        return of(exhausted.budget(), null, null, Money.of(exhausted.left()), exhausted.renewsAtOrNull());
    }

    private static BudgetJson of(
            Budget budget, @Nullable Money used, @Nullable Money held, Money left, @Nullable Instant renewsAt) {
        BudgetHolder holder = budget.id().holder();
        return new BudgetJson(
                holder.kind(),
                holder instanceof BudgetHolder.OneUser one ? one.user().value() : null,
                holder instanceof BudgetHolder.OneKey one ? one.key().value() : null,
                budget.id().period().id(),
                Money.of(budget.amount()),
                used,
                held,
                left,
                renewsAt);
    }
}
