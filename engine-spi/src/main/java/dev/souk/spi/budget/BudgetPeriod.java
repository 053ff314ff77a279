package dev.souk.spi.budget;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;

/**
 * How often a budget renews. Days and months are those of the calendar in UTC.
 *
 * @since 0.1
 */
public enum BudgetPeriod {
    /** Never: the amount is all that may ever be spent. */
    NONE,
    /** At midnight. */
    DAY,
    /** At the first midnight of a month. */
    MONTH;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** The stable public name, in lower case: {@code month}. */
    public String id() {
        return id;
    }

    /**
     * The period with this public name.
     *
     * @param id a name as {@link #id()} gives it
     * @throws IllegalArgumentException if no period has this name
     */
    public static BudgetPeriod ofId(String id) {
        for (BudgetPeriod period : values()) {
            if (period.id.equals(id)) {
                return period;
            }
        }
        throw new IllegalArgumentException("a budget's period is none, day or month");
    }

    /**
     * What the period at this moment is called: {@code 2026-11-14} for a day, {@code 2026-11} for a month, {@code ever} if there is
     * but one. Of two periods of one kind the earlier has the name that sorts first.
     *
     * @param at any moment of the years 0 to 9999
     */
    public String nameAt(Instant at) {
        ZonedDateTime time = at.atZone(ZoneOffset.UTC);
        return switch (this) {
            case NONE -> "ever";
            case DAY -> time.toLocalDate().toString();
            case MONTH -> YearMonth.from(time).toString();
        };
    }

    /**
     * When the period at this moment ends and the next begins; empty if it never does.
     *
     * @param at any moment of the years 0 to 9999
     */
    public Optional<Instant> endAt(Instant at) {
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        return switch (this) {
            case NONE -> Optional.empty();
            case DAY -> Optional.of(midnight(day.plusDays(1)));
            case MONTH -> Optional.of(midnight(day.withDayOfMonth(1).plusMonths(1)));
        };
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
