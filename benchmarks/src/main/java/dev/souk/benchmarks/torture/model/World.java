package dev.souk.benchmarks.torture.model;

import dev.souk.engine.BudgetsView;
import dev.souk.engine.CreditsView;
import dev.souk.engine.config.Plan;
import dev.souk.spi.Credits;
import dev.souk.spi.agent.Pricing;
import dev.souk.spi.budget.BudgetPeriod;
import dev.souk.spi.caller.PlanId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
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

    /** How many payouts of a history have names. */
    static final int PAYOUTS = 3;

    /** For how many whole days earnings are held back. */
    static final int HOLD_BACK_DAYS = 1;

    /** Tenants as often as they stand here: seldom the one that is not registered. */
    private static final List<Integer> ANY = List.of(0, 1, 0, 1, 0, 1, 0, 1, 0, 1, TENANTS);
    /** The same, and mostly the one that begins on a plan with a price. */
    private static final List<Integer> PAYING = List.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 1, TENANTS);

    /** A tenant has credits for many calls. */
    private static final List<Step> RICH = List.of(new Step.Credit(0, 150_000, -1, false));
    /** And one call was paid so long ago that what it earned is payable. */
    private static final List<Step> EARNED = List.of(
            RICH.get(0),
            new Step.Ask(0, 0, -1, 0, 0, -1, 0),
            new Step.Answer(0, 0, false),
            new Step.Pass(Step.Span.LEASE, false, false));

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

    /**
     * Whose spending a budget bounds.
     *
     * @param kind tenant, user or key
     * @param number which user or key
     */
    record Holder(String kind, int number) {}

    static final List<Holder> HOLDERS =
            List.of(new Holder("tenant", 0), new Holder("user", 0), new Holder("user", 1), new Holder("key", 0));

    /** The publishers, and one that nobody knows. */
    static final List<String> PUBLISHERS = List.of("one", "two", "nobody");

    /** Who requests payouts and decides over them; the last one is the first one. */
    static final List<String> PERSONS = List.of("ann", "bea", "ANN");

    /** How long an agent may take, in the time of this machine: the longest that a history stands still. */
    static final Duration AGENT_TIME = Duration.ofMinutes(10);

    /**
     * When the next history begins: always at the same time of the same day of a month, so that it comes to the same wherever it stands, and so
     * late that what those before it earned is not held back any more.
     */
    static Instant beginAfter(Instant last) {
        return LocalDate.ofInstant(last, ZoneOffset.UTC)
                .plusDays(HOLD_BACK_DAYS + 1L)
                .withDayOfMonth(1)
                .plusMonths(1)
                .atTime(12, 34, 56, 789_012_000)
                .toInstant(ZoneOffset.UTC);
    }

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

    /**
     * Histories of up to {@link #MAX_STEPS} steps. Most are about one thing, so that enough of it comes together: calls and credits, or
     * budgets, or money that goes back and out; the rest are about everything.
     */
    static Arbitrary<List<Step>> histories() {
        return Arbitraries.frequencyOf(
                Tuple.of(
                        3,
                        after(
                                List.of(),
                                List.of(
                                        Tuple.of(8, credits()),
                                        Tuple.of(16, asks(ANY)),
                                        Tuple.of(9, answers()),
                                        Tuple.of(1, passes()),
                                        Tuple.of(2, changes())))),
                Tuple.of(
                        2,
                        after(
                                RICH,
                                List.of(
                                        Tuple.of(1, credits()),
                                        Tuple.of(12, asks(PAYING)),
                                        Tuple.of(9, answers()),
                                        Tuple.of(3, passes()),
                                        Tuple.of(5, setBudgets()),
                                        Tuple.of(1, removals())))),
                Tuple.of(
                        2,
                        after(
                                EARNED,
                                List.of(
                                        Tuple.of(1, credits()),
                                        Tuple.of(10, asks(PAYING)),
                                        Tuple.of(10, answers()),
                                        Tuple.of(6, passes()),
                                        Tuple.of(6, refunds()),
                                        Tuple.of(6, payoutRequests()),
                                        Tuple.of(4, payoutDecisions())))),
                Tuple.of(
                        1,
                        after(
                                List.of(),
                                List.of(
                                        Tuple.of(5, credits()),
                                        Tuple.of(12, asks(PAYING)),
                                        Tuple.of(9, answers()),
                                        Tuple.of(3, passes()),
                                        Tuple.of(1, changes()),
                                        Tuple.of(3, setBudgets()),
                                        Tuple.of(1, removals()),
                                        Tuple.of(4, refunds()),
                                        Tuple.of(2, payoutRequests()),
                                        Tuple.of(2, payoutDecisions())))));
    }

    private static Arbitrary<List<Step>> after(List<Step> first, List<Tuple2<Integer, Arbitrary<Step>>> steps) {
        Arbitrary<List<Step>> rest =
                Arbitraries.frequencyOf(steps).list().ofMinSize(1).ofMaxSize(MAX_STEPS - first.size());
        return rest.map(drawn -> {
            List<Step> all = new ArrayList<>(first);
            all.addAll(drawn);
            return all;
        });
    }

    private static Arbitrary<Integer> below(int count) {
        return Arbitraries.integers().between(0, count - 1);
    }

    /** None, half of the time, or one of three. */
    private static Arbitrary<Integer> noneOrOfThree() {
        return Arbitraries.of(-1, 0, -1, 1, -1, 2);
    }

    private static Arbitrary<Step> credits() {
        long most = CreditsView.MAX_DEPOSIT.micros();
        // For a call or two, so that accounts run out often; and seldom one that is at an edge or over it.
        Arbitrary<Long> amounts = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.longs().between(1, 40_000)),
                Tuple.of(6, Arbitraries.of(13_001L, 13_515L, 40_000L)),
                Tuple.of(1, Arbitraries.of(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE, most, most + 1)));
        return Combinators.combine(Arbitraries.of(ANY), amounts, noneOrOfThree(), Arbitraries.of(false, true))
                .as(Step.Credit::new);
    }

    private static Arbitrary<Step> asks(List<Integer> tenants) {
        Arbitrary<Integer> devices = Arbitraries.of(0, 1, 0, 1, 0, 1, -1);
        Arbitrary<Integer> apiKeys = Arbitraries.of(-1, 0, 1);
        return Combinators.combine(
                        Arbitraries.of(tenants),
                        below(USERS),
                        apiKeys,
                        below(AGENTS.size()),
                        devices,
                        noneOrOfThree(),
                        below(2))
                .as(Step.Ask::new);
    }

    private static Arbitrary<Step> answers() {
        Arbitrary<Boolean> fails = Arbitraries.of(false, false, false, false, true);
        return Combinators.combine(below(8), Arbitraries.integers().between(0, 9_000), fails)
                .as(Step.Answer::new);
    }

    private static Arbitrary<Step> passes() {
        return Combinators.combine(
                        Arbitraries.of(Step.Span.values()), Arbitraries.of(true, false), Arbitraries.of(true, false))
                .as(Step.Pass::new);
    }

    private static Arbitrary<Step> changes() {
        return Combinators.combine(Arbitraries.of(ANY), below(PLANS.size())).as(Step.Change::new);
    }

    private static Arbitrary<Step.WhichBudget> budgets() {
        return Combinators.combine(Arbitraries.of(PAYING), below(HOLDERS.size()), Arbitraries.of(BudgetPeriod.values()))
                .as(Step.WhichBudget::new);
    }

    private static Arbitrary<Step> setBudgets() {
        long most = BudgetsView.MAX_BUDGET.micros();
        // For no call or some; and seldom one that is at an edge or over it.
        Arbitrary<Long> amounts = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.longs().between(1, 40_000)),
                Tuple.of(9, Arbitraries.of(13_001L, 13_515L, 26_002L, 30_000L, 60_000L)),
                Tuple.of(1, Arbitraries.of(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE, most, most + 1)));
        return Combinators.combine(budgets(), amounts).as(Step.SetBudget::new);
    }

    private static Arbitrary<Step> removals() {
        return budgets().map(Step.RemoveBudget::new);
    }

    private static Arbitrary<Step> refunds() {
        Arbitrary<Long> amounts = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.longs().between(1, 8_000)),
                Tuple.of(1, Arbitraries.of(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE)));
        return Combinators.combine(below(8), Arbitraries.of(true, false), amounts, noneOrOfThree())
                .as(Step.Refund::new);
    }

    private static Arbitrary<Step> payoutRequests() {
        Arbitrary<Integer> publishers = Arbitraries.of(0, 1, 0, 1, 0, 1, 2);
        Arbitrary<Long> amounts = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.longs().between(1, 3_000)),
                Tuple.of(1, Arbitraries.of(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE)));
        return Combinators.combine(
                        publishers, Arbitraries.of(true, false), amounts, below(PAYOUTS), below(PERSONS.size()))
                .as(Step.RequestPayout::new);
    }

    private static Arbitrary<Step> payoutDecisions() {
        return Combinators.combine(below(PAYOUTS), Arbitraries.of(true, true, false), below(PERSONS.size()))
                .as(Step.DecidePayout::new);
    }
}
