package dev.souk.benchmarks.torture.model;

import dev.souk.engine.CreditsView;
import dev.souk.engine.config.Plan;
import dev.souk.spi.Credits;
import dev.souk.spi.agent.Pricing;
import dev.souk.spi.caller.PlanId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** What there is in a history: who and what the numbers of its steps mean, and how likely each step is. */
final class World {
    /** How many tenants are registered; the number itself is that of one who is not. */
    static final int TENANTS = 2;

    static final int USERS = 2;
    static final int DEVICES = 2;
    static final long TRIAL_CALLS = 3;
    static final int SHARE_BASIS_POINTS = 8_000;
    static final int MAX_STEPS = 30;

    private static final long MOST = 1_000_000;

    /**
     * An agent.
     *
     * @param id its name
     * @param publisher who gets its earnings
     * @param pricing what it asks
     */
    record AgentTerms(String id, String publisher, Pricing pricing) {}

    static final List<AgentTerms> AGENTS = List.of(
            new AgentTerms("one.flat", "one", Pricing.perCall("0.003001")),
            new AgentTerms("two.metered", "two", Pricing.perThousandModelTokens("0.000703", 5_000)),
            new AgentTerms("two.free", "two", Pricing.free()));

    /** How long an agent may take, in the time of this machine: the longest that a history stands still. */
    static final Duration AGENT_TIME = Duration.ofMinutes(10);

    /** How long a call is held without being renewed: so long that no history is there for the first renewal. */
    static final Duration LEASE = Duration.ofDays(3);

    /** The plans by their index; null is the trial. */
    static final List<@Nullable Plan> PLANS = plans();

    private World() {}

    private static List<@Nullable Plan> plans() {
        List<@Nullable Plan> plans = new ArrayList<>();
        plans.add(new Plan(new PlanId("paid"), MOST, MOST, MOST, Credits.parse("0.01"), false));
        plans.add(null);
        plans.add(new Plan(new PlanId("gratis"), MOST, MOST, MOST, Credits.ZERO, false));
        plans.add(new Plan(new PlanId("unpriced"), MOST, MOST, MOST, null, false));
        return plans;
    }

    /** The plan that a tenant begins with. */
    static int firstPlan(int tenant) {
        return tenant % 2;
    }

    /** Histories of up to {@link #MAX_STEPS} steps. */
    static Arbitrary<List<Step>> histories() {
        return Arbitraries.frequencyOf(
                        Tuple.of(8, credits()),
                        Tuple.of(16, asks()),
                        Tuple.of(9, answers()),
                        Tuple.of(1, passes()),
                        Tuple.of(2, changes()))
                .list()
                .ofMinSize(1)
                .ofMaxSize(MAX_STEPS);
    }

    private static Arbitrary<Integer> below(int count) {
        return Arbitraries.integers().between(0, count - 1);
    }

    /** None, half of the time, or one of three. */
    private static Arbitrary<Integer> noneOrOfThree() {
        return Arbitraries.of(-1, 0, -1, 1, -1, 2);
    }

    /** A tenant; seldom one that is not registered. */
    private static Arbitrary<Integer> tenants() {
        return Arbitraries.of(0, 1, 0, 1, 0, 1, 0, 1, 0, 1, TENANTS);
    }

    private static Arbitrary<Step> credits() {
        long most = CreditsView.MAX_DEPOSIT.micros();
        // For a call or two, so that accounts run out often; and seldom one that is at an edge or over it.
        Arbitrary<Long> amounts = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.longs().between(1, 40_000)),
                Tuple.of(6, Arbitraries.of(13_001L, 13_515L, 40_000L)),
                Tuple.of(1, Arbitraries.of(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE, most, most + 1)));
        return Combinators.combine(tenants(), amounts, noneOrOfThree(), Arbitraries.of(false, true))
                .as(Step.Credit::new);
    }

    private static Arbitrary<Step> asks() {
        Arbitrary<Integer> devices = Arbitraries.of(0, 1, 0, 1, 0, 1, -1);
        return Combinators.combine(tenants(), below(USERS), below(AGENTS.size()), devices, noneOrOfThree(), below(2))
                .as(Step.Ask::new);
    }

    private static Arbitrary<Step> answers() {
        Arbitrary<Boolean> fails = Arbitraries.of(false, false, false, false, true);
        return Combinators.combine(below(8), Arbitraries.integers().between(0, 9_000), fails)
                .as(Step.Answer::new);
    }

    /** A little, less than a lease twice, and exactly one. */
    private static Arbitrary<Step> passes() {
        return Combinators.combine(
                        Arbitraries.of(1, 50_000, 150_000, (int) LEASE.toSeconds()), Arbitraries.of(true, false))
                .as(Step.Pass::new);
    }

    private static Arbitrary<Step> changes() {
        return Combinators.combine(tenants(), below(PLANS.size())).as(Step.Change::new);
    }
}
