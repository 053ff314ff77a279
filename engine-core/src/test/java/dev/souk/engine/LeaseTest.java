package dev.souk.engine;

import static dev.souk.engine.support.FaultyStore.Fate.BROKEN;
import static dev.souk.engine.support.FaultyStore.Fate.FINE;
import static dev.souk.engine.support.FaultyStore.Fate.REPLY_LOST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.engine.call.Call;
import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Failure;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.config.EngineThreads;
import dev.souk.engine.config.SoukConfig;
import dev.souk.engine.internal.lease.Leases;
import dev.souk.engine.internal.ledger.Ledger;
import dev.souk.engine.internal.ledger.LedgerCommand;
import dev.souk.engine.internal.memory.MemoryStore;
import dev.souk.engine.support.FaultyStore;
import dev.souk.engine.support.Market;
import dev.souk.engine.support.TestAgent;
import dev.souk.engine.support.Threads;
import dev.souk.engine.support.Threads.Started;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.agent.AgentException;
import dev.souk.spi.agent.AgentReply;
import dev.souk.spi.agent.AgentVersion;
import dev.souk.spi.agent.Pricing;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.DeviceId;
import dev.souk.spi.caller.PlanId;
import dev.souk.spi.event.MarketEvent;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.Leg;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionQuery;
import dev.souk.spi.store.ExecutionState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Two engines on one store. Time stands still until the test moves it, and the engines' jobs run again and again meanwhile: so a lease
 * ends when the test says so, and is renewed or given back as soon as it can be.
 */
class LeaseTest {
    private static final Duration LEASE = Duration.ofMillis(3);
    private static final Duration OFTEN = Duration.ofMillis(1);
    private static final Credits UNTOUCHED = Credits.parse("1000");
    /** What the agent asks, and what the plan asks besides. */
    private static final long ASKED = 1_000_000;

    private static final long PLAN = 237_500;

    private final MemoryStore store = new MemoryStore();
    /** The first engine's way to the store. */
    private final FaultyStore way = FaultyStore.to(store);

    private final CountDownLatch go = new CountDownLatch(1);
    private final TestAgent agent =
            TestAgent.of("acme.waiting", about -> about.pricing(Pricing.perCall("1")), (input, context) -> {
                Threads.await(go);
                if (input.asMap().containsKey("fail")) {
                    throw AgentException.failed("as was asked for", null);
                }
                return AgentReply.of(Map.of());
            });
    private final List<MarketEvent> others = new CopyOnWriteArrayList<>();
    private Market market;
    private Souk other;

    private static SoukConfig.Builder often() {
        return Market.config().lease(LEASE).recoveryInterval(OFTEN);
    }

    private void open(SoukConfig.Builder config) {
        market = Market.with(parts -> parts.store(way).config(config.build()), agent);
    }

    /** The second engine, which has nothing to do but to recover. */
    private void openOther() {
        other = Souk.builder()
                .store(FaultyStore.to(store))
                .config(often().build())
                .clock(market.time.clock())
                .ticker(market.time.ticker())
                .listener(others::add)
                .build();
    }

    @AfterEach
    void close() {
        go.countDown();
        assertThat(market.souk.credits().audit().findings()).isEmpty();
        market.close();
        if (other != null) {
            other.close();
        }
    }

    private Started<CallResult> begin(Call call) {
        int before = agent.invoked();
        Started<CallResult> running = Threads.start(() -> market.souk.call(call));
        Threads.until(() -> agent.invoked() > before);
        return running;
    }

    private Started<CallResult> begin() {
        return begin(Market.to("acme.waiting").build());
    }

    private Execution execution() {
        return market.souk
                .executions()
                .list(new ExecutionQuery(Market.ACME, null, null, 10))
                .get(0);
    }

    private Instant expiresAt() {
        return execution().reservation().expiresAt();
    }

    /** No renewal of the first engine gets through any more, and the lease of its call ends. */
    private void freezeUntilTheOtherHasEndedTheCall() {
        way.leasesAway(true);
        market.time.advance(LEASE);
        Threads.until(() -> execution().state() == ExecutionState.EXPIRED);
        assertThat(market.available()).isEqualTo(UNTOUCHED);
    }

    private List<MarketEvent.CallSettledLate> late() {
        return market.events.stream()
                .filter(MarketEvent.CallSettledLate.class::isInstance)
                .map(MarketEvent.CallSettledLate.class::cast)
                .toList();
    }

    private static Failure expired(CallResult result) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(ErrorCode.RESERVATION_EXPIRED));
        return (Failure) result;
    }

    @Test
    void aCallThatTakesLongerThanItsLeaseIsRenewedAndPaid() throws Exception {
        open(often());
        openOther();
        Started<CallResult> running = begin();
        for (int i = 0; i < 20; i++) {
            market.time.advance(LEASE.dividedBy(2));
            Threads.until(() -> expiresAt().equals(market.time.now().plus(LEASE)));
        }
        go.countDown();

        assertThat(running.result()).isInstanceOf(Receipt.class);
        assertThat(execution().state()).isEqualTo(ExecutionState.SUCCEEDED);
        assertThat(others).isEmpty();
        assertThat(late()).isEmpty();
    }

    @Test
    void aRenewalThatTheStoreMissesIsTriedAgain() throws Exception {
        open(often());
        Started<CallResult> running = begin();
        way.leasesAway(true);
        market.time.advance(LEASE.dividedBy(2));
        int before = way.renewals();
        Threads.until(() -> way.renewals() > before + 3);
        Instant unchanged = expiresAt();

        way.leasesAway(false);
        Threads.until(() -> expiresAt().isAfter(unchanged));
        go.countDown();

        assertThat(running.result()).isInstanceOf(Receipt.class);
    }

    @Test
    void aCallWhoseEndIsUnknownIsNotRenewedAnyMore() throws Exception {
        open(often());
        Started<CallResult> running = begin();
        way.next(BROKEN);
        go.countDown();
        assertThat(running.result())
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.STORE_OUTCOME_UNKNOWN));
        assertThat(execution().isRunning()).isTrue();

        market.time.advance(LEASE);

        Threads.until(() -> execution().state() == ExecutionState.EXPIRED);
        assertThat(market.available()).isEqualTo(UNTOUCHED);
    }

    /** An admission that waited to be written could be given back before it was renewed for the first time. */
    @Test
    void anAdmissionThatTookLongIsRenewedAtOnce() throws Exception {
        Duration lease = Duration.ofMinutes(1);
        open(Market.config().lease(lease));
        way.beforeEach(() -> market.time.advance(lease.dividedBy(3).plusNanos(1_000)));
        Started<CallResult> running = begin();
        way.beforeEach(() -> {});

        assertThat(expiresAt()).isEqualTo(market.time.now().plus(lease));
        go.countDown();
        assertThat(running.result()).isInstanceOf(Receipt.class);
    }

    /** It was told to be a fault of the engine's, as if there were no such call. */
    @Test
    void anAdmissionThatIsFoundWrittenWhenOthersHaveGivenItUpFailsAsTheyEndedIt() {
        open(often());
        openOther();
        int before = way.transactions();
        way.next(REPLY_LOST);
        way.beforeEach(() -> {
            if (way.transactions() == before + 2) {
                freezeUntilTheOtherHasEndedTheCall();
            }
        });

        Failure failure = expired(
                market.souk.call(Market.to("acme.waiting").idempotencyKey("k").build()));

        assertThat(failure.executionId()).contains(execution().id());
        assertThat(failure.attempts()).isZero();
        assertThat(agent.invoked()).isZero();
        assertThat(market.available()).isEqualTo(UNTOUCHED);
        assertThat(market.used("plan-in-flight")).isZero();
        assertThat(late()).isEmpty();
    }

    @Test
    void aClockThatIsPutForwardExpiresNoneOfAnEnginesOwnCalls() throws Exception {
        open(Market.config().recoveryInterval(OFTEN));
        Started<CallResult> running = begin();
        for (int i = 0; i < 3; i++) {
            market.time.advance(Market.LEASE.multipliedBy(2));
            Threads.until(() -> expiresAt().equals(market.time.now().plus(Market.LEASE)));
        }
        go.countDown();

        assertThat(running.result()).isInstanceOf(Receipt.class);
    }

    @Nested
    class WhenAnotherEngineHasGivenACallUp {
        private Started<CallResult> running;

        private void begin(Call call) {
            open(often());
            openOther();
            running = LeaseTest.this.begin(call);
            freezeUntilTheOtherHasEndedTheCall();
        }

        private void begin() {
            begin(Market.to("acme.waiting").build());
        }

        @Test
        void itsLateSettlementIsThePlatformsCost() throws Exception {
            begin();
            go.countDown();

            Failure failure = expired(running.result());

            assertThat(failure.message()).contains("nothing was charged");
            assertThat(market.available()).isEqualTo(UNTOUCHED);
            assertThat(execution().state()).isEqualTo(ExecutionState.EXPIRED);
            assertThat(market.posted(AccountId.PLATFORM_COSTS)).isEqualTo(-ASKED - PLAN);
            assertThat(market.posted(AccountId.earningsOf("acme"))).isEqualTo(ASKED * 8 / 10);
            assertThat(market.posted(AccountId.PLATFORM_FEES)).isEqualTo(ASKED * 2 / 10 + PLAN);
            assertThat(late()).singleElement().satisfies(event -> {
                assertThat(event.execution()).isEqualTo(execution().id());
                assertThat(event.tenant()).isEqualTo(Market.ACME);
                assertThat(event.cost()).isEqualTo(Credits.ofMicros(ASKED + PLAN));
            });
            assertThat(others).singleElement().isInstanceOfSatisfying(MarketEvent.CallEnded.class, ended -> {
                assertThat(ended.execution()).isEqualTo(execution().id());
                assertThat(ended.code()).contains(ErrorCode.RESERVATION_EXPIRED);
                assertThat(ended.charge()).isEqualTo(Credits.ZERO);
            });
        }

        @Test
        void itsCostIsRecordedOnceEvenIfTheReplyIsLost() throws Exception {
            begin();
            way.next(FINE, REPLY_LOST);
            go.countDown();

            expired(running.result());

            assertThat(market.posted(AccountId.PLATFORM_COSTS)).isEqualTo(-ASKED - PLAN);
            assertThat(late()).hasSize(1);
        }

        @Test
        void aFailureCostsNobodyAnything() throws Exception {
            begin(Market.to("acme.waiting").input(Map.of("fail", true)).build());
            go.countDown();

            expired(running.result());

            assertThat(market.posted(AccountId.PLATFORM_COSTS)).isZero();
            assertThat(late()).isEmpty();
        }

        @Test
        void theEngineThatRunsItGivesTheAgentUpAsSoonAsItLearnsOfIt() throws Exception {
            begin();
            way.leasesAway(false);

            Failure failure = expired(running.result());

            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(market.posted(AccountId.PLATFORM_COSTS)).isZero();
            assertThat(late()).isEmpty();
            assertThat(market.used("plan-in-flight")).isZero();
        }
    }

    @Test
    void aTrialCallThatIsSettledLateIsRecordedAndGivenBack() throws Exception {
        open(often());
        openOther();
        market.tenant("new", null, "0");
        Caller caller = Caller.of("new", "ann").on("phone");
        Started<CallResult> running = begin(Call.to("acme.waiting").by(caller).build());
        way.leasesAway(true);
        market.time.advance(LEASE);
        Threads.until(() -> !others.isEmpty());
        go.countDown();

        expired(running.result());

        assertThat(late())
                .singleElement()
                .satisfies(event -> assertThat(event.cost()).isEqualTo(Credits.ZERO));
        assertThat(market.posted(AccountId.PLATFORM_COSTS)).isZero();
        assertThat(market.posted(AccountId.TRIAL_USED)).isZero();
        assertThat(market.souk
                        .credits()
                        .account(AccountId.trialOf(new DeviceId("phone")))
                        .orElseThrow()
                        .available())
                .isEqualTo(3);
    }

    @Nested
    class AnEngineThatStartsAgain {
        /** Calls of an engine that is gone, with leases that have just begun. */
        private void leave(int calls) {
            try (Leases former = new Leases(
                    store,
                    market.time.clock(),
                    market.time.ticker(),
                    Market.config().build())) {
                Ledger ledger = new Ledger(
                        store, market.time.clock(), market.time.ticker(), EngineThreads.SYSTEM, SoukConfig.defaults());
                for (int number = 1; number <= calls; number++) {
                    ledger.submit(new LedgerCommand.Admit(
                            new Execution(
                                    new ExecutionId("exe_" + String.format("%026d", number)),
                                    Market.ANN,
                                    agent.descriptor().id(),
                                    AgentVersion.parse("1.0.0"),
                                    new PlanId("elite"),
                                    null,
                                    "",
                                    former.reservation(List.of(new Leg(AccountId.creditsOf(Market.ACME), 1_000))),
                                    market.time.now().plusSeconds(60),
                                    null),
                            List.of()));
                }
            }
        }

        @Test
        void endsWhatItLeftBeforeItTakesCalls() {
            open(Market.config());
            leave(1_100);
            assertThat(market.available()).isEqualTo(Credits.parse("998.9"));

            openOther();

            assertThat(market.available()).isEqualTo(UNTOUCHED);
            assertThat(others).hasSize(1_100);
            assertThat(market.souk.executions().list(new ExecutionQuery(Market.ACME, null, null, 100)))
                    .allSatisfy(execution -> {
                        assertThat(execution.state()).isEqualTo(ExecutionState.EXPIRED);
                        assertThat(execution.end().orElseThrow().duration()).isZero();
                    });
        }

        @Test
        void leavesAloneWhatALiveEngineRuns() throws Exception {
            open(Market.config());
            Started<CallResult> running = begin();
            openOther();
            go.countDown();
            assertThat(running.result()).isInstanceOf(Receipt.class);
            assertThat(others).isEmpty();
        }

        @Test
        void thatFoundItsStoreAwayEndsItLater() {
            open(Market.config());
            leave(2);
            FaultyStore late = FaultyStore.to(store);
            late.away(true);
            try (Souk again = Souk.builder().store(late).config(often().build()).build()) {
                assertThat(market.available()).isNotEqualTo(UNTOUCHED);
                late.away(false);
                Threads.until(() -> market.available().equals(UNTOUCHED));
                assertThat(again.executions()).isNotNull();
            }
        }
    }
}
