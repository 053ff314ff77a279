package dev.souk.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Failure;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.call.Refusal;
import dev.souk.engine.support.FaultyStore;
import dev.souk.engine.support.Market;
import dev.souk.engine.support.TestAgent;
import dev.souk.engine.support.Threads;
import dev.souk.engine.support.Threads.Started;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.agent.Agent;
import dev.souk.spi.agent.AgentContext;
import dev.souk.spi.agent.AgentDescriptor;
import dev.souk.spi.agent.AgentException;
import dev.souk.spi.agent.AgentInput;
import dev.souk.spi.agent.AgentReply;
import dev.souk.spi.event.MarketEvent;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CloseTest {
    private final CountDownLatch go = new CountDownLatch(1);
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final TestAgent waiting = TestAgent.of("acme.waiting", (input, context) -> {
        go.await();
        return AgentReply.of(Map.of());
    });
    private final TestAgent stubborn = TestAgent.of("acme.stubborn", (input, context) -> {
        while (go.getCount() > 0) {
            if (context.isCancelled()) {
                cancelled.set(true);
            }
        }
        return AgentReply.of(Map.of());
    });
    private final TestAgent flaky = TestAgent.of("acme.flaky", (input, context) -> {
        throw AgentException.modelProvider("slow down", Duration.ofSeconds(25), null);
    });
    private final FaultyStore store = new FaultyStore();

    @AfterEach
    void letGo() {
        go.countDown();
    }

    private Market market(Duration drainTimeout, Agent... agents) {
        return Market.with(
                parts -> parts.store(store)
                        .config(Market.config().drainTimeout(drainTimeout).build()),
                agents);
    }

    private void ended(Market market, ErrorCode code) {
        assertThat(market.events)
                .filteredOn(MarketEvent.CallEnded.class::isInstance)
                .singleElement()
                .satisfies(event ->
                        assertThat(((MarketEvent.CallEnded) event).code()).contains(code));
        assertThat(store.isClosed()).isTrue();
    }

    @Test
    void waitsForRunningCallsAndRefusesNewOnes() throws Exception {
        Market market = market(Duration.ofSeconds(30), waiting);
        Started<CallResult> running = Threads.start(() -> market.call("acme.waiting"));
        Threads.until(() -> waiting.invoked() == 1);
        Started<Object> closing = Threads.start(() -> {
            market.close();
            return "closed";
        });
        Threads.until(() -> market.call("acme.none") instanceof Refusal.ShuttingDown);
        assertThat(closing.isDone()).isFalse();
        assertThat(waiting.closed()).isZero();
        assertThat(store.isClosed()).isFalse();
        go.countDown();
        assertThat(running.result()).isInstanceOf(Receipt.class);
        assertThat(closing.result()).isEqualTo("closed");
        assertThat(waiting.closed()).isEqualTo(1);
        assertThat(store.isClosed()).isTrue();
    }

    @Test
    void isNotReadyAnyMoreOnceItClosesThoughCallsStillRun() throws Exception {
        Market market = market(Duration.ofSeconds(30), waiting);
        Started<CallResult> running = Threads.start(() -> market.call("acme.waiting"));
        Threads.until(() -> waiting.invoked() == 1);
        market.souk.checkReady();
        Started<Object> closing = Threads.start(() -> {
            market.close();
            return "closed";
        });
        Threads.until(() -> market.call("acme.none") instanceof Refusal.ShuttingDown);
        assertNotReady(market);
        assertThat(running.isDone()).isFalse();
        go.countDown();
        assertThat(closing.result()).isEqualTo("closed");
        assertNotReady(market);
    }

    private static void assertNotReady(Market market) {
        assertThatThrownBy(market.souk::checkReady)
                .isInstanceOfSatisfying(
                        SoukException.class, fault -> assertThat(fault.code()).isEqualTo(ErrorCode.SHUTTING_DOWN));
    }

    @Test
    void interruptsWhatStillRunsAfterTheDrainTimeAndGivesItsReservationBack() throws Exception {
        Market market = market(Duration.ofMillis(20), waiting);
        Started<CallResult> running = Threads.start(() -> market.call("acme.waiting"));
        Threads.until(() -> waiting.invoked() == 1);
        market.close();
        assertThat(running.result()).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.code()).isEqualTo(ErrorCode.SHUTTING_DOWN);
            assertThat(failure.message()).contains("closed");
        });
        ended(market, ErrorCode.SHUTTING_DOWN);
        assertThat(waiting.closed()).isEqualTo(1);
    }

    /** The caller of an agent that ignores its interrupt was left waiting, and the store was closed before its call had ended. */
    @Test
    void givesUpAnAgentThatIgnoresItsInterrupt() throws Exception {
        Market market = market(Duration.ofMillis(20), stubborn);
        Started<CallResult> running = Threads.start(() -> market.call("acme.stubborn"));
        Threads.until(() -> stubborn.invoked() == 1);
        market.close();
        assertThat(((Failure) running.result()).code()).isEqualTo(ErrorCode.SHUTTING_DOWN);
        ended(market, ErrorCode.SHUTTING_DOWN);
        Threads.until(cancelled::get);
    }

    /** A call that waited for its next attempt kept waiting, however long the provider had asked for. */
    @Test
    void endsCallsThatWaitForTheirNextAttempt() throws Exception {
        Market market = market(Duration.ofMillis(20), flaky);
        Started<CallResult> running = Threads.start(() -> market.call("acme.flaky"));
        Threads.until(() -> flaky.invoked() == 1);
        market.close();
        assertThat(((Failure) running.result()).code()).isEqualTo(ErrorCode.SHUTTING_DOWN);
        ended(market, ErrorCode.SHUTTING_DOWN);
    }

    @Test
    void twiceClosesEverythingOnce() {
        Market market = market(Duration.ofSeconds(5), waiting, flaky);
        market.close();
        market.close();
        assertThat(waiting.closed()).isEqualTo(1);
        assertThat(flaky.closed()).isEqualTo(1);
        assertThat(market.call("acme.flaky")).isInstanceOfSatisfying(Refusal.ShuttingDown.class, no -> {
            assertThat(no.code()).isEqualTo(ErrorCode.SHUTTING_DOWN);
            assertThat(no.retryAfter()).isPresent();
            assertThat(no.message()).contains("closing");
        });
        assertThat(market.events)
                .last()
                .satisfies(event ->
                        assertThat(((MarketEvent.CallRefused) event).code()).isEqualTo(ErrorCode.SHUTTING_DOWN));
    }

    @Test
    void givesRunningCallsUpWhenItsThreadIsInterruptedAndKeepsTheInterrupt() throws Exception {
        Market market = market(Duration.ofMinutes(5), waiting);
        Started<CallResult> running = Threads.start(() -> market.call("acme.waiting"));
        Threads.until(() -> waiting.invoked() == 1);
        Started<Boolean> closing = Threads.start(() -> {
            market.close();
            return Thread.currentThread().isInterrupted();
        });
        Threads.until(() -> market.call("acme.none") instanceof Refusal.ShuttingDown);
        closing.interrupt();
        assertThat(closing.result()).isTrue();
        assertThat(((Failure) running.result()).code()).isEqualTo(ErrorCode.SHUTTING_DOWN);
        ended(market, ErrorCode.SHUTTING_DOWN);
    }

    private static void fail() {
        throw new AssertionError("will not close");
    }

    /** An error of one agent used to leave the store open. */
    @Test
    void closesTheStoreWhateverAnAgentThrows() {
        Market market = market(Duration.ofSeconds(5), new Unclosable(CloseTest::fail), waiting);
        market.close();
        assertThat(waiting.closed()).isEqualTo(1);
        assertThat(store.isClosed()).isTrue();
    }

    /** An agent that did not close kept the store, and with it the process, open for ever. */
    @Test
    void closesTheStoreAlthoughAnAgentNeverCloses() throws Exception {
        Unclosable endless = new Unclosable(() -> Threads.await(go));
        Market market = Market.with(
                parts -> parts.store(store)
                        .config(Market.config()
                                .pluginTimeout(Duration.ofMillis(20))
                                .build()),
                endless,
                waiting);
        Started<Boolean> closing = Threads.start(() -> {
            market.close();
            return true;
        });
        assertThat(closing.result()).isTrue();
        assertThat(store.isClosed()).isTrue();
        Threads.until(() -> waiting.closed() == 1);
    }

    private static final class Unclosable implements Agent {
        private final TestAgent real = TestAgent.echo("acme.a-first");
        private final Runnable close;

        Unclosable(Runnable close) {
            this.close = close;
        }

        @Override
        public AgentDescriptor descriptor() {
            return real.descriptor();
        }

        @Override
        public AgentReply invoke(AgentInput input, AgentContext context) throws Exception {
            return real.invoke(input, context);
        }

        @Override
        public void close() {
            close.run();
        }
    }
}
