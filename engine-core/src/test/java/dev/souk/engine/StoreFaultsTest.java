package dev.souk.engine;

import static dev.souk.engine.support.FaultyStore.Fate.BROKEN;
import static dev.souk.engine.support.FaultyStore.Fate.FINE;
import static dev.souk.engine.support.FaultyStore.Fate.LOST;
import static dev.souk.engine.support.FaultyStore.Fate.REPLY_LOST;
import static dev.souk.engine.support.FaultyStore.Fate.THEN_AWAY;
import static dev.souk.engine.support.FaultyStore.Fate.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.engine.call.Call;
import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Deposit;
import dev.souk.engine.call.Failure;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.call.Refusal;
import dev.souk.engine.config.EngineThreads;
import dev.souk.engine.config.SoukConfig;
import dev.souk.engine.internal.lease.Leases;
import dev.souk.engine.internal.ledger.Ledger;
import dev.souk.engine.internal.settle.Recovery;
import dev.souk.engine.support.FaultyStore;
import dev.souk.engine.support.FaultyStore.Fate;
import dev.souk.engine.support.Market;
import dev.souk.engine.support.TestAgent;
import dev.souk.engine.support.Threads;
import dev.souk.engine.support.Threads.Started;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.agent.AgentReply;
import dev.souk.spi.agent.Pricing;
import dev.souk.spi.budget.BudgetHolder;
import dev.souk.spi.budget.BudgetId;
import dev.souk.spi.budget.BudgetPeriod;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.event.MarketEvent;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.store.ApiKeyStore;
import dev.souk.spi.store.BudgetStore;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionQuery;
import dev.souk.spi.store.ExecutionState;
import dev.souk.spi.store.ExecutionStore;
import dev.souk.spi.store.LeaseStore;
import dev.souk.spi.store.LedgerStore;
import dev.souk.spi.store.PayoutStore;
import dev.souk.spi.store.Store;
import dev.souk.spi.store.TenantStore;
import dev.souk.spi.store.UsageStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoreFaultsTest {
    private static final Credits PAID = Credits.parse("998.7625");
    private static final Credits UNTOUCHED = Credits.parse("1000");

    private final FaultyStore store = new FaultyStore();
    private final CountDownLatch go = new CountDownLatch(1);
    private final List<MarketEvent> events = new CopyOnWriteArrayList<>();
    private final TestAgent agent = TestAgent.of(
            "acme.greeter",
            about -> about.pricing(Pricing.perCall("1")),
            (input, context) -> AgentReply.of(Map.of("hello", "world")));
    private final TestAgent waiting = TestAgent.of("acme.waiting", (input, context) -> {
        Threads.await(go);
        return AgentReply.of(Map.of());
    });
    private final Market market = Market.with(parts -> parts.store(store), agent, waiting);
    /** Another engine's. */
    private final Recovery recovery = new Recovery(
            new Leases(
                    store,
                    market.time.clock(),
                    market.time.ticker(),
                    Market.config().build()),
            new Ledger(store, market.time.clock(), System::nanoTime, EngineThreads.SYSTEM, SoukConfig.defaults()),
            market.time.clock(),
            events::add);

    @AfterEach
    void close() {
        store.away(false);
        assertThat(market.souk.credits().audit().findings()).isEmpty();
        assertThat(market.used("plan-in-flight")).isZero();
        market.close();
        assertThat(store.isClosed()).isTrue();
    }

    private CallResult call() {
        return market.call("acme.greeter");
    }

    private static Failure failed(CallResult result, ErrorCode code) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(code));
        return (Failure) result;
    }

    private List<Execution> executions() {
        return market.souk.executions().list(new ExecutionQuery(Market.ACME, null, null, 100));
    }

    private void nextAfterAdmission(Fate... fates) {
        store.next(FINE);
        store.next(fates);
    }

    @Nested
    class WhenAnAdmissionFails {
        private void noAgentWasCalledAndNothingIsHeld() {
            assertThat(agent.invoked()).isZero();
            assertThat(market.used("plan-per-minute")).isZero();
            assertThat(market.used("plan-in-flight")).isZero();
        }

        @Test
        void becauseTheStoreIsAwayTheCallerMayTryAgainSoon() {
            store.away(true);
            Failure failure = failed(call(), ErrorCode.STORE_UNAVAILABLE);
            assertThat(failure.retryAfter()).contains(Duration.ofSeconds(2));
            assertThat(failure.executionId()).isEmpty();
            assertThat(failure.attempts()).isZero();
            noAgentWasCalledAndNothingIsHeld();
            assertThatThrownBy(market.souk::checkReady).isInstanceOf(SoukException.class);
            store.away(false);
            market.souk.checkReady();
            assertThat(call()).isInstanceOf(Receipt.class);
        }

        @Test
        void andNobodyKnowsHowItIsGivenBackWhenItExpires() {
            store.next(LOST, LOST, LOST);
            Failure failure = failed(call(), ErrorCode.STORE_OUTCOME_UNKNOWN);
            noAgentWasCalledAndNothingIsHeld();
            assertThat(failure.executionId()).isPresent();
            assertThat(failure.retryAfter()).contains(Duration.ofSeconds(2));
            assertThat(executions()).isEmpty();
        }

        @Test
        void inAWayThatItShouldNotTheCallerLearnsNoDetails() {
            store.next(BROKEN);
            assertThat(failed(call(), ErrorCode.INTERNAL).message()).doesNotContain("secret");
            noAgentWasCalledAndNothingIsHeld();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LOST", "REPLY_LOST"})
    void anAdmissionWhoseReplyIsLostRunsOnceAndIsPaidOnce(Fate fate) {
        store.next(fate);
        assertThat(call()).isInstanceOf(Receipt.class);
        assertThat(agent.invoked()).isEqualTo(1);
        assertThat(market.available()).isEqualTo(PAID);
        assertThat(executions()).hasSize(1);
    }

    @Nested
    class WhenAnEndFails {
        @ParameterizedTest
        @EnumSource(names = {"LOST", "REPLY_LOST", "UNAVAILABLE"})
        void onceItIsTriedAgainAndPaidOnce(Fate fate) {
            nextAfterAdmission(fate);
            assertThat(call())
                    .isInstanceOfSatisfying(
                            Receipt.class,
                            receipt -> assertThat(receipt.balance()).isEqualTo(PAID));
            assertThat(market.available()).isEqualTo(PAID);
            assertThat(agent.invoked()).isEqualTo(1);
        }

        @Test
        void severalTimesItIsTriedAgain() {
            nextAfterAdmission(UNAVAILABLE, LOST, LOST, REPLY_LOST, UNAVAILABLE, UNAVAILABLE);
            assertThat(call()).isInstanceOf(Receipt.class);
            assertThat(market.available()).isEqualTo(PAID);
        }

        @Test
        void untilTheEndTheOutcomeIsUnknownAndTheReservationExpires() {
            Fate[] away = new Fate[30];
            Arrays.fill(away, UNAVAILABLE);
            nextAfterAdmission(away);
            Failure failure = failed(call(), ErrorCode.STORE_OUTCOME_UNKNOWN);
            assertThat(failure.message()).contains("ask for the execution later");
            assertThat(market.available()).isEqualTo(Credits.parse("998.7625"));
            Execution stuck = executions().get(0);
            assertThat(stuck.isRunning()).isTrue();
            assertThat(failure.executionId()).contains(stuck.id());
            store.forget();
            market.time.advance(Market.LEASE);
            assertThat(recovery.sweep()).isEqualTo(1);
            assertThat(market.available()).isEqualTo(UNTOUCHED);
            assertThat(executions().get(0).state()).isEqualTo(ExecutionState.EXPIRED);
        }

        @Test
        void inAWayThatItShouldNotTheCallerLearnsNoDetailsAndTheReservationExpires() {
            nextAfterAdmission(BROKEN);
            assertThat(failed(call(), ErrorCode.STORE_OUTCOME_UNKNOWN).message())
                    .doesNotContain("secret");
            market.time.advance(Market.LEASE);
            assertThat(recovery.sweep()).isEqualTo(1);
            assertThat(market.available()).isEqualTo(UNTOUCHED);
        }
    }

    @Test
    void theInterruptOfACallerDoesNotReachTheStoreWhileTheEndIsWritten() throws Exception {
        Started<CallResult> running = Threads.start(() -> market.call("acme.waiting"));
        Threads.until(() -> waiting.invoked() == 1);
        running.interrupt();
        failed(running.result(), ErrorCode.CANCELLED);
        assertThat(store.interrupted()).isZero();
        assertThat(market.available()).isEqualTo(UNTOUCHED);
    }

    /** The call was paid, and its caller was told of a fault by which nothing was charged. */
    @Test
    void theInterruptOfACallerDoesNotEndTheTriesOfTheEnd() throws Exception {
        nextAfterAdmission(REPLY_LOST, REPLY_LOST, REPLY_LOST);
        int before = store.transactions();
        AtomicBoolean kept = new AtomicBoolean();
        Started<CallResult> running = Threads.start(() -> {
            CallResult result = call();
            kept.set(Thread.currentThread().isInterrupted());
            return result;
        });
        Threads.until(() -> store.transactions() == before + 4);
        running.interrupt();
        assertThat(running.result()).isInstanceOf(Receipt.class);
        assertThat(kept).isTrue();
        assertThat(market.available()).isEqualTo(PAID);
    }

    @Nested
    class ACallThatOutlivesItsReservation {
        private Started<CallResult> running;

        private void expireWhileItRuns() {
            running = Threads.start(() -> market.souk.call(
                    Market.to("acme.waiting").idempotencyKey("k").build()));
            Threads.until(() -> waiting.invoked() == 1);
            market.time.advance(Market.LEASE.minusNanos(1_000));
            assertThat(recovery.sweep()).isZero();
            market.time.advance(Duration.ofNanos(1_000));
            assertThat(recovery.sweep()).isEqualTo(1);
        }

        @Test
        void isEndedOnceAndItsLateEndIsThePlatformsCost() throws Exception {
            expireWhileItRuns();
            assertThat(recovery.sweep()).isZero();
            go.countDown();
            Failure failure = failed(running.result(), ErrorCode.RESERVATION_EXPIRED);
            assertThat(failure.message()).contains("nothing was charged");
            assertThat(market.available()).isEqualTo(UNTOUCHED);
            long price = 237_500;
            assertThat(market.posted(AccountId.PLATFORM_COSTS)).isEqualTo(-price);
            assertThat(market.posted(AccountId.PLATFORM_FEES)).isEqualTo(price);
            assertThat(executions()).singleElement().satisfies(execution -> {
                assertThat(execution.state()).isEqualTo(ExecutionState.EXPIRED);
                assertThat(execution.end().orElseThrow().output()).isEmpty();
            });
        }

        @Test
        void isTheAnswerToItsKeyFromThenOn() throws Exception {
            expireWhileItRuns();
            go.countDown();
            running.result();
            Failure again = failed(
                    market.souk.call(
                            Market.to("acme.waiting").idempotencyKey("k").build()),
                    ErrorCode.RESERVATION_EXPIRED);
            assertThat(again.replayed()).isTrue();
        }
    }

    @Nested
    class Sweeping {
        private void leaveBehind(int calls) {
            for (int i = 0; i < calls; i++) {
                nextAfterAdmission(BROKEN);
                failed(call(), ErrorCode.STORE_OUTCOME_UNKNOWN);
            }
            market.time.advance(Market.LEASE);
        }

        @Test
        void endsManyInAFewTransactions() {
            leaveBehind(250);
            leaveBehind(250);
            leaveBehind(250);
            int before = store.transactions();
            assertThat(recovery.sweep()).isEqualTo(750);
            assertThat(store.transactions()).isEqualTo(before + 2);
            assertThat(recovery.sweep()).isZero();
            assertThat(market.available()).isEqualTo(UNTOUCHED);
        }

        @Test
        void bySeveralEnginesAtOnceEndsEachOnce() throws Exception {
            leaveBehind(60);
            List<Integer> ended = Threads.together(
                    4,
                    number -> new Recovery(
                                    new Leases(
                                            store,
                                            market.time.clock(),
                                            market.time.ticker(),
                                            Market.config().build()),
                                    new Ledger(
                                            store,
                                            market.time.clock(),
                                            System::nanoTime,
                                            EngineThreads.SYSTEM,
                                            SoukConfig.defaults()),
                                    market.time.clock(),
                                    events::add)
                            .sweep());
            assertThat(ended.stream().mapToInt(Integer::intValue).sum()).isEqualTo(60);
            assertThat(events)
                    .hasSize(60)
                    .allSatisfy(event -> assertThat(event)
                            .isInstanceOfSatisfying(
                                    MarketEvent.CallEnded.class,
                                    over -> assertThat(over.code()).contains(ErrorCode.RESERVATION_EXPIRED)));
            assertThat(market.available()).isEqualTo(UNTOUCHED);
        }

        @Test
        void whileTheStoreIsAwayFailsAndWhatWasTakenOverIsEndedALeaseLater() {
            leaveBehind(3);
            store.next(UNAVAILABLE);
            assertThatThrownBy(recovery::sweep).isInstanceOf(SoukException.class);
            assertThat(recovery.sweep()).isZero();
            market.time.advance(Market.LEASE);
            assertThat(recovery.sweep()).isEqualTo(3);
        }

        @Test
        void happensWhenAnEngineStarts() {
            leaveBehind(1);
            try (Souk next = Souk.builder()
                    .store(new Unclosed(store))
                    .clock(market.time.clock())
                    .build()) {
                assertThat(next.credits().balance(Market.ACME).held()).isEqualTo(Credits.ZERO);
            }
        }

        @Test
        void whenTheStoreIsAwayAtTheStartKeepsNoEngineFromStarting() {
            store.away(true);
            try (Souk next =
                    Souk.builder().store(new Unclosed(store)).agent(agent).build()) {
                assertThat(next.call(Market.to("acme.greeter").build())).isInstanceOf(Failure.class);
            }
        }
    }

    /** Its caller was told that nobody knows whether the call was made, although no call can be made before. */
    @Test
    void aCallOfAnEngineThatCannotEnterTheStoreIsSaidToBeUndone() {
        store.entriesLost(true);
        try (Souk next = Souk.builder().store(new Unclosed(store)).agent(agent).build()) {
            for (int i = 0; i < 2; i++) {
                assertThat(failed(next.call(Market.to("acme.greeter").build()), ErrorCode.STORE_UNAVAILABLE)
                                .executionId())
                        .isEmpty();
            }
        }
        assertThat(executions()).isEmpty();
    }

    /** A store that a second engine does not close. */
    private static final class Unclosed implements Store {
        private final FaultyStore store;

        Unclosed(FaultyStore store) {
            this.store = store;
        }

        @Override
        public LedgerStore ledger() {
            return store.ledger();
        }

        @Override
        public ExecutionStore executions() {
            return store.executions();
        }

        @Override
        public LeaseStore leases() {
            return store.leases();
        }

        @Override
        public TenantStore tenants() {
            return store.tenants();
        }

        @Override
        public ApiKeyStore apiKeys() {
            return store.apiKeys();
        }

        @Override
        public PayoutStore payouts() {
            return store.payouts();
        }

        @Override
        public BudgetStore budgets() {
            return store.budgets();
        }

        @Override
        public UsageStore usage() {
            return store.usage();
        }

        @Override
        public String description() {
            return store.description();
        }

        @Override
        public boolean isDurable() {
            return store.isDurable();
        }

        @Override
        public void ping() {
            store.ping();
        }

        @Override
        public void close() {}
    }

    @Test
    void aDepositWhoseReplyIsLostIsMadeOnce() {
        store.next(REPLY_LOST);
        Deposit deposit = market.souk.credits().deposit(Market.ACME, Credits.parse("5"), "invoice-1", "");
        assertThat(deposit.balance().available()).isEqualTo(Credits.parse("1005"));
        assertThat(market.souk
                        .credits()
                        .deposit(Market.ACME, Credits.parse("5"), "invoice-1", "")
                        .replayed())
                .isTrue();
        assertThat(market.available()).isEqualTo(Credits.parse("1005"));
    }

    private static ErrorCode codeOf(Runnable entry) {
        AtomicReference<ErrorCode> code = new AtomicReference<>();
        assertThatThrownBy(entry::run).isInstanceOfSatisfying(SoukException.class, fault -> code.set(fault.code()));
        return code.get();
    }

    /** It was told that nothing had been written, and whoever had no reference would have paid in twice. */
    @Test
    void aDepositAfterWhichTheStoreGoesAwayIsNotSaidToBeUndone() {
        Runnable deposit = () -> market.souk.credits().deposit(Market.ACME, Credits.parse("5"), "invoice-1", "");
        store.next(THEN_AWAY);
        assertThat(codeOf(deposit)).isEqualTo(ErrorCode.STORE_OUTCOME_UNKNOWN);
        assertThat(codeOf(deposit)).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        store.away(false);
        assertThat(market.available()).isEqualTo(Credits.parse("1005"));
        assertThat(market.souk
                        .credits()
                        .deposit(Market.ACME, Credits.parse("5"), "invoice-1", "")
                        .replayed())
                .isTrue();
    }

    @Test
    void aRefundAfterWhichTheStoreGoesAwayIsNotSaidToBeUndone() {
        ExecutionId call = ((Receipt) call()).executionId();
        Runnable refund = () -> market.souk.refunds().refund(call, Credits.parse("1"), "sorry", "");
        store.next(THEN_AWAY);
        assertThat(codeOf(refund)).isEqualTo(ErrorCode.STORE_OUTCOME_UNKNOWN);
        store.away(false);
        assertThat(market.available()).isEqualTo(PAID.plus(Credits.parse("1")));
        assertThat(market.souk
                        .refunds()
                        .refund(call, Credits.parse("1"), "sorry", "")
                        .replayed())
                .isTrue();
    }

    @Test
    void aBudgetAfterWhoseChangeTheStoreGoesAwayIsNotSaidToBeUnchanged() {
        BudgetId budget = new BudgetId(new BudgetHolder.WholeTenant(Market.ACME), BudgetPeriod.NONE);
        store.away(true);
        assertThat(codeOf(() -> market.souk.budgets().set(budget, Credits.parse("5"))))
                .isEqualTo(ErrorCode.STORE_OUTCOME_UNKNOWN);
        store.away(false);
        assertThat(market.souk.budgets().find(budget)).isPresent();
        call();

        store.next(UNAVAILABLE);
        assertThat(codeOf(() -> market.souk.budgets().remove(budget))).isEqualTo(ErrorCode.STORE_OUTCOME_UNKNOWN);
        assertThat(market.souk.budgets().find(budget)).isEmpty();
        assertThat(market.posted(AccountId.budgetLeft(budget, market.time.now())))
                .isPositive();
        assertThat(market.souk.budgets().remove(budget)).isFalse();
        assertThat(market.posted(AccountId.budgetLeft(budget, market.time.now())))
                .isZero();
    }

    @Test
    void aRefusalForWantOfCreditsNeedsTheStoreOnceOnly() {
        market.tenant("poor", "elite", "0");
        int before = store.transactions();
        assertThat(market.souk.call(
                        Call.to("acme.greeter").by(Caller.of("poor", "ann")).build()))
                .isInstanceOf(Refusal.InsufficientCredits.class);
        assertThat(store.transactions()).isEqualTo(before + 1);
    }
}
