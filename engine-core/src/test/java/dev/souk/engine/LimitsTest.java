package dev.souk.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.engine.call.Call;
import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Failure;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.call.Refusal;
import dev.souk.engine.config.Plan;
import dev.souk.engine.config.Plans;
import dev.souk.engine.config.TrialTerms;
import dev.souk.engine.support.Market;
import dev.souk.engine.support.TestAgent;
import dev.souk.engine.support.Threads;
import dev.souk.engine.support.Threads.Started;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.agent.AgentException;
import dev.souk.spi.agent.AgentReply;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.PlanId;
import dev.souk.spi.event.MarketEvent;
import dev.souk.spi.event.MarketEventListener;
import dev.souk.spi.limit.Limit;
import dev.souk.spi.limit.LimitDecision;
import dev.souk.spi.limit.LimitRequest;
import dev.souk.spi.limit.LimitStatus;
import dev.souk.spi.limit.LimitStore;
import dev.souk.spi.limit.Permit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private final CountDownLatch go = new CountDownLatch(1);
    private final TestAgent echo = TestAgent.echo("acme.echo");
    private final TestAgent waiting = TestAgent.of("acme.waiting", (input, context) -> {
        Threads.await(go);
        return AgentReply.of(Map.of());
    });
    private final TestAgent busy = TestAgent.of(
            "acme.busy",
            about -> about.limit(Limit.perMinute("all-callers", 2)),
            (input, context) -> AgentReply.of(Map.of()));
    private final TestAgent broken = TestAgent.of("acme.broken", (input, context) -> {
        throw AgentException.failed("broken", null);
    });
    private final Plans plans = new Plans(
            List.of(plan("small", 3, 5, 2), plan("hourly", 100, 4, 100), plan("wide", 1_000, 1_000, 1_000)),
            new TrialTerms(3, 1),
            4);
    private final Market market = Market.bare(parts -> parts.plans(plans), echo, waiting, busy, broken);

    private static Plan plan(String id, long perMinute, long perHour, long inFlight) {
        return new Plan(new PlanId(id), perMinute, perHour, inFlight, Credits.parse("0.01"), false);
    }

    @AfterEach
    void close() {
        go.countDown();
        market.close();
    }

    private CallResult call(String agent, String tenant, String user) {
        return market.souk.call(Call.to(agent).by(Caller.of(tenant, user)).build());
    }

    private void done(int times, String agent, String tenant, String user) {
        for (int i = 0; i < times; i++) {
            assertThat(call(agent, tenant, user)).isInstanceOf(Receipt.class);
        }
    }

    private static Refusal.RateLimited limited(CallResult result, String limit) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        Refusal.RateLimited.class,
                        no -> assertThat(no.limit().name()).isEqualTo(limit));
        return (Refusal.RateLimited) result;
    }

    @Test
    void theMinuteOfThePlanSlides() {
        market.tenant("acme", "small", "10");
        done(1, "acme.echo", "acme", "ann");
        market.time.advance(Duration.ofSeconds(30));
        done(2, "acme.echo", "acme", "ann");
        Refusal.RateLimited no = limited(call("acme.echo", "acme", "ben"), "plan-per-minute");
        assertThat(no.code()).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(no.holder()).isEqualTo("tenant/acme");
        assertThat(no.retryAfter()).contains(Duration.ofSeconds(30));
        assertThat(no.message()).contains("3 calls in 60 s", "try again in 30 s");
        market.time.advance(Duration.ofMillis(183));
        assertThat(limited(call("acme.echo", "acme", "ben"), "plan-per-minute").message())
                .endsWith("try again in 30 s");
        market.time.advance(Duration.ofMillis(29_817).minusNanos(1));
        assertThat(limited(call("acme.echo", "acme", "ann"), "plan-per-minute").message())
                .endsWith("try again in 1 s");
        market.time.advance(Duration.ofNanos(1));
        done(1, "acme.echo", "acme", "ann");
        limited(call("acme.echo", "acme", "ann"), "plan-per-minute");
    }

    @Test
    void theHourOfThePlanSlides() {
        market.tenant("acme", "hourly", "10");
        done(4, "acme.echo", "acme", "ann");
        market.time.advance(Duration.ofMinutes(59));
        assertThat(limited(call("acme.echo", "acme", "ann"), "plan-per-hour").retryAfter())
                .contains(Duration.ofMinutes(1));
        market.time.advance(Duration.ofMinutes(1));
        done(4, "acme.echo", "acme", "ann");
    }

    @Test
    void aUserHasALimitOfItsOwnWhichItsFailuresUseUpToo() {
        market.tenant("free", null, "0");
        Call failing =
                Call.to("acme.broken").by(Caller.of("free", "ann").on("phone")).build();
        for (int i = 0; i < 4; i++) {
            assertThat(market.souk.call(failing)).isInstanceOf(Failure.class);
        }
        assertThat(limited(market.souk.call(failing), "user-per-minute").holder())
                .isEqualTo("user/free/ann");
        assertThat(market.souk.call(Call.to("acme.broken")
                        .by(Caller.of("free", "ben").on("phone"))
                        .build()))
                .isInstanceOf(Failure.class);
    }

    @Test
    void aUserMayMakeWhatThePlanAllowsTheTenantIfThatIsMore() {
        market.tenant("acme", "small", "10");
        market.tenant("free", null, "0");
        assertThat(permits(Caller.of("acme", "ann"), "user-per-minute")).isEqualTo(4);
        market.tenant("big", "wide", "0");
        assertThat(permits(Caller.of("big", "ann"), "user-per-minute")).isEqualTo(1_000);
        assertThat(permits(Caller.of("free", "ann"), "user-per-minute")).isEqualTo(4);
    }

    private long permits(Caller caller, String limit) {
        return market.souk.limits().of(caller).stream()
                .map(status -> status.request().limit())
                .filter(candidate -> candidate.name().equals(limit))
                .mapToLong(Limit::permits)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anAgentsOwnLimitHoldsOverAllCallers() {
        market.tenant("acme", "wide", "10");
        market.tenant("other", "wide", "10");
        done(1, "acme.busy", "acme", "ann");
        done(1, "acme.busy", "other", "ben");
        assertThat(limited(call("acme.busy", "acme", "cem"), "all-callers").holder())
                .isEqualTo("agent/acme.busy@1.0.0");
        done(1, "acme.echo", "acme", "cem");
        market.time.advance(Duration.ofMinutes(1));
        done(2, "acme.busy", "acme", "cem");
    }

    @Nested
    class CallsInFlight {
        @Test
        void areLimitedUntilOneEnds() throws Exception {
            market.tenant("acme", "small", "10");
            Started<CallResult> first = Threads.start(() -> call("acme.waiting", "acme", "ann"));
            Started<CallResult> second = Threads.start(() -> call("acme.waiting", "acme", "ann"));
            Threads.until(() -> waiting.invoked() == 2);
            Refusal.RateLimited no = limited(call("acme.echo", "acme", "ann"), "plan-in-flight");
            assertThat(no.code()).isEqualTo(ErrorCode.TOO_MANY_IN_FLIGHT);
            assertThat(no.message()).contains("2 calls at the same time");
            go.countDown();
            assertThat(first.result()).isInstanceOf(Receipt.class);
            assertThat(second.result()).isInstanceOf(Receipt.class);
            done(1, "acme.echo", "acme", "ann");
        }

        @Test
        void ofATrialAreLimitedForTheUser() throws Exception {
            market.tenant("free", null, "0");
            Call call = Call.to("acme.waiting")
                    .by(Caller.of("free", "ann").on("phone"))
                    .build();
            Started<CallResult> first = Threads.start(() -> market.souk.call(call));
            Threads.until(() -> waiting.invoked() == 1);
            limited(market.souk.call(call), "trial-in-flight");
            go.countDown();
            assertThat(first.result()).isInstanceOf(Receipt.class);
            assertThat(market.souk.call(call)).isInstanceOf(Receipt.class);
        }
    }

    @Nested
    class ARefusal {
        @Test
        void consumesNothingAnywhere() {
            market.tenant("acme", "wide", "10");
            done(2, "acme.busy", "acme", "ann");
            Caller ann = Caller.of("acme", "ann");
            for (int i = 0; i < 20; i++) {
                limited(call("acme.busy", "acme", "ann"), "all-callers");
            }
            assertThat(market.used(ann, "plan-per-minute")).isEqualTo(2);
            assertThat(market.used(ann, "user-per-minute")).isEqualTo(2);
            assertThat(market.used(ann, "plan-in-flight")).isZero();
            assertThat(market.souk.credits().balance(ann.tenant()).held()).isEqualTo(Credits.ZERO);
            assertThat(busy.invoked()).isEqualTo(2);
        }

        @Test
        void forWantOfCreditsGivesThePermitsBack() {
            market.tenant("acme", "small", "0.02");
            done(2, "acme.echo", "acme", "ann");
            for (int i = 0; i < 5; i++) {
                assertThat(call("acme.echo", "acme", "ann")).isInstanceOf(Refusal.InsufficientCredits.class);
            }
            Caller ann = Caller.of("acme", "ann");
            assertThat(market.used(ann, "plan-per-minute")).isEqualTo(2);
            assertThat(market.used(ann, "plan-in-flight")).isZero();
        }

        @Test
        void ofAnInputKeepsItsPermitInTheWindowsOnly() {
            market.tenant("acme", "small", "10");
            Call wrong = Call.to("acme.echo")
                    .by(Caller.of("acme", "ann"))
                    .inputJson("[1]")
                    .build();
            assertThat(market.souk.call(wrong)).isInstanceOf(Refusal.InvalidInput.class);
            assertThat(market.used(Caller.of("acme", "ann"), "plan-per-minute")).isEqualTo(1);
            assertThat(market.used(Caller.of("acme", "ann"), "plan-in-flight")).isZero();
        }
    }

    /** The call was paid, and its caller got the limiter's exception instead of the receipt. */
    @Test
    void aLimiterThatFailsToTakeAPermitBackHidesNoAnswer() {
        LimitStore away = new LimitStore() {
            @Override
            public LimitDecision tryAcquire(List<LimitRequest> requests, Duration lease) {
                return new LimitDecision.Granted(new Permit() {
                    @Override
                    public void release() {
                        throw new SoukException(ErrorCode.STORE_UNAVAILABLE, "the limiter is away");
                    }

                    @Override
                    public void cancel() {
                        throw new SoukException(ErrorCode.STORE_UNAVAILABLE, "the limiter is away");
                    }
                });
            }

            @Override
            public List<LimitStatus> status(List<LimitRequest> requests) {
                return List.of();
            }

            @Override
            public void close() {}
        };
        try (Market other = Market.with(parts -> parts.limits(away), TestAgent.echo("acme.echo"))) {
            assertThat(other.call("acme.echo")).isInstanceOf(Receipt.class);
            other.tenant("poor", "elite", "0");
            assertThat(other.souk.call(
                            Call.to("acme.echo").by(Caller.of("poor", "ann")).build()))
                    .isInstanceOf(Refusal.InsufficientCredits.class);
            assertThat(other.souk.call(Market.to("acme.echo").inputJson("[1]").build()))
                    .isInstanceOf(Refusal.InvalidInput.class);
        }
    }

    /** A listener that made the next call found the one that it was told of still in flight. */
    @Test
    void aCallIsNoLongerInFlightWhenItsEndIsTold() {
        AtomicReference<Market> made = new AtomicReference<>();
        List<Long> inFlight = new CopyOnWriteArrayList<>();
        MarketEventListener asking = event -> {
            if (event instanceof MarketEvent.CallEnded) {
                inFlight.add(made.get().used("plan-in-flight"));
            }
        };
        try (Market other = Market.with(parts -> parts.listener(asking), TestAgent.echo("acme.echo"))) {
            made.set(other);
            other.call("acme.echo");
            assertThat(inFlight).containsExactly(0L);
        }
    }

    @Nested
    class Status {
        @Test
        void showsWhatIsEnforced() {
            market.tenant("acme", "small", "10");
            Caller ann = Caller.of("acme", "ann");
            for (int made = 0; made < 3; made++) {
                LimitStatus minute = market.souk.limits().of(ann).get(0);
                assertThat(minute.used()).isEqualTo(made);
                assertThat(minute.remaining()).isEqualTo(3 - made);
                done(1, "acme.echo", "acme", "ann");
                market.time.advance(Duration.ofSeconds(1));
            }
            LimitStatus full = market.souk.limits().of(ann).get(0);
            assertThat(full.remaining()).isZero();
            assertThat(full.resetAfter()).isEqualTo(Duration.ofSeconds(59));
            limited(call("acme.echo", "acme", "ann"), "plan-per-minute");
            assertThat(market.souk.limits().of(ann))
                    .extracting(status -> status.request().limit().name())
                    .containsExactly("plan-per-minute", "plan-per-hour", "plan-in-flight", "user-per-minute");
        }

        @Test
        void ofAnUnknownTenantIsAClearError() {
            assertThatThrownBy(() -> market.souk.limits().of(Caller.of("nobody", "ann")))
                    .isInstanceOfSatisfying(
                            SoukException.class, no -> assertThat(no.code()).isEqualTo(ErrorCode.TENANT_NOT_FOUND));
        }
    }

    @Test
    void aChangedPlanCountsFromTheNextCallOn() {
        market.tenant("acme", "small", "10");
        done(3, "acme.echo", "acme", "ann");
        limited(call("acme.echo", "acme", "ann"), "plan-per-minute");
        market.souk.tenants().changePlan(Caller.of("acme", "ann").tenant(), new PlanId("wide"));
        done(3, "acme.echo", "acme", "ann");
        market.souk.tenants().changePlan(Caller.of("acme", "ann").tenant(), new PlanId("small"));
        limited(call("acme.echo", "acme", "ann"), "plan-per-hour");
    }
}
