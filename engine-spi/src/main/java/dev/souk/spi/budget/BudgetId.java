package dev.souk.spi.budget;

import java.util.Comparator;
import java.util.Objects;

/**
 * Which budget: a holder has at most one of each period, so that a month's budget and a day's cap stand side by side. As text
 * {@code user/acme/ann/month}.
 *
 * @param holder whose spending it bounds
 * @param period how often it renews
 * @since 0.1
 */
public record BudgetId(BudgetHolder holder, BudgetPeriod period) implements Comparable<BudgetId> {
    private static final Comparator<BudgetId> ORDER =
            Comparator.comparing((BudgetId id) -> id.holder.toString()).thenComparing(id -> id.period.id());

    /** Checks that both are there. */
    public BudgetId {
        Objects.requireNonNull(holder, "holder");
        Objects.requireNonNull(period, "period");
    }

    /**
     * Reads an id as {@code toString} writes it.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public static BudgetId parse(String text) {
        int slash = Math.max(0, text.lastIndexOf('/'));
        return new BudgetId(
                BudgetHolder.parse(text.substring(0, slash)),
                BudgetPeriod.ofId(text.substring(Math.min(text.length(), slash + 1))));
    }

    /** By the texts of the holders, then of the periods. */
    @Override
    public int compareTo(BudgetId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return holder + "/" + period.id();
    }
}
