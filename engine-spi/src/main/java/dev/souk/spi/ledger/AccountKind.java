package dev.souk.spi.ledger;

/**
 * What an account is for. A <em>guarded</em> account can run out: its balance is kept in one row that a transaction locks, and
 * what is available never falls below zero. A <em>collecting</em> account only gathers postings: nothing is ever held on it, no
 * call waits for it, and its balance is the sum of its postings.
 *
 * @since 0.1
 */
public enum AccountKind {
    /** The credits of a tenant. */
    TENANT_CREDITS("tenant", Unit.CREDIT_MICROS, true),
    /** The trial calls of one user of one tenant. */
    USER_TRIAL("user-trial", Unit.TRIAL_CALLS, true),
    /** The trial calls of one device. */
    DEVICE_TRIAL("device-trial", Unit.TRIAL_CALLS, true),
    /** What a publisher has earned and is not payable yet; negative if refunds took more than there was. */
    PUBLISHER_EARNINGS("publisher", Unit.CREDIT_MICROS, false),
    /** What a publisher has earned and can be paid out: its hold-back is over. */
    PUBLISHER_PAYABLE("payable", Unit.CREDIT_MICROS, true),
    /** What one payout has set aside until it is approved or rejected. */
    PAYOUT("payout", Unit.CREDIT_MICROS, true),
    /** What was paid out to publishers. */
    PLATFORM_PAYOUTS("platform-payouts", Unit.CREDIT_MICROS, false),
    /** What the platform has earned. */
    PLATFORM_FEES("platform-fees", Unit.CREDIT_MICROS, false),
    /** The other side of every deposit: what tenants have paid in, negative. */
    PLATFORM_DEPOSITS("platform-deposits", Unit.CREDIT_MICROS, false),
    /** The other side of every grant: what was given away, negative. */
    PLATFORM_GRANTS("platform-grants", Unit.CREDIT_MICROS, false),
    /** What the platform bore itself, negative: calls that were answered and that their callers could not be charged for. */
    PLATFORM_COSTS("platform-costs", Unit.CREDIT_MICROS, false),
    /** The other side of every trial that was opened, negative. */
    TRIAL_ISSUED("trial-issued", Unit.TRIAL_CALLS, false),
    /** The trial calls that were used. */
    TRIAL_USED("trial-used", Unit.TRIAL_CALLS, false),
    /** What is left of one budget in one period. */
    BUDGET_LEFT("budget-left", Unit.BUDGET_MICROS, true),
    /**
     * What was spent of one budget in one period. It cannot run out, and is guarded because a budget is held to it: a transaction
     * that admits a call must see all that was spent before.
     */
    BUDGET_USED("budget-used", Unit.BUDGET_MICROS, true),
    /** The other side of every budget that was granted, negative. */
    BUDGET_ISSUED("budget-issued", Unit.BUDGET_MICROS, false);

    private final String prefix;
    private final Unit unit;
    private final boolean guarded;

    AccountKind(String prefix, Unit unit, boolean guarded) {
        this.prefix = prefix;
        this.unit = unit;
        this.guarded = guarded;
    }

    /** How ids of such accounts begin. */
    public String prefix() {
        return prefix;
    }

    /** What such accounts count. */
    public Unit unit() {
        return unit;
    }

    /** Whether such an account can run out, and so has a balance that is locked and guarded. */
    public boolean isGuarded() {
        return guarded;
    }

    /** Whether there is one such account for each owner, and not a single one for the platform. */
    public boolean hasOwner() {
        return guarded || this == PUBLISHER_EARNINGS;
    }
}
