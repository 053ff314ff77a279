package dev.souk.engine.adversary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.sun.management.ThreadMXBean;


import dev.souk.engine.call.Call;
import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Failure;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.call.Refusal;
import dev.souk.engine.config.SoukConfig;
import dev.souk.engine.support.FaultyStore;
import dev.souk.engine.support.FaultyStore.Fate;
import dev.souk.engine.support.Market;
import dev.souk.engine.support.TestAgent;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.agent.Agent;
import dev.souk.spi.agent.AgentContext;
import dev.souk.spi.agent.AgentDescriptor;
import dev.souk.spi.agent.AgentException;
import dev.souk.spi.agent.AgentInput;
import dev.souk.spi.agent.AgentReply;
import dev.souk.spi.agent.Pricing;
import dev.souk.spi.agent.Schema;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.limit.LimitDecision;
import dev.souk.spi.limit.LimitRequest;
import dev.souk.spi.limit.LimitStatus;
import dev.souk.spi.limit.LimitStore;
import dev.souk.spi.limit.Permit;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Each of these fails today, and shows one defect. */
@SuppressWarnings({"serial", "NullAway", "OverrideThrowableToString"})
class AdversaryProofTest {
    private static final Map<String, Object> NOTHING = Map.of();

    /** 1: a megabyte of wrong input, within every limit and before any limit is asked, costs hundreds of megabytes of heap. */
    @Test
    void aWrongInputWithinTheSizeLimitDoesNotCostHundredsOfMegabytes() {
        TestAgent agent = TestAgent.of(
                "t.steps",
                about -> about.input(Schema.json("{\"type\":\"object\",\"properties\":{\"steps\":{\"type\":\"array\","
                        + "\"maxItems\":50,\"items\":{\"type\":\"object\"}}}}")),
                (input, context) -> AgentReply.of(NOTHING));
        try (Market market = Market.of(agent)) {
            Call call = Market.to("t.steps").inputJson("{\"steps\":[1" + ",1".repeat(500_000) + "]}").build();
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            CallResult result = market.souk.call(call);
            long megabytes = (threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before) >> 20;
            assertThat(result).isInstanceOf(Refusal.InvalidInput.class);
            assertThat(megabytes).as("MB for one refused call").isLessThan(64);
        }
    }

    /** 2: while a breaker is half open, whoever sends wrong input opens it again, for everybody and as often as he likes. */
    @Test
    void aHealthyAgentComesBackAlthoughSomebodySendsItWrongInput() throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        TestAgent agent = TestAgent.of("t.a", about -> about.notRepeatable(), (input, context) -> {
            if (input.asMap().containsKey("bad")) {
                throw AgentException.invalidInput("/bad", "bad");
            }
            if (broken.get()) {
                throw new IllegalStateException("down");
            }
            return AgentReply.of(NOTHING);
        });
        SoukConfig config = Market.config()
                .breaker(new SoukConfig.BreakerSettings(2, 2, Duration.ofMillis(100), 1))
                .build();
        try (Market market = Market.with(parts -> parts.config(config).clock(Clock.systemUTC()).ticker(System::nanoTime), agent)) {
            market.tenant("evil", null, "0");
            market.call("t.a");
            market.call("t.a");
            broken.set(false);
            int served = 0;
            for (int i = 0; i < 10; i++) {
                Thread.sleep(110);
                market.souk.call(Call.to("t.a").by(Caller.of("evil", "e").on("d")).input(Map.of("bad", 1)).build());
                served += market.call("t.a") instanceof Receipt ? 1 : 0;
            }
            assertThat(served).isPositive();
        }
    }

    /** 3: what an agent throws is asked for its text in the caller's thread, after the deadline and beyond every limit. */
    @Test
    void anExceptionWhoseTextNeverComesDoesNotHoldItsCaller() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        TestAgent agent = TestAgent.of("t.a", about -> about.timeout(Duration.ofMillis(200)), (input, context) -> {
            throw new IllegalStateException() {
                @Override
                public String toString() {
                    try {
                        go.await();
                    } catch (InterruptedException ignored) {
                        Thread.currentThread().interrupt();
                    }
                    return "x";
                }
            };
        });
        try (Market market = Market.with(parts -> parts.ticker(System::nanoTime), agent)) {
            Thread caller = new Thread(() -> market.call("t.a"));
            caller.start();
            caller.join(4_000);
            boolean hangs = caller.isAlive();
            go.countDown();
            caller.join();
            assertThat(hangs).isFalse();
        }
    }

    /** 3b: and if that throws, the engine is blamed and the breaker does not count it. */
    @Test
    void anExceptionWhoseTextThrowsIsTheAgentsFault() {
        TestAgent agent = TestAgent.of("t.a", (input, context) -> {
            throw new IllegalStateException() {
                @Override
                public String toString() {
                    throw new AssertionError("gotcha");
                }
            };
        });
        try (Market market = Market.of(agent)) {
            assertThat(((Failure) market.call("t.a")).code()).isEqualTo(ErrorCode.AGENT_FAILED);
        }
    }

    /** 4: an agent that does not close keeps the store, and with it the process, open for ever. */
    @Test
    void anAgentThatNeverClosesDoesNotKeepTheStoreOpen() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        AgentDescriptor descriptor = TestAgent.echo("t.a").descriptor();
        Agent agent = new Agent() {
            @Override
            public AgentDescriptor descriptor() {
                return descriptor;
            }

            @Override
            public AgentReply invoke(AgentInput input, AgentContext context) {
                return AgentReply.of(NOTHING);
            }

            @Override
            public void close() {
                try {
                    go.await();
                } catch (InterruptedException ignored) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        FaultyStore store = new FaultyStore();
        Market market = Market.with(parts -> parts.store(store).ticker(System::nanoTime), agent);
        Thread closer = new Thread(market::close);
        closer.start();
        closer.join(12_000);
        boolean closed = store.isClosed();
        go.countDown();
        closer.join();
        assertThat(closed).isTrue();
    }

    /** 5: the call was paid, and the answer is an INTERNAL failure, of which the contract says that nothing was charged. */
    @Test
    void anInterruptWhileTheEndIsTriedAgainSaysThatTheOutcomeIsUnknown() throws Exception {
        FaultyStore store = new FaultyStore();
        TestAgent agent = TestAgent.of("t.a", about -> about.pricing(Pricing.perCall("1")), (input, context) -> {
            store.next(Fate.REPLY_LOST, Fate.REPLY_LOST, Fate.REPLY_LOST);
            return AgentReply.of(NOTHING);
        });
        try (Market market = Market.with(parts -> parts.store(store), agent)) {
            int before = store.transactions();
            AtomicReference<CallResult> result = new AtomicReference<>();
            Thread caller = new Thread(() -> result.set(market.call("t.a")));
            caller.start();
            while (store.transactions() < before + 4) {
                Thread.onSpinWait();
            }
            Thread.sleep(5);
            caller.interrupt();
            caller.join();
            boolean charged = market.available().micros() < 1_000_000_000L;
            assertThat(charged).isTrue();
            if (result.get() instanceof Failure failure) {
                assertThat(failure.code()).isEqualTo(ErrorCode.STORE_OUTCOME_UNKNOWN);
            }
        }
    }

    /** 6: a number that JSON Schema calls an integer and that is no long is a fault of the engine. */
    @Test
    void anIntegerBeyondLongIsTheCallersMistake() {
        TestAgent agent = TestAgent.of(
                "t.n",
                about -> about.input(Schema.json("{\"type\":\"object\",\"properties\":{\"n\":"
                        + "{\"type\":\"integer\",\"minimum\":0,\"maximum\":100}}}")),
                (input, context) -> AgentReply.of(NOTHING));
        try (Market market = Market.of(agent)) {
            assertThat(market.souk.call(Market.to("t.n").inputJson("{\"n\":1e30}").build()))
                    .isInstanceOf(Refusal.InvalidInput.class);
        }
    }

    /** 7: outputs that can be written and not read back are reported with the name of a class of the engine. */
    @Test
    void anOutputThatCannotBeReadBackIsAnInvalidOutput() {
        TestAgent agent = TestAgent.of(
                "t.digits", (input, context) -> AgentReply.of(Map.of("n", new BigInteger("9".repeat(2_000)))));
        try (Market market = Market.of(agent)) {
            Failure failure = (Failure) market.call("t.digits");
            assertThat(failure.code()).isEqualTo(ErrorCode.AGENT_INVALID_OUTPUT);
            assertThat(failure.message()).doesNotContain("dev.souk.engine.internal");
        }
    }

    /** 8: a limiter that fails when a permit is given back makes Souk.call throw after the call was paid. */
    @Test
    void aLimiterThatFailsAtTheEndDoesNotHideAReceipt() {
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
                        release();
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
        try (Market market = Market.with(parts -> parts.limits(away), TestAgent.echo("t.a"))) {
            assertThatCode(() -> market.call("t.a")).doesNotThrowAnyException();
        }
    }

    /** 9: an agent that gives no pointer makes an answer with nulls where the API promises strings. */
    @Test
    void anInvalidInputWithoutAPointerHasNone() {
        TestAgent agent = TestAgent.of("t.a", (input, context) -> {
            throw AgentException.invalidInput(null, null);
        });
        try (Market market = Market.of(agent)) {
            Refusal.InvalidInput invalid = (Refusal.InvalidInput) market.call("t.a");
            assertThat(invalid.problems().get(0).pointer()).isNotNull();
        }
    }
}
