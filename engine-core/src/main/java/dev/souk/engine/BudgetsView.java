package dev.souk.engine;

import dev.souk.engine.call.BudgetStatus;
import dev.souk.engine.internal.budget.BudgetExpiry;
import dev.souk.engine.internal.budget.BudgetInPeriod;
import dev.souk.engine.internal.budget.Budgets;
import dev.souk.engine.internal.tenant.Tenants;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.budget.Budget;
import dev.souk.spi.budget.BudgetId;
import dev.souk.spi.caller.ApiKeyId;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.store.Store;
import dev.souk.spi.store.Tenant;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much keys, users and tenants may spend, once or in each day or month of the calendar in UTC.
 *
 * <p>A budget is hard. A call sets aside the most it can cost from the tenant's credits and from every budget it counts in, all or
 * nothing, and pays each the same in the end; so whatever runs at the same time, no more than the amount is spent in a period. A call
 * belongs to the period in which it was admitted. Trial calls, and calls that cost nothing, count in no budget.
 *
 * <p>A change counts for calls that are admitted after it: at once in this engine, and in others on the same store within
 * {@link dev.souk.engine.config.SoukConfig#tenantCacheTime()}. It changes the amount of the period that is now: what was spent and what
 * is held counts on. If that is more than a lowered amount, nothing is left until the next period, and running calls end as they would
 * have. A budget that is removed and set again in the same period goes on from what was spent before under it.
 *
 * <p>Thread-safe. Every method throws {@link SoukException} with {@link ErrorCode#STORE_UNAVAILABLE} if the store does not answer.
 *
 * @since 0.1
 */
@Singleton
public final class BudgetsView {
    /** The largest budget: a billion credits. */
    public static final Credits MAX_BUDGET = Credits.ofMicros(1_000_000_000L * Credits.MICROS_PER_CREDIT);

    private final Store store;
    private final Budgets budgets;
    private final BudgetExpiry expiry;
    private final Tenants tenants;
    private final InstantSource clock;

    @Inject
    BudgetsView(Store store, Budgets budgets, BudgetExpiry expiry, Tenants tenants, InstantSource clock) {
        this.store = store;
        this.budgets = budgets;
        this.expiry = expiry;
        this.tenants = tenants;
        this.clock = clock;
    }

    /**
     * Sets a budget: a new one, or another amount for one that is there.
     *
     * @param id which; users and keys are not looked up, and a name that nobody calls under bounds nobody
     * @param amount the most of one period; positive, at most {@link #MAX_BUDGET}
     * @return the budget as it is now
     * @throws SoukException {@link ErrorCode#INVALID_AMOUNT} or {@link ErrorCode#TENANT_NOT_FOUND}, and nothing is written; {@link
     *     ErrorCode#STORE_OUTCOME_UNKNOWN} if the store went away while or after it was set
     */
    public BudgetStatus set(BudgetId id, Credits amount) {
        if (!amount.isPositive() || amount.compareTo(MAX_BUDGET) > 0) {
            throw new SoukException(
                    ErrorCode.INVALID_AMOUNT,
                    "a budget of " + amount + " credits is not more than 0 and at most " + MAX_BUDGET);
        }
        Budget budget = new Budget(id, amount, clock.instant());
        if (!budgets.set(budget)) {
            throw unknown(id.holder().tenant());
        }
        return AfterWriting.read("the budget " + id + " is set", () -> status(budget));
    }

    /**
     * Takes a budget away, and what is left of its period with it. Calls that run end as they would have. Taking away one that is not there
     * takes what may still be left of it.
     *
     * @param id which
     * @return whether there was one
     * @throws SoukException {@link ErrorCode#STORE_OUTCOME_UNKNOWN} if the store went away while or after it was taken away; then doing
     *     it again does the rest
     */
    public boolean remove(BudgetId id) {
        boolean removed = budgets.remove(id);
        AfterWriting.read(
                "the budget " + id + " is taken away", () -> expiry.expire(AccountId.budgetLeft(id, clock.instant())));
        return removed;
    }

    /**
     * One budget.
     *
     * @param id which
     */
    public Optional<BudgetStatus> find(BudgetId id) {
        return budgets.find(id).map(this::status);
    }

    /**
     * A tenant's budgets in the order of their ids.
     *
     * @param tenant whose
     * @param afterOrNull where the last page ended, or null for the first
     * @param most 1 to 1,000
     * @throws SoukException {@link ErrorCode#TENANT_NOT_FOUND} if nobody registered the tenant
     */
    public List<BudgetStatus> list(TenantId tenant, @Nullable BudgetId afterOrNull, int most) {
        registered(tenant);
        return budgets.list(tenant, afterOrNull, most).stream()
                .map(this::status)
                .toList();
    }

    /**
     * The budgets that a call would count in: those of the key, the user and the tenant, as calls are held to them in this engine.
     *
     * @param caller who calls
     * @param keyOrNull the key it calls with, if there is one
     * @throws SoukException {@link ErrorCode#TENANT_NOT_FOUND} if nobody registered its tenant
     */
    public List<BudgetStatus> of(Caller caller, @Nullable ApiKeyId keyOrNull) {
        return budgets.of(registered(caller.tenant()), caller.user(), keyOrNull).stream()
                .map(this::status)
                .toList();
    }

    private Tenant registered(TenantId id) {
        return tenants.find(id).orElseThrow(() -> unknown(id));
    }

    private static SoukException unknown(TenantId id) {
        return new SoukException(ErrorCode.TENANT_NOT_FOUND, "no tenant '" + id + "' is registered");
    }

    /** What is held is read first: a call that ends in between is then counted twice, and never not at all. */
    private BudgetStatus status(Budget budget) {
        Instant now = clock.instant();
        BudgetInPeriod period = BudgetInPeriod.of(budget, now);
        long held = store.ledger().account(period.left()).map(Account::held).orElse(0L);
        long used = store.ledger().account(period.used()).map(Account::posted).orElse(0L);
        long left = Math.max(0, budget.amount().micros() - used - held);
        return new BudgetStatus(
                budget,
                Credits.ofMicros(used),
                Credits.ofMicros(held),
                Credits.ofMicros(left),
                period.renewsAt().orElse(null));
    }
}
