package dev.souk.spi.ledger;

import dev.souk.spi.budget.BudgetId;
import dev.souk.spi.caller.DeviceId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.caller.UserId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The name of an account: its kind and its owner. As text {@code kind/owner}, such as {@code tenant/acme} or
 * {@code user-trial/acme/ann}; for an account of the platform's own the kind alone. The order is that of the text, and accounts
 * are locked in it.
 *
 * @param kind what the account is for
 * @param owner whose it is, in printable ASCII characters without blanks; empty for an account of the platform's own
 * @since 0.1
 */
public record AccountId(AccountKind kind, String owner) implements Comparable<AccountId> {
    /** Where the platform's fees go. */
    public static final AccountId PLATFORM_FEES = new AccountId(AccountKind.PLATFORM_FEES, "");
    /** Where deposits come from. */
    public static final AccountId PLATFORM_DEPOSITS = new AccountId(AccountKind.PLATFORM_DEPOSITS, "");
    /** Where grants come from. */
    public static final AccountId PLATFORM_GRANTS = new AccountId(AccountKind.PLATFORM_GRANTS, "");
    /** Where payouts go: what was paid to publishers. */
    public static final AccountId PLATFORM_PAYOUTS = new AccountId(AccountKind.PLATFORM_PAYOUTS, "");
    /** Where the platform pays from what callers could not be charged for. */
    public static final AccountId PLATFORM_COSTS = new AccountId(AccountKind.PLATFORM_COSTS, "");
    /** Where trial calls come from. */
    public static final AccountId TRIAL_ISSUED = new AccountId(AccountKind.TRIAL_ISSUED, "");
    /** Where used trial calls go. */
    public static final AccountId TRIAL_USED = new AccountId(AccountKind.TRIAL_USED, "");
    /** Where budgets come from. */
    public static final AccountId BUDGET_ISSUED = new AccountId(AccountKind.BUDGET_ISSUED, "");

    private static final Map<String, AccountKind> KINDS = Arrays.stream(AccountKind.values())
            .collect(Collectors.toUnmodifiableMap(AccountKind::prefix, kind -> kind));

    /**
     * Checks that there is an owner if the kind has one, and its form.
     *
     * @throws IllegalArgumentException if there is none, one too many, or one of another form
     */
    public AccountId {
        Objects.requireNonNull(kind, "kind");
        if (kind.hasOwner() == owner.isEmpty()) {
            throw new IllegalArgumentException(
                    "an account of kind " + kind + (owner.isEmpty() ? " needs an owner" : " has no owner"));
        }
        for (int i = 0; i < owner.length(); i++) {
            if (owner.charAt(i) < '!' || owner.charAt(i) > '~') {
                throw new IllegalArgumentException(
                        "the owner of an account of kind " + kind + " has printable ASCII characters and no blanks");
            }
        }
    }

    /** The credits of this tenant. */
    public static AccountId creditsOf(TenantId tenant) {
        return new AccountId(AccountKind.TENANT_CREDITS, tenant.value());
    }

    /** The trial of this user of this tenant. */
    public static AccountId trialOf(TenantId tenant, UserId user) {
        return new AccountId(AccountKind.USER_TRIAL, tenant.value() + "/" + user.value());
    }

    /** The trial of this device. */
    public static AccountId trialOf(DeviceId device) {
        return new AccountId(AccountKind.DEVICE_TRIAL, device.value());
    }

    /**
     * What is left of a budget in the period at this moment, such as {@code budget-left/month/2026-11/user/acme/ann}. Each period has
     * accounts of its own, so a budget renews by being asked for under another name.
     *
     * @param budget which budget
     * @param at in which of its periods
     */
    public static AccountId budgetLeft(BudgetId budget, Instant at) {
        return new AccountId(AccountKind.BUDGET_LEFT, inPeriod(budget, at));
    }

    /**
     * What was spent of a budget in the period at this moment; see {@link #budgetLeft}.
     *
     * @param budget which budget
     * @param at in which of its periods
     */
    public static AccountId budgetUsed(BudgetId budget, Instant at) {
        return new AccountId(AccountKind.BUDGET_USED, inPeriod(budget, at));
    }

    private static String inPeriod(BudgetId budget, Instant at) {
        return budget.period().id() + "/" + budget.period().nameAt(at) + "/" + budget.holder();
    }

    /**
     * The earnings of this publisher.
     *
     * @param publisher the first part of its agents' ids
     */
    public static AccountId earningsOf(String publisher) {
        return new AccountId(AccountKind.PUBLISHER_EARNINGS, publisher);
    }

    /**
     * What can be paid out to this publisher.
     *
     * @param publisher the first part of its agents' ids
     */
    public static AccountId payableTo(String publisher) {
        return new AccountId(AccountKind.PUBLISHER_PAYABLE, publisher);
    }

    /** What this payout has set aside. */
    public static AccountId of(PayoutId payout) {
        return new AccountId(AccountKind.PAYOUT, payout.value());
    }

    /**
     * Reads an id as {@link #toString()} writes it.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public static AccountId parse(String text) {
        int slash = text.indexOf('/');
        String prefix = slash < 0 ? text : text.substring(0, slash);
        AccountKind kind = KINDS.get(prefix);
        if (kind != null && kind.hasOwner() == slash >= 0) {
            return new AccountId(kind, slash < 0 ? "" : text.substring(slash + 1));
        }
        throw new IllegalArgumentException("'" + text + "' is not an account id");
    }

    /** What the account counts. */
    public Unit unit() {
        return kind.unit();
    }

    /** Whether the account can run out; see {@link AccountKind}. */
    public boolean isGuarded() {
        return kind.isGuarded();
    }

    @Override
    public int compareTo(AccountId other) {
        int byKind = kind.prefix().compareTo(other.kind.prefix());
        return byKind != 0 ? byKind : owner.compareTo(other.owner);
    }

    @Override
    public String toString() {
        return owner.isEmpty() ? kind.prefix() : kind.prefix() + "/" + owner;
    }
}
