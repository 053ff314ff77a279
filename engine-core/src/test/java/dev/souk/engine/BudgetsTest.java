package dev.souk.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.engine.call.BudgetStatus;
import dev.souk.engine.call.Call;
import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Failure;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.call.Refusal;
import dev.souk.engine.config.EngineThreads;
import dev.souk.engine.config.Plan;
import dev.souk.engine.config.Plans;
import dev.souk.engine.config.SoukConfig.BreakerSettings;
import dev.souk.engine.internal.budget.BudgetExpiry;
import dev.souk.engine.internal.lease.Leases;
import dev.souk.engine.internal.ledger.Ledger;
import dev.souk.engine.internal.memory.MemoryStore;
import dev.souk.engine.internal.plan.PlanReader;
import dev.souk.engine.internal.settle.Recovery;
import dev.souk.engine.support.FaultyStore;
import dev.souk.engine.support.Market;
import dev.souk.engine.support.TestAgent;
import dev.souk.engine.support.Threads;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.agent.AgentDescriptor;
import dev.souk.spi.agent.AgentException;
import dev.souk.spi.agent.AgentReply;
import dev.souk.spi.agent.ModelUsage;
import dev.souk.spi.agent.Pricing;
import dev.souk.spi.budget.BudgetHolder.OneKey;
import dev.souk.spi.budget.BudgetHolder.OneUser;
import dev.souk.spi.budget.BudgetHolder.WholeTenant;
import dev.souk.spi.budget.BudgetId;
import dev.souk.spi.budget.BudgetPeriod;
import dev.souk.spi.caller.ApiKeyId;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.PlanId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.caller.UserId;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.StatementLine;
import dev.souk.spi.ledger.TransferKind;
import dev.souk.spi.store.BudgetStore;
import dev.souk.spi.store.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock stands at the first of January; acme's plan costs 0.2375 a call, and most agents ask 0.01 on top. */
class BudgetsTest {
    private static final String PRICE = "0.2475";
    private static final ApiKeyId KEY = new ApiKeyId("key_1");
    private static final BudgetId TENANT_DAY = new BudgetId(new WholeTenant(Market.ACME), BudgetPeriod.DAY);
    private static final BudgetId ANN_MONTH =
            new BudgetId(new OneUser(Market.ACME, new UserId("ann")), BudgetPeriod.MONTH);
    private static final BudgetId KEY_EVER = new BudgetId(new OneKey(Market.ACME, KEY), BudgetPeriod.NONE);

    private final TestAgent plain = plain();
    private final TestAgent free = TestAgent.echo("acme.free");
    private final TestAgent model = TestAgent.of(
            "acme.model", about -> about.pricing(Pricing.perThousandModelTokens("1", 1_000)), (input, context) -> {
                context.reportModelUsage(new ModelUsage(50, 50));
                return AgentReply.of(Map.of());
            });
    private final TestAgent broken = TestAgent.of("acme.broken", BudgetsTest::priced, (input, context) -> {
        throw AgentException.failed("broken", null);
    });
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final TestAgent slow = TestAgent.of("acme.slow", BudgetsTest::priced, (input, context) -> {
        inside.countDown();
        Threads.await(go);
        return AgentReply.of(Map.of());
    });
    private final MemoryStore memory = new MemoryStore();
    private final FaultyStore store = new FaultyStore(memory);
    private final Market market = Market.with(
            parts -> parts.store(store)
                    .plans(withOneThatIsFree())
                    .config(Market.config()
                            .breaker(new BreakerSettings(1_000, 1_000, Duration.ofSeconds(1), 1))
                            .build()),
            plain,
            free,
            model,
            broken,
            slow);
    private final BudgetsView budgets = market.souk.budgets();

    private static AgentDescriptor.Builder priced(AgentDescriptor.Builder about) {
        return about.pricing(Pricing.perCall("0.01"));
    }

    private static Plans withOneThatIsFree() {
        Plans standard = PlanReader.standard();
        List<Plan> plans = new ArrayList<>(standard.plans());
        plans.add(new Plan(new PlanId("gratis"), 10, 10, 10, Credits.ZERO, false));
        return new Plans(plans, standard.trial(), standard.requestsPerMinuteAndUser());
    }

    private static TestAgent plain() {
        return TestAgent.of("acme.plain", BudgetsTest::priced, (input, context) -> AgentReply.of(Map.of()));
    }

    @AfterEach
    void close() {
        go.countDown();
        assertThat(market.souk.credits().audit().findings()).isEmpty();
        market.close();
    }

    private static Credits credits(String amount) {
        return Credits.parse(amount);
    }

    private CallResult withKey(String agent, ApiKeyId key) {
        return market.souk.call(Market.to(agent).apiKey(key).build());
    }

    private BudgetStatus status(BudgetId id) {
        return budgets.find(id).orElseThrow();
    }

    private static Refusal.BudgetExhausted exhausted(CallResult result) {
        assertThat(result).isInstanceOf(Refusal.BudgetExhausted.class);
        return (Refusal.BudgetExhausted) result;
    }

    private void until(String instant) {
        market.time.advance(Duration.between(market.time.now(), Instant.parse(instant)));
    }

    /** Another engine's. */
    private Recovery recovery() {
        return new Recovery(
                new Leases(
                        memory,
                        market.time.clock(),
                        market.time.ticker(),
                        Market.config().build()),
                ledger(),
                market.time.clock(),
                event -> {});
    }

    private Ledger ledger() {
        return new Ledger(
                memory,
                market.time.clock(),
                market.time.ticker(),
                EngineThreads.SYSTEM,
                Market.config().build());
    }

    private int sweep() {
        return new BudgetExpiry(memory, ledger(), market.time.clock()).sweep();
    }

    @Nested
    class Spending {
        @Test
        void aCallPaysTheSameFromTheCreditsAndFromEachBudget() {
            budgets.set(TENANT_DAY, credits("100"));
            budgets.set(ANN_MONTH, credits("10"));
            budgets.set(KEY_EVER, credits("5"));
            assertThat(withKey("acme.model", KEY))
                    .isInstanceOfSatisfying(
                            Receipt.class,
                            receipt -> assertThat(receipt.charge()).isEqualTo(credits("0.3375")));
            assertThat(market.available()).isEqualTo(credits("999.6625"));
            for (BudgetId id : List.of(TENANT_DAY, ANN_MONTH, KEY_EVER)) {
                assertThat(status(id).used()).isEqualTo(credits("0.3375"));
                assertThat(status(id).held()).isEqualTo(Credits.ZERO);
            }
            assertThat(status(ANN_MONTH).left()).isEqualTo(credits("9.6625"));
        }

        @Test
        void theMostThatACallMayCostMustBeLeft() {
            budgets.set(ANN_MONTH, credits("1.237499"));
            Refusal.BudgetExhausted no = exhausted(market.call("acme.model"));
            assertThat(no.required()).isEqualTo(credits("1.2375"));
            assertThat(no.left()).isEqualTo(credits("1.237499"));
            assertThat(no.budget().id()).isEqualTo(ANN_MONTH);
            assertThat(model.invoked()).isZero();
            assertThat(market.available()).isEqualTo(credits("1000"));
            budgets.set(ANN_MONTH, credits("1.2375"));
            assertThat(market.call("acme.model")).isInstanceOf(Receipt.class);
        }

        @Test
        void aRefusalByOneBudgetLeavesTheOthersAsTheyAre() {
            budgets.set(TENANT_DAY, credits("100"));
            budgets.set(ANN_MONTH, credits("0.1"));
            exhausted(market.call("acme.plain"));
            assertThat(status(TENANT_DAY).left()).isEqualTo(credits("100"));
            assertThat(market.posted(AccountId.BUDGET_ISSUED)).isZero();
            assertThat(market.events).hasSize(1);
        }

        @Test
        void aRefusalSaysWhichBudgetAndWhenItRenews() {
            budgets.set(ANN_MONTH, credits("0.1"));
            Refusal.BudgetExhausted no = exhausted(market.call("acme.plain"));
            assertThat(no.code()).isEqualTo(ErrorCode.BUDGET_EXHAUSTED);
            assertThat(no.renewsAt()).contains(Instant.parse("2026-02-01T00:00:00Z"));
            assertThat(no.retryAfter())
                    .contains(Duration.between(market.time.now(), Instant.parse("2026-02-01T00:00:00Z")));
            assertThat(no.message())
                    .contains("0.2475", "0.1 are left", "0.1 a month of this user", "2026-02-01T00:00:00Z");
            budgets.remove(ANN_MONTH);
            budgets.set(KEY_EVER, credits("0.1"));
            Refusal.BudgetExhausted never = exhausted(withKey("acme.plain", KEY));
            assertThat(never.renewsAt()).isEmpty();
            assertThat(never.retryAfter()).isEmpty();
            assertThat(never.message()).contains("of this key", "an administrator can raise it");
        }

        @Test
        void aCallThatFailsGivesAllBack() {
            budgets.set(ANN_MONTH, credits("0.3"));
            for (int i = 0; i < 3; i++) {
                assertThat(market.call("acme.broken")).isInstanceOf(Failure.class);
            }
            assertThat(status(ANN_MONTH).left()).isEqualTo(credits("0.3"));
            assertThat(market.call("acme.plain")).isInstanceOf(Receipt.class);
            exhausted(market.call("acme.plain"));
        }

        @Test
        void whatARunningCallHoldsCountsAsSpent() throws Exception {
            budgets.set(ANN_MONTH, credits("0.3"));
            Threads.Started<CallResult> running = Threads.start(() -> market.call("acme.slow"));
            Threads.await(inside);
            assertThat(status(ANN_MONTH).held()).isEqualTo(credits(PRICE));
            assertThat(exhausted(market.call("acme.plain")).left()).isEqualTo(credits("0.0525"));
            go.countDown();
            assertThat(running.result()).isInstanceOf(Receipt.class);
            assertThat(status(ANN_MONTH).used()).isEqualTo(credits(PRICE));
        }

        @Test
        void aBudgetIsOfItsHolderAlone() {
            budgets.set(ANN_MONTH, credits("0.1"));
            budgets.set(KEY_EVER, credits("0.1"));
            Caller bob = Caller.of("acme", "bob");
            assertThat(market.souk.call(Call.to("acme.plain").by(bob).build())).isInstanceOf(Receipt.class);
            exhausted(market.souk.call(Call.to("acme.plain").by(bob).apiKey(KEY).build()));
            assertThat(market.souk.call(Call.to("acme.plain")
                            .by(bob)
                            .apiKey(new ApiKeyId("key_2"))
                            .build()))
                    .isInstanceOf(Receipt.class);
            market.tenant("other", "elite", "5");
            assertThat(market.souk.call(Call.to("acme.plain")
                            .by(Caller.of("other", "ann"))
                            .apiKey(KEY)
                            .build()))
                    .isInstanceOf(Receipt.class);
            exhausted(market.call("acme.plain"));
        }

        @Test
        void creditsThatAreMissingAreSaidBeforeABudgetThatIs() {
            market.tenant("poor", "elite", "0.1");
            budgets.set(new BudgetId(new WholeTenant(new TenantId("poor")), BudgetPeriod.DAY), credits("0.1"));
            assertThat(market.souk.call(
                            Call.to("acme.plain").by(Caller.of("poor", "ann")).build()))
                    .isInstanceOf(Refusal.InsufficientCredits.class);
        }

        @Test
        void trialCallsAndCallsThatCostNothingCountInNone() {
            market.tenant("trying", null, "0");
            BudgetId trying = new BudgetId(new WholeTenant(new TenantId("trying")), BudgetPeriod.DAY);
            budgets.set(trying, credits("0.000001"));
            assertThat(market.souk.call(Call.to("acme.plain")
                            .by(Caller.of("trying", "tom").on("phone"))
                            .build()))
                    .isInstanceOf(Receipt.class);
            market.tenant("free", "gratis", "0");
            BudgetId free = new BudgetId(new WholeTenant(new TenantId("free")), BudgetPeriod.DAY);
            budgets.set(free, credits("0.000001"));
            CallResult result = market.souk.call(
                    Call.to("acme.free").by(Caller.of("free", "tom")).build());
            assertThat(result).isInstanceOf(Receipt.class);
            assertThat(status(trying).used()).isEqualTo(Credits.ZERO);
        }

        @RepeatedTest(3)
        void whateverRunsAtTheSameTimeExactlyAsManyCallsAreAdmittedAsTheBudgetPays() throws Exception {
            budgets.set(TENANT_DAY, credits("1.7325"));
            budgets.set(ANN_MONTH, credits("50"));
            List<CallResult> results = Threads.together(24, i -> market.call("acme.plain"));
            assertThat(results.stream().filter(Receipt.class::isInstance)).hasSize(7);
            assertThat(results.stream().filter(Refusal.BudgetExhausted.class::isInstance))
                    .hasSize(17);
            assertThat(status(TENANT_DAY).left()).isEqualTo(Credits.ZERO);
            assertThat(status(ANN_MONTH).used()).isEqualTo(credits("1.7325"));
        }

        @Test
        void aCallWhoseEngineDiesGivesAllLegsBackTogether() throws Exception {
            budgets.set(TENANT_DAY, credits("10"));
            budgets.set(ANN_MONTH, credits("10"));
            Threads.Started<CallResult> running = Threads.start(() -> market.call("acme.slow"));
            Threads.await(inside);
            market.time.advance(Duration.ofHours(2));
            assertThat(recovery().sweep()).isEqualTo(1);
            assertThat(status(TENANT_DAY).left()).isEqualTo(credits("10"));
            assertThat(status(ANN_MONTH).left()).isEqualTo(credits("10"));
            assertThat(market.available()).isEqualTo(credits("1000"));
            go.countDown();
            assertThat(running.result()).isInstanceOf(Failure.class);
            assertThat(status(ANN_MONTH).used()).isEqualTo(Credits.ZERO);
        }

        @Test
        void anAdmissionWhoseReplyIsLostCountsOnce() {
            budgets.set(ANN_MONTH, credits("10"));
            store.next(FaultyStore.Fate.REPLY_LOST);
            assertThat(market.call("acme.plain")).isInstanceOf(Receipt.class);
            assertThat(status(ANN_MONTH).used()).isEqualTo(credits(PRICE));
            assertThat(market.posted(AccountId.BUDGET_ISSUED)).isEqualTo(-10_000_000);
        }

        @Test
        void aReplayedCallCountsOnce() {
            budgets.set(ANN_MONTH, credits("0.3"));
            Call call = Market.to("acme.plain").idempotencyKey("k").build();
            assertThat(market.souk.call(call)).isInstanceOf(Receipt.class);
            assertThat(market.souk.call(call))
                    .isInstanceOfSatisfying(
                            Receipt.class,
                            receipt -> assertThat(receipt.replayed()).isTrue());
            assertThat(status(ANN_MONTH).used()).isEqualTo(credits(PRICE));
        }
    }

    @Nested
    class Periods {
        @Test
        void aDaysCapRenewsAtMidnightAndNotAMomentBefore() {
            budgets.set(TENANT_DAY, credits("0.3"));
            market.call("acme.plain");
            until("2026-01-01T23:59:59.999999Z");
            assertThat(exhausted(market.call("acme.plain")).renewsAt()).contains(Instant.parse("2026-01-02T00:00:00Z"));
            until("2026-01-02T00:00:00Z");
            assertThat(market.call("acme.plain")).isInstanceOf(Receipt.class);
            assertThat(status(TENANT_DAY).used()).isEqualTo(credits(PRICE));
            assertThat(status(TENANT_DAY).renewsAt()).contains(Instant.parse("2026-01-03T00:00:00Z"));
        }

        @Test
        void aMonthsBudgetRenewsWithTheMonthAndOneWithoutAPeriodNever() {
            budgets.set(ANN_MONTH, credits("0.3"));
            budgets.set(KEY_EVER, credits("0.5"));
            assertThat(withKey("acme.plain", KEY)).isInstanceOf(Receipt.class);
            until("2026-01-31T23:59:59Z");
            exhausted(withKey("acme.plain", KEY));
            until("2026-02-01T00:00:00Z");
            assertThat(withKey("acme.plain", KEY)).isInstanceOf(Receipt.class);
            until("2031-05-01T00:00:00Z");
            assertThat(exhausted(withKey("acme.plain", KEY)).budget().id()).isEqualTo(KEY_EVER);
            assertThat(status(KEY_EVER).left()).isEqualTo(credits("0.005"));
        }

        @Test
        void aCallOverMidnightIsPaidFromTheDayInWhichItBegan() throws Exception {
            budgets.set(TENANT_DAY, credits("0.3"));
            Threads.Started<CallResult> running = Threads.start(() -> market.call("acme.slow"));
            Threads.await(inside);
            until("2026-01-02T00:00:10Z");
            assertThat(status(TENANT_DAY).held()).isEqualTo(Credits.ZERO);
            assertThat(market.call("acme.plain")).isInstanceOf(Receipt.class);
            go.countDown();
            assertThat(running.result()).isInstanceOf(Receipt.class);
            assertThat(status(TENANT_DAY).used()).isEqualTo(credits(PRICE));
            AccountId yesterday = AccountId.budgetUsed(TENANT_DAY, Instant.parse("2026-01-01T00:00:00Z"));
            assertThat(market.posted(yesterday)).isEqualTo(247_500);
        }

        @Test
        void whatIsLeftOfAPastPeriodGoesBackOnceAndWhatIsHeldWhenItIsFree() throws Exception {
            budgets.set(TENANT_DAY, credits("1"));
            budgets.set(ANN_MONTH, credits("10"));
            budgets.set(new BudgetId(ANN_MONTH.holder(), BudgetPeriod.NONE), credits("10"));
            market.call("acme.plain");
            Threads.Started<CallResult> running = Threads.start(() -> market.call("acme.slow"));
            Threads.await(inside);
            assertThat(sweep()).isZero();

            until("2026-01-02T00:00:00Z");
            assertThat(sweep()).isEqualTo(1);
            assertThat(sweep()).isZero();
            AccountId past = AccountId.budgetLeft(TENANT_DAY, Instant.parse("2026-01-01T00:00:00Z"));
            assertThat(market.posted(past)).isEqualTo(247_500);

            go.countDown();
            running.result();
            assertThat(market.posted(past)).isZero();
            assertThat(sweep()).isZero();
            List<StatementLine> lines = market.souk.credits().statement(past, Long.MAX_VALUE, 10);
            assertThat(lines)
                    .extracting(StatementLine::kind)
                    .containsExactly(TransferKind.CALL, TransferKind.EXPIRY, TransferKind.CALL, TransferKind.BUDGET);
            assertThat(lines.get(1).posting().amount()).isEqualTo(-505_000);

            until("2026-02-01T00:00:00Z");
            assertThat(sweep()).isEqualTo(1);
            assertThat(market.posted(AccountId.budgetLeft(ANN_MONTH, Instant.parse("2026-01-01T00:00:00Z"))))
                    .isZero();
        }

        @Test
        void aCallThatGivesBackAfterItsPeriodWasSweptIsSweptAgain() throws Exception {
            budgets.set(TENANT_DAY, credits("0.3"));
            Threads.Started<CallResult> running = Threads.start(() -> market.call("acme.slow"));
            Threads.await(inside);
            until("2026-01-02T02:00:00Z");
            assertThat(sweep()).isEqualTo(1);
            recovery().sweep();
            AccountId past = AccountId.budgetLeft(TENANT_DAY, Instant.parse("2026-01-01T00:00:00Z"));
            assertThat(market.posted(past)).isEqualTo(247_500);
            assertThat(sweep()).isEqualTo(1);
            assertThat(market.posted(past)).isZero();
            assertThat(market.posted(AccountId.BUDGET_ISSUED)).isZero();
            go.countDown();
            running.result();
        }

        @Test
        void manyAccountsOfAPastPeriodAreSweptInOneGo() {
            for (int i = 0; i < 130; i++) {
                String user = "user-" + i;
                budgets.set(new BudgetId(new OneUser(Market.ACME, new UserId(user)), BudgetPeriod.DAY), credits("1"));
                assertThat(market.souk.call(Call.to("acme.plain")
                                .by(Caller.of("acme", user))
                                .build()))
                        .isInstanceOf(Receipt.class);
                market.time.advance(Duration.ofSeconds(10));
            }
            until("2026-01-02T00:00:00Z");
            assertThat(sweep()).isEqualTo(130);
            assertThat(market.posted(AccountId.BUDGET_ISSUED)).isEqualTo(-130 * 247_500L);
        }
    }

    @Nested
    class Changing {
        @Test
        void aRaiseCountsAtOnceInThePeriodThatIsNow() {
            budgets.set(ANN_MONTH, credits("0.3"));
            market.call("acme.plain");
            exhausted(market.call("acme.plain"));
            assertThat(budgets.set(ANN_MONTH, credits("0.5")).left()).isEqualTo(credits("0.2525"));
            assertThat(market.call("acme.plain")).isInstanceOf(Receipt.class);
            exhausted(market.call("acme.plain"));
            assertThat(market.posted(AccountId.BUDGET_ISSUED)).isEqualTo(-500_000);
        }

        @Test
        void loweredBelowWhatIsSpentNothingIsLeftUntilTheNextPeriod() {
            budgets.set(ANN_MONTH, credits("1"));
            market.call("acme.plain");
            market.call("acme.plain");
            BudgetStatus lowered = budgets.set(ANN_MONTH, credits("0.4"));
            assertThat(lowered.left()).isEqualTo(Credits.ZERO);
            assertThat(lowered.used()).isEqualTo(credits("0.495"));
            assertThat(exhausted(market.call("acme.plain")).left()).isEqualTo(Credits.ZERO);
            until("2026-02-01T00:00:00Z");
            assertThat(market.call("acme.plain")).isInstanceOf(Receipt.class);
            exhausted(market.call("acme.plain"));
        }

        /** A balance alone cannot tell: after the call has given back, more stands on the account than the budget allows. */
        @Test
        void whatARunningCallGivesBackToALoweredBudgetIsNotSpentAgain() throws Exception {
            budgets.set(ANN_MONTH, credits("1.5"));
            market.call("acme.plain");
            Threads.Started<CallResult> running = Threads.start(() -> market.call("acme.slow"));
            Threads.await(inside);
            budgets.set(ANN_MONTH, credits("0.3"));
            market.time.advance(Duration.ofHours(2));
            recovery().sweep();
            assertThat(status(ANN_MONTH).held()).isEqualTo(Credits.ZERO);
            assertThat(exhausted(market.call("acme.plain")).left()).isEqualTo(credits("0.0525"));
            go.countDown();
            running.result();
        }

        @Test
        void loweredAndRaisedAgainItAllowsWhatItWouldHave() {
            budgets.set(ANN_MONTH, credits("1"));
            market.call("acme.plain");
            market.call("acme.plain");
            budgets.set(ANN_MONTH, credits("0.1"));
            assertThat(budgets.set(ANN_MONTH, credits("1")).left()).isEqualTo(credits("0.505"));
            assertThat(market.call("acme.plain")).isInstanceOf(Receipt.class);
            assertThat(market.call("acme.plain")).isInstanceOf(Receipt.class);
            exhausted(market.call("acme.plain"));
        }

        @Test
        void aBudgetThatIsRemovedBoundsNobodyAndGoesOnWhereItWasWhenItIsSetAgain() {
            budgets.set(KEY_EVER, credits("0.3"));
            withKey("acme.plain", KEY);
            exhausted(withKey("acme.plain", KEY));
            assertThat(budgets.remove(KEY_EVER)).isTrue();
            assertThat(budgets.remove(KEY_EVER)).isFalse();
            assertThat(budgets.find(KEY_EVER)).isEmpty();
            assertThat(market.posted(AccountId.BUDGET_ISSUED)).isEqualTo(-247_500);
            assertThat(withKey("acme.plain", KEY)).isInstanceOf(Receipt.class);
            assertThat(budgets.set(KEY_EVER, credits("0.5")).used()).isEqualTo(credits(PRICE));
            assertThat(withKey("acme.plain", KEY)).isInstanceOf(Receipt.class);
            exhausted(withKey("acme.plain", KEY));
        }

        @Test
        void anotherEngineHeedsAChangeWithinTheTimeThatATenantIsBelieved() {
            try (Souk other = Souk.builder()
                    .store(unclosed(memory))
                    .agent(plain())
                    .config(Market.config().build())
                    .clock(market.time.clock())
                    .ticker(market.time.ticker())
                    .build()) {
                assertThat(other.call(Market.to("acme.plain").build())).isInstanceOf(Receipt.class);
                budgets.set(ANN_MONTH, credits("0.3"));
                market.time.advance(Duration.ofSeconds(2));
                assertThat(other.call(Market.to("acme.plain").build())).isInstanceOf(Receipt.class);
                exhausted(other.call(Market.to("acme.plain").build()));
                exhausted(market.call("acme.plain"));
                budgets.set(ANN_MONTH, credits("0.5"));
                market.time.advance(Duration.ofSeconds(2));
                assertThat(other.call(Market.to("acme.plain").build())).isInstanceOf(Receipt.class);
            }
        }
    }

    @Nested
    class Views {
        @Test
        void aTenantsBudgetsAreListedInTheOrderOfTheirIds() {
            List.of(TENANT_DAY, ANN_MONTH, KEY_EVER).forEach(id -> budgets.set(id, credits("1")));
            assertThat(budgets.list(Market.ACME, null, 10))
                    .extracting(status -> status.budget().id())
                    .containsExactly(KEY_EVER, TENANT_DAY, ANN_MONTH);
            assertThat(budgets.list(Market.ACME, TENANT_DAY, 10)).hasSize(1);
            assertThatThrownBy(() -> budgets.list(new TenantId("nobody"), null, 10))
                    .isInstanceOfSatisfying(
                            SoukException.class,
                            fault -> assertThat(fault.code()).isEqualTo(ErrorCode.TENANT_NOT_FOUND));
        }

        @Test
        void aCallerSeesThoseThatItsCallsCountIn() {
            List.of(TENANT_DAY, ANN_MONTH, KEY_EVER).forEach(id -> budgets.set(id, credits("1")));
            assertThat(budgets.of(Market.ANN, KEY)).hasSize(3);
            assertThat(budgets.of(Market.ANN, null))
                    .extracting(status -> status.budget().id())
                    .containsExactly(TENANT_DAY, ANN_MONTH);
            assertThat(budgets.of(Caller.of("acme", "bob"), null)).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(longs = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1_000_000_000_000_001L})
        void anAmountThatIsNoneIsRefusedAndNothingWritten(long micros) {
            assertThatThrownBy(() -> budgets.set(ANN_MONTH, Credits.ofMicros(micros)))
                    .isInstanceOfSatisfying(
                            SoukException.class,
                            fault -> assertThat(fault.code()).isEqualTo(ErrorCode.INVALID_AMOUNT));
            assertThat(budgets.list(Market.ACME, null, 10)).isEmpty();
            assertThat(memory.tenants().find(Market.ACME).orElseThrow().budgetRevision())
                    .isZero();
        }

        @Test
        void theLargestBudgetCanBeUsed() {
            assertThat(budgets.set(ANN_MONTH, BudgetsView.MAX_BUDGET).left()).isEqualTo(BudgetsView.MAX_BUDGET);
            assertThat(market.call("acme.plain")).isInstanceOf(Receipt.class);
        }

        @Test
        void aTenantThatNobodyRegisteredGetsNone() {
            BudgetId nobody = new BudgetId(new WholeTenant(new TenantId("nobody")), BudgetPeriod.DAY);
            assertThatThrownBy(() -> budgets.set(nobody, credits("1")))
                    .isInstanceOfSatisfying(
                            SoukException.class,
                            fault -> assertThat(fault.code()).isEqualTo(ErrorCode.TENANT_NOT_FOUND));
            assertThat(budgets.find(nobody)).isEmpty();
        }
    }

    /** What budgets cost those who have none, and those who have. */
    @Nested
    class Costs {
        private final AtomicInteger asked = new AtomicInteger();

        private Souk counting() {
            return Souk.builder()
                    .store(counted(memory, asked))
                    .agent(plain())
                    .config(Market.config().build())
                    .clock(market.time.clock())
                    .ticker(market.time.ticker())
                    .build();
        }

        @Test
        void aTenantWithoutBudgetsIsNeverAskedFor() {
            try (Souk souk = counting()) {
                for (int i = 0; i < 5; i++) {
                    assertThat(souk.call(Market.to("acme.plain").build())).isInstanceOf(Receipt.class);
                    market.time.advance(Duration.ofSeconds(10));
                }
                assertThat(asked).hasValue(0);
            }
        }

        @Test
        void budgetsAreReadOnceUntilOneChanges() {
            budgets.set(ANN_MONTH, credits("100"));
            try (Souk souk = counting()) {
                for (int i = 0; i < 5; i++) {
                    assertThat(souk.call(Market.to("acme.plain").build())).isInstanceOf(Receipt.class);
                    market.time.advance(Duration.ofSeconds(10));
                }
                assertThat(asked).hasValue(1);
                budgets.set(ANN_MONTH, credits("0.1"));
                market.time.advance(Duration.ofSeconds(2));
                exhausted(souk.call(Market.to("acme.plain").build()));
                assertThat(asked).hasValue(2);
            }
        }

        @Test
        void aCallWithBudgetsTakesNoMoreTransactionsThanOneWithout() {
            int before = store.transactions();
            market.call("acme.plain");
            int without = store.transactions() - before;
            List.of(TENANT_DAY, ANN_MONTH, KEY_EVER).forEach(id -> budgets.set(id, credits("100")));
            before = store.transactions();
            withKey("acme.plain", KEY);
            assertThat(store.transactions() - before).isEqualTo(without);
        }
    }

    private static Store unclosed(Store real) {
        return counted(real, new AtomicInteger());
    }

    /** The same store, which an engine does not close, and which counts how often it is asked for budgets. */
    private static Store counted(Store real, AtomicInteger asked) {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    Object result;
                    try {
                        result = method.invoke(real, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                    return method.getName().equals("budgets") ? counting(result, asked) : result;
                });
    }

    private static Object counting(Object budgets, AtomicInteger asked) {
        return Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {BudgetStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("of")) {
                        asked.incrementAndGet();
                    }
                    try {
                        return method.invoke(budgets, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }
}
