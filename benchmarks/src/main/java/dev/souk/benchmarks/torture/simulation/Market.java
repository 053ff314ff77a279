package dev.souk.benchmarks.torture.simulation;

import dev.souk.engine.config.Plan;
import dev.souk.engine.config.Plans;
import dev.souk.engine.config.TrialTerms;
import dev.souk.spi.Credits;
import dev.souk.spi.agent.Fallback;
import dev.souk.spi.agent.ModelUsage;
import dev.souk.spi.agent.Pricing;
import dev.souk.spi.caller.PlanId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is for sale, and who buys: the same in every simulation. */
final class Market {
    static final long TRIAL_CALLS = 3;

    private static final long MANY = 1_000_000;
    static final Plan PAID = new Plan(new PlanId("paid"), MANY, MANY, MANY, Credits.parse("0.01"), false);
    /** With limits that are reached. */
    private static final Plan NARROW = new Plan(new PlanId("narrow"), 3, MANY, 2, Credits.parse("0.004"), false);

    static final Plan GRATIS = new Plan(new PlanId("gratis"), MANY, MANY, MANY, Credits.ZERO, false);

    static final Plans PLANS = new Plans(List.of(PAID, NARROW, GRATIS), new TrialTerms(TRIAL_CALLS, 2), MANY);

    /**
     * An agent.
     *
     * @param id its name
     * @param pricing what it asks
     * @param attemptTime how long an attempt may take
     * @param repeatable whether it is tried again
     * @param fallback what may stand in for its answer
     */
    record AgentTerms(String id, Pricing pricing, Duration attemptTime, boolean repeatable, Fallback fallback) {
        /** How long a call may take in all. */
        Duration time() {
            return attemptTime.multipliedBy(2);
        }
    }

    static final List<AgentTerms> AGENTS = List.of(
            new AgentTerms("one.flat", Pricing.perCall("0.003001"), Duration.ofSeconds(2), true, Fallback.NONE),
            new AgentTerms(
                    "two.metered",
                    Pricing.perThousandModelTokens("0.000703", 5_000),
                    Duration.ofSeconds(8),
                    false,
                    Fallback.NONE),
            new AgentTerms(
                    "two.spare",
                    Pricing.perCall("0.002"),
                    Duration.ofSeconds(1),
                    true,
                    Fallback.LAST_GOOD_REPLY_AT_PRICE),
            new AgentTerms("one.gift", Pricing.free(), Duration.ofSeconds(1), true, Fallback.LAST_GOOD_REPLY_FREE));

    /** Who gets what the agents earn. */
    static final List<String> PUBLISHERS = List.of("one", "two");

    /**
     * A tenant.
     *
     * @param id its name
     * @param planOrNull its plan; null for the trial
     * @param creditsForCalls for how many calls it has credits; negative for as many as the seed draws
     * @param budgetForCalls for how many it has a budget that never renews; zero for no budget
     */
    record TenantTerms(String id, @Nullable Plan planOrNull, int creditsForCalls, int budgetForCalls) {}

    static final List<TenantTerms> TENANTS = List.of(
            new TenantTerms("poor", PAID, -1, 0),
            new TenantTerms("rich", PAID, 1_000, 4),
            new TenantTerms("narrow", NARROW, 1_000, 0),
            new TenantTerms("gratis", GRATIS, 6, 0),
            new TenantTerms("trial", null, 0, 0));

    /** The most that a call of the dearest agent costs on the dearest plan. */
    static final Credits DEAREST = Credits.parse("0.013515");

    private Market() {}

    static AgentTerms agent(String id) {
        return AGENTS.stream()
                .filter(terms -> terms.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** What a call costs that was answered so; nothing on trial. */
    static Credits charge(@Nullable PlanId planOrNull, AgentTerms agent, ModelUsage usage, boolean fallback) {
        if (planOrNull == null || (fallback && agent.fallback() == Fallback.LAST_GOOD_REPLY_FREE)) {
            return Credits.ZERO;
        }
        Credits price = PLANS.find(planOrNull).orElseThrow().price().orElseThrow();
        return price.plus(agent.pricing().of(usage));
    }
}
