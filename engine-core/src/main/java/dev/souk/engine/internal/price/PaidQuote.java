package dev.souk.engine.internal.price;

import dev.souk.engine.internal.budget.BudgetInPeriod;
import dev.souk.engine.internal.ledger.LedgerCommand.Opening;
import dev.souk.spi.Credits;
import dev.souk.spi.agent.ModelUsage;
import dev.souk.spi.agent.Pricing;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Leg;
import java.util.ArrayList;
import java.util.List;

/**
 * A call that is paid for in credits. The plan's price goes to the platform whole. Of what the agent asks on top, its publisher gets
 * its share, rounded down to the micro, and the platform the rest; so the parts always sum to the whole. Each budget pays the same as the
 * tenant, in its own unit: a reservation is of all of them, and what a call gives back, it gives back to all of them.
 *
 * @param tenant who pays
 * @param planPrice what the plan asks for each call
 * @param pricing what the agent asks
 * @param publisher who gets the share
 * @param publisherShareBasisPoints the share, in hundredths of a percent
 * @param budgets the budgets it counts in
 */
public record PaidQuote(
        TenantId tenant,
        Credits planPrice,
        Pricing pricing,
        String publisher,
        int publisherShareBasisPoints,
        List<BudgetInPeriod> budgets)
        implements Quote {
    /** Copies the list. */
    public PaidQuote {
        budgets = List.copyOf(budgets);
    }

    /** The quote of a call that no budget bounds. */
    public PaidQuote(
            TenantId tenant, Credits planPrice, Pricing pricing, String publisher, int publisherShareBasisPoints) {
        this(tenant, planPrice, pricing, publisher, publisherShareBasisPoints, List.of());
    }

    @Override
    public List<Leg> reserved() {
        Credits most = planPrice.plus(pricing.atMost());
        if (most.isZero()) {
            return List.of();
        }
        Leg credits = new Leg(balanceOf(), most.micros());
        if (budgets.isEmpty()) {
            return List.of(credits);
        }
        List<Leg> legs = new ArrayList<>(1 + budgets.size());
        legs.add(credits);
        budgets.forEach(budget -> legs.add(new Leg(budget.left(), most.micros())));
        return legs;
    }

    @Override
    public List<Opening> openings() {
        return List.of();
    }

    @Override
    public List<Leg> payment(ModelUsage usage) {
        long asked = pricing.of(usage).micros();
        long share = asked / 10_000 * publisherShareBasisPoints + asked % 10_000 * publisherShareBasisPoints / 10_000;
        long whole = charge(usage).micros();
        List<Leg> legs = new ArrayList<>(3 + 2 * budgets.size());
        add(legs, balanceOf(), -whole);
        add(legs, AccountId.earningsOf(publisher), share);
        add(legs, AccountId.PLATFORM_FEES, whole - share);
        for (BudgetInPeriod budget : budgets) {
            add(legs, budget.left(), -whole);
            add(legs, budget.used(), whole);
        }
        return legs;
    }

    private static void add(List<Leg> legs, AccountId account, long amount) {
        if (amount != 0) {
            legs.add(new Leg(account, amount));
        }
    }

    @Override
    public Credits charge(ModelUsage usage) {
        return planPrice.plus(pricing.of(usage));
    }

    @Override
    public AccountId balanceOf() {
        return AccountId.creditsOf(tenant);
    }
}
