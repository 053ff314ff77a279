package dev.souk.server.text;

import dev.souk.spi.Credits;
import dev.souk.spi.ledger.Unit;
import java.math.BigDecimal;

/** Amounts for columns: all six decimals, so that points stand below each other and nothing is rounded. */
public final class Amounts {
    private Amounts() {}

    /** Credits with six decimals. */
    public static String credits(Credits amount) {
        return BigDecimal.valueOf(amount.micros(), 6).toPlainString();
    }

    /** An amount in the unit of its account: credits and budgets with six decimals, trial calls as a whole number. */
    public static String of(Unit unit, long amount) {
        return unit == Unit.TRIAL_CALLS ? Long.toString(amount) : credits(Credits.ofMicros(amount));
    }

    /** What the unit is called. */
    public static String name(Unit unit) {
        return switch (unit) {
            case CREDIT_MICROS -> "credits";
            case TRIAL_CALLS -> "trial calls";
            case BUDGET_MICROS -> "budgets";
        };
    }
}
