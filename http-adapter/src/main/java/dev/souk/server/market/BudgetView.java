package dev.souk.server.market;

/**
 * A budget and what became of it in the period that is now, in credits.
 *
 * @param holder whose it is: the tenant, one user or one key, in that word
 * @param name the user, or the key's public name; empty for the whole tenant
 * @param period {@code none}, {@code day} or {@code month}
 * @param amount the most of one period
 * @param used what was spent
 * @param held what running calls have set aside
 * @param left what calls may still set aside
 * @param renewsAt when the next period begins, as ISO 8601; empty if there is none
 */
public record BudgetView(
        String holder,
        String name,
        String period,
        String amount,
        String used,
        String held,
        String left,
        String renewsAt) {}
