package dev.souk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Failure;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.call.Refusal;
import dev.souk.engine.support.Market;
import dev.souk.engine.support.TestAgent;
import dev.souk.engine.support.Threads;
import dev.souk.engine.support.Threads.Started;
import dev.souk.spi.Blame;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.agent.AgentContext;
import dev.souk.spi.agent.AgentDescriptor;
import dev.souk.spi.agent.AgentException;
import dev.souk.spi.agent.AgentInput;
import dev.souk.spi.agent.AgentReply;
import dev.souk.spi.agent.Attachment;
import dev.souk.spi.agent.ModelUsage;
import dev.souk.spi.agent.Pricing;
import dev.souk.spi.agent.Schema;
import dev.souk.spi.agent.TypedAgent;
import dev.souk.spi.event.MarketEvent;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.store.ExecutionState;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InvocationTest {
    private static final String SECRET = "s3cr3t";

    record Age(int years) {
        Age {
            if (years < 0) {
                throw new IllegalArgumentException("years cannot be negative");
            }
        }
    }

    private final AtomicBoolean stop = new AtomicBoolean();
    private final TestAgent healthy = TestAgent.echo("acme.healthy");
    private Market market;

    @AfterEach
    void close() {
        stop.set(true);
        if (market != null) {
            assertThat(market.souk.credits().balance(Market.ACME).held()).isEqualTo(Credits.ZERO);
            assertThat(market.used("plan-in-flight")).isZero();
            assertThat(market.call("acme.healthy")).isInstanceOf(Receipt.class);
            assertThat(market.souk.credits().audit().findings()).isEmpty();
            market.close();
        }
    }

    private CallResult call(TestAgent agent) {
        market = Market.of(agent, healthy);
        return market.call(agent.descriptor().id().value());
    }

    private Failure failed(CallResult result, ErrorCode code) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(code));
        return (Failure) result;
    }

    private AgentReply hang() {
        while (!stop.get()) {
            Thread.onSpinWait();
        }
        return AgentReply.of(Map.of());
    }

    private static AgentDescriptor.Builder quick(AgentDescriptor.Builder about) {
        return about.timeout(Duration.ofMillis(200)).attemptTimeout(Duration.ofMillis(40));
    }

    @Nested
    class APassingFault {
        private TestAgent failing(int times, Exception fault) {
            return TestAgent.of("acme.flaky", about -> about.pricing(Pricing.perCall("1")), (input, context) -> {
                if (context.attempt() <= times) {
                    context.reportModelUsage(new ModelUsage(100, 0));
                    throw fault;
                }
                return AgentReply.of(Map.of("attempt", context.attempt()));
            });
        }

        @Test
        void isTriedAgainAndPaidForOnce() {
            Receipt receipt = (Receipt) call(failing(2, AgentException.temporary("busy", null)));
            assertThat(receipt.attempts()).isEqualTo(3);
            assertThat(receipt.output()).containsEntry("attempt", 3L);
            assertThat(receipt.usage()).isEqualTo(ModelUsage.NONE);
            assertThat(receipt.charge()).isEqualTo(Credits.parse("1.2375"));
            assertThat(market.posted(AccountId.earningsOf("acme"))).isEqualTo(800_000);
        }

        @Test
        void isTriedNoMoreOftenThanTheSettingSays() {
            Failure failure = failed(
                    call(failing(9, AgentException.temporary("busy", null))), ErrorCode.AGENT_TEMPORARILY_FAILED);
            assertThat(failure.attempts()).isEqualTo(3);
            assertThat(failure.message()).isEqualTo("busy");
            assertThat(market.available()).isEqualTo(Credits.parse("1000"));
            assertThat(market.souk
                            .executions()
                            .find(Market.ACME, failure.executionId().orElseThrow())
                            .orElseThrow()
                            .end()
                            .orElseThrow()
                            .usage())
                    .isEqualTo(new ModelUsage(300, 0));
        }

        @Test
        void canBeAnyIoFault() {
            assertThat(((Receipt) call(failing(1, new FileNotFoundException(SECRET)))).attempts())
                    .isEqualTo(2);
            market.close();
            assertThat(((Receipt) call(failing(1, new UncheckedIOException(new IOException(SECRET))))).attempts())
                    .isEqualTo(2);
        }

        @Test
        void isNotTriedAgainIfARepeatDoesHarm() {
            TestAgent once = TestAgent.of("acme.once", AgentDescriptor.Builder::notRepeatable, (input, context) -> {
                throw AgentException.temporary("busy", null);
            });
            assertThat(failed(call(once), ErrorCode.AGENT_TEMPORARILY_FAILED).attempts())
                    .isEqualTo(1);
            assertThat(once.invoked()).isEqualTo(1);
        }

        @Test
        void isNotTriedAgainIfTheProviderAsksToWaitLongerThanThereIsTime() {
            TestAgent limited = TestAgent.of("acme.limited", (input, context) -> {
                throw AgentException.modelProvider("slow down", Duration.ofSeconds(40), null);
            });
            Failure failure = failed(call(limited), ErrorCode.MODEL_PROVIDER_FAILED);
            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(failure.retryAfter()).contains(Duration.ofSeconds(40));
        }

        @Test
        void canBeAnAttemptThatTakesTooLong() {
            TestAgent slowAtFirst = TestAgent.of(
                    "acme.slow",
                    about -> about.timeout(Duration.ofSeconds(20)).attemptTimeout(Duration.ofMillis(40)),
                    (input, context) -> context.attempt() == 1 ? hang() : AgentReply.of(Map.of()));
            assertThat(((Receipt) call(slowAtFirst)).attempts()).isGreaterThan(1);
        }
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("a checked exception", ErrorCode.AGENT_FAILED, thrower(new SQLException(SECRET))),
                Arguments.of("a runtime exception", ErrorCode.AGENT_FAILED, thrower(new IllegalStateException(SECRET))),
                Arguments.of("an error", ErrorCode.AGENT_FAILED, thrower(new AssertionError(SECRET))),
                Arguments.of(
                        "an interrupt of its own", ErrorCode.AGENT_FAILED, thrower(new InterruptedException(SECRET))),
                Arguments.of("a cancellation of its own", ErrorCode.AGENT_FAILED, thrower(AgentException.cancelled())),
                Arguments.of("a missing class", ErrorCode.AGENT_LINKAGE, thrower(new NoClassDefFoundError(SECRET))),
                Arguments.of("a missing library", ErrorCode.AGENT_LINKAGE, thrower(new UnsatisfiedLinkError(SECRET))),
                Arguments.of("no memory", ErrorCode.AGENT_OUT_OF_MEMORY, thrower(new OutOfMemoryError(SECRET))),
                Arguments.of(
                        "no stack", ErrorCode.AGENT_OUT_OF_MEMORY, (TestAgent.Work) (input, context) -> endless(input)),
                Arguments.of("nothing", ErrorCode.AGENT_RETURNED_NOTHING, (TestAgent.Work) (input, context) -> null),
                Arguments.of("a map of null", ErrorCode.AGENT_FAILED, (TestAgent.Work)
                        (input, context) -> AgentReply.of((Map<String, Object>) null)),
                Arguments.of("a map without end", ErrorCode.AGENT_INVALID_OUTPUT, (TestAgent.Work) (input, context) -> {
                    Map<String, Object> endless = new HashMap<>();
                    endless.put(SECRET, endless);
                    return AgentReply.of(endless);
                }),
                Arguments.of("a number that is none", ErrorCode.AGENT_INVALID_OUTPUT, (TestAgent.Work)
                        (input, context) -> AgentReply.of(Map.of(SECRET, Double.NaN))),
                Arguments.of("a number that no reader takes", ErrorCode.AGENT_INVALID_OUTPUT, (TestAgent.Work)
                        (input, context) -> AgentReply.of(Map.of(SECRET, new BigInteger("9".repeat(2_000))))),
                Arguments.of("an exponent that no reader takes", ErrorCode.AGENT_INVALID_OUTPUT, (TestAgent.Work)
                        (input, context) ->
                                AgentReply.of(Map.of(SECRET, new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE)))),
                Arguments.of("a name that no reader takes", ErrorCode.AGENT_INVALID_OUTPUT, (TestAgent.Work)
                        (input, context) -> AgentReply.of(Map.of(SECRET.repeat(10_000), 1))),
                Arguments.of(
                        "something that cannot say what it is", ErrorCode.AGENT_FAILED, thrower(new Unspeakable())),
                Arguments.of("too much", ErrorCode.AGENT_OUTPUT_TOO_LARGE, (TestAgent.Work)
                        (input, context) -> AgentReply.of(Map.of("a", SECRET.repeat(1_000_000)))),
                Arguments.of("more usage than can be counted", ErrorCode.AGENT_FAILED, (TestAgent.Work)
                        (input, context) -> {
                            context.reportModelUsage(new ModelUsage(Long.MAX_VALUE, Long.MAX_VALUE));
                            return AgentReply.of(Map.of());
                        }));
    }

    /** The engine was to blame for it, and the breaker did not count it. */
    @SuppressWarnings("OverrideThrowableToString")
    private static final class Unspeakable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new AssertionError(SECRET);
        }

        @Override
        public String toString() {
            throw new AssertionError(SECRET);
        }
    }

    private static TestAgent.Work thrower(Throwable fault) {
        return (input, context) -> {
            if (fault instanceof Error error) {
                throw error;
            }
            throw (Exception) fault;
        };
    }

    @SuppressWarnings("InfiniteRecursion")
    private static AgentReply endless(AgentInput input) {
        AgentReply deeper = endless(input);
        return AgentReply.of(Map.of("deeper", deeper));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void anAgentsFaultIsAClearFailureThatCostsNothingAndTellsNoSecret(
            String what, ErrorCode code, TestAgent.Work work) {
        Failure failure =
                failed(call(TestAgent.of("acme.bad", about -> about.pricing(Pricing.perCall("1")), work)), code);
        assertThat(failure.message()).isNotBlank().doesNotContain(SECRET);
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(market.available()).isEqualTo(Credits.parse("1000"));
        assertThat(market.souk
                        .executions()
                        .find(Market.ACME, failure.executionId().orElseThrow())
                        .orElseThrow())
                .satisfies(execution -> {
                    assertThat(execution.state()).isEqualTo(ExecutionState.FAILED);
                    assertThat(execution.end().orElseThrow().code()).contains(code);
                });
        assertThat(market.events)
                .filteredOn(MarketEvent.CallEnded.class::isInstance)
                .singleElement()
                .satisfies(event ->
                        assertThat(((MarketEvent.CallEnded) event).code()).contains(code));
    }

    /** What an agent threw was asked for its text in the caller's thread, after the deadline and beyond every limit. */
    @Test
    void anExceptionWhoseTextNeverComesDoesNotHoldItsCaller() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        @SuppressWarnings({"serial", "OverrideThrowableToString"})
        class Endless extends RuntimeException {
            @Override
            public String toString() {
                Threads.await(never);
                return "at last";
            }
        }
        TestAgent agent = TestAgent.of("acme.bad", about -> quick(about).notRepeatable(), thrower(new Endless()));
        Started<CallResult> caller = Threads.start(() -> call(agent));
        assertThat(((Failure) caller.result()).code().blame()).isEqualTo(Blame.AGENT);
        never.countDown();
    }

    /** Its numbers are written, and the library that checks them could not compare them. */
    @Test
    void anOutputWithANumberThatCannotBeComparedIsInvalid() {
        TestAgent wrong = TestAgent.of(
                "acme.wrong",
                about -> about.output(Schema.json("{\"properties\":{\"n\":{\"type\":\"integer\",\"minimum\":0}}}")),
                (input, context) -> AgentReply.of(Map.of("n", new BigDecimal("1e30"))));
        assertThat(failed(call(wrong), ErrorCode.AGENT_INVALID_OUTPUT).message())
                .contains("'/n'");
    }

    @Test
    void anOutputThatBreaksItsOwnSchemaIsRefusedAndSaysWhere() {
        TestAgent wrong = TestAgent.of(
                "acme.wrong",
                about -> about.output(
                        Schema.json("{\"properties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"]}")),
                (input, context) -> AgentReply.of(Map.of("n", SECRET)));
        assertThat(failed(call(wrong), ErrorCode.AGENT_INVALID_OUTPUT).message())
                .contains("'/n'")
                .doesNotContain(SECRET);
    }

    /** It used to be told as a NullPointerException of the agent. */
    @Test
    void aTypedAgentThatAnswersWithNullReturnsNothing() {
        record Nothing() {}
        class Silent extends TypedAgent<Nothing, Nothing> {
            Silent() {
                super(AgentDescriptor.agent("acme.silent", "1.0.0")
                        .name("Silent")
                        .summary("Says nothing.")
                        .pricing(Pricing.free()));
            }

            @Override
            protected Nothing answer(Nothing input, AgentContext context) {
                return null;
            }
        }
        market = Market.of(new Silent(), healthy);
        failed(market.call("acme.silent"), ErrorCode.AGENT_RETURNED_NOTHING);
    }

    @Nested
    class WhatAnAgentSaysOnPurpose {
        @Test
        void reachesTheCallerCutToSizeAndPrintable() {
            TestAgent talker = TestAgent.of("acme.talker", (input, context) -> {
                throw AgentException.failed("line\u0000one\n" + "x".repeat(5_000), null);
            });
            Failure failure = failed(call(talker), ErrorCode.AGENT_FAILED);
            assertThat(failure.message())
                    .startsWith("line one x")
                    .hasSize(1_000)
                    .endsWith("…");
        }

        @Test
        void ofTheInputIsARefusalWithAPointer() {
            TestAgent picky = TestAgent.of("acme.picky", (input, context) -> {
                throw AgentException.invalidInput("/columns/3", "there is no such column");
            });
            assertThat(call(picky)).isInstanceOfSatisfying(Refusal.InvalidInput.class, no -> {
                assertThat(no.problems()).singleElement().satisfies(problem -> {
                    assertThat(problem.pointer()).isEqualTo("/columns/3");
                    assertThat(problem.message()).isEqualTo("there is no such column");
                });
                assertThat(no.message()).contains("/columns/3: there is no such column");
            });
            assertThat(market.available()).isEqualTo(Credits.parse("1000"));
            assertThat(picky.invoked()).isEqualTo(1);
        }

        /** The refusal had a null where its contract promises a text. */
        @Test
        void ofTheInputWithoutAPointerIsAboutTheWhole() {
            TestAgent vague = TestAgent.of("acme.vague", (input, context) -> {
                throw AgentException.invalidInput(null, "it is wrong");
            });
            assertThat(call(vague))
                    .isInstanceOfSatisfying(
                            Refusal.InvalidInput.class,
                            no -> assertThat(no.problems().get(0).pointer()).isEmpty());
        }

        @Test
        void byTheConstructorOfItsInputIsARefusalThatDoesNotRepeatTheInput() {
            TestAgent typed = TestAgent.of("acme.typed", (input, context) -> AgentReply.of(input.as(Age.class)));
            market = Market.of(typed, healthy);
            assertThat(market.souk.call(
                            Market.to("acme.typed").input(Map.of("years", -1)).build()))
                    .isInstanceOfSatisfying(
                            Refusal.InvalidInput.class,
                            no -> assertThat(no.problems().get(0).message()).isEqualTo("years cannot be negative"));
            assertThat(market.souk.call(Market.to("acme.typed")
                            .input(Map.of("years", SECRET))
                            .build()))
                    .isInstanceOfSatisfying(Refusal.InvalidInput.class, no -> {
                        assertThat(no.problems().get(0).pointer()).isEqualTo("/years");
                        assertThat(no.message()).doesNotContain(SECRET);
                    });
        }
    }

    @Nested
    class Time {
        @Test
        void ofAnAgentThatHangsIsUpAndItIsLeftBehind() {
            TestAgent hanging =
                    TestAgent.of("acme.hanging", about -> quick(about).notRepeatable(), (input, context) -> hang());
            Failure failure = failed(call(hanging), ErrorCode.AGENT_TIMEOUT);
            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(market.available()).isEqualTo(Credits.parse("1000"));
        }

        @Test
        void ofAllAttemptsTogetherIsBounded() {
            market = Market.with(
                    parts -> parts.ticker(System::nanoTime),
                    TestAgent.of(
                            "acme.hanging",
                            about -> about.timeout(Duration.ofMillis(60)).attemptTimeout(Duration.ofMillis(40)),
                            (input, context) -> hang()),
                    healthy);
            Failure failure = failed(market.call("acme.hanging"), ErrorCode.AGENT_TIMEOUT);
            assertThat(failure.attempts()).isLessThanOrEqualTo(2);
        }

        @Test
        void thatACallerGivesIsLessThanTheAgentsOwn() {
            TestAgent hanging = TestAgent.of("acme.hanging", (input, context) -> hang());
            market = Market.with(parts -> parts.ticker(System::nanoTime), hanging, healthy);
            failed(
                    market.souk.call(Market.to("acme.hanging")
                            .timeout(Duration.ofMillis(30))
                            .build()),
                    ErrorCode.AGENT_TIMEOUT);
        }

        @Test
        void thatIsUpInterruptsTheAgentAndCancelsItsContext() {
            AtomicReference<String> seen = new AtomicReference<>();
            CountDownLatch gone = new CountDownLatch(1);
            TestAgent sleeper =
                    TestAgent.of("acme.sleeper", about -> quick(about).notRepeatable(), (input, context) -> {
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException stopped) {
                            seen.set("interrupted, cancelled " + context.isCancelled());
                            gone.countDown();
                        }
                        return AgentReply.of(Map.of());
                    });
            failed(call(sleeper), ErrorCode.AGENT_TIMEOUT);
            Threads.await(gone);
            assertThat(seen).hasValue("interrupted, cancelled true");
        }

        @Test
        void thatRemainsIsShownToTheAgent() {
            List<Duration> remaining = new ArrayList<>();
            TestAgent curious = TestAgent.of(
                    "acme.curious",
                    about -> about.timeout(Duration.ofSeconds(30)).attemptTimeout(Duration.ofSeconds(10)),
                    (input, context) -> {
                        remaining.add(context.remaining());
                        market.time.advance(Duration.ofSeconds(9));
                        remaining.add(context.remaining());
                        market.time.advance(Duration.ofSeconds(9));
                        remaining.add(context.remaining());
                        throw AgentException.temporary("again", null);
                    });
            call(curious);
            assertThat(remaining)
                    .containsExactly(
                            Duration.ofSeconds(10),
                            Duration.ofSeconds(1),
                            Duration.ZERO,
                            Duration.ofSeconds(10),
                            Duration.ofSeconds(1),
                            Duration.ZERO);
        }
    }

    @Nested
    class AnInterruptOfTheCaller {
        @Test
        void cancelsTheCallAndIsKept() throws Exception {
            CountDownLatch running = new CountDownLatch(1);
            CountDownLatch stopped = new CountDownLatch(1);
            TestAgent sleeper = TestAgent.of("acme.sleeper", (input, context) -> {
                running.countDown();
                try {
                    new CountDownLatch(1).await();
                } finally {
                    if (context.isCancelled()) {
                        stopped.countDown();
                    }
                }
                return AgentReply.of(Map.of());
            });
            market = Market.of(sleeper, healthy);
            AtomicBoolean kept = new AtomicBoolean();
            Started<CallResult> caller = Threads.start(() -> {
                CallResult result = market.call("acme.sleeper");
                kept.set(Thread.currentThread().isInterrupted());
                return result;
            });
            Threads.await(running);
            caller.interrupt();
            Failure failure = failed(caller.result(), ErrorCode.CANCELLED);
            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(kept).isTrue();
            Threads.await(stopped);
            assertThat(market.available()).isEqualTo(Credits.parse("1000"));
        }

        @Test
        void betweenTwoAttemptsCancelsTheCallAndIsKept() throws Exception {
            TestAgent flaky = TestAgent.of("acme.flaky", (input, context) -> {
                throw AgentException.modelProvider("slow down", Duration.ofSeconds(25), null);
            });
            market = Market.of(flaky, healthy);
            AtomicBoolean kept = new AtomicBoolean();
            Started<CallResult> caller = Threads.start(() -> {
                CallResult result = market.call("acme.flaky");
                kept.set(Thread.currentThread().isInterrupted());
                return result;
            });
            Threads.until(() -> flaky.invoked() == 1);
            caller.interrupt();
            failed(caller.result(), ErrorCode.CANCELLED);
            assertThat(kept).isTrue();
            assertThat(flaky.invoked()).isEqualTo(1);
        }

        @Test
        void beforeTheCallLetsNoAgentAnswer() throws Exception {
            TestAgent sleeper = TestAgent.of("acme.sleeper", (input, context) -> {
                new CountDownLatch(1).await();
                return AgentReply.of(Map.of());
            });
            market = Market.of(sleeper, healthy);
            Started<CallResult> caller = Threads.start(() -> {
                Thread.currentThread().interrupt();
                return market.call("acme.sleeper");
            });
            failed(caller.result(), ErrorCode.CANCELLED);
        }
    }

    @Nested
    class TheContext {
        @Test
        void knowsTheCall() {
            List<String> seen = new ArrayList<>();
            TestAgent curious = TestAgent.of("acme.curious", (input, context) -> {
                seen.add(context.executionId());
                seen.add("" + context.attempt());
                seen.add(context.log().getName());
                seen.add("" + context.isCancelled());
                seen.add(context.attachment("rows").orElseThrow().mediaType());
                context.checkCancelled();
                return AgentReply.of(Map.of());
            });
            market = Market.of(curious, healthy);
            Receipt receipt = (Receipt) market.souk.call(Market.to("acme.curious")
                    .attach(Attachment.of("rows", "text/csv", new byte[] {1}))
                    .build());
            assertThat(seen).containsExactly(receipt.executionId().value(), "1", "acme.curious", "false", "text/csv");
        }

        @Test
        void passesOnPiecesInOrder() {
            List<String> pieces = new CopyOnWriteArrayList<>();
            TestAgent talker = TestAgent.of("acme.talker", (input, context) -> {
                context.emit("Hel");
                context.emit("lo");
                return AgentReply.of(Map.of("text", "Hello"));
            });
            market = Market.of(talker, healthy);
            Receipt receipt = (Receipt) market.souk.call(
                    Market.to("acme.talker").onChunk(pieces::add).build());
            assertThat(pieces).containsExactly("Hel", "lo");
            assertThat(receipt.output()).containsExactly(Map.entry("text", "Hello"));
        }

        @Test
        void hearsNothingAfterTheAgentHasReturned() {
            List<String> pieces = new CopyOnWriteArrayList<>();
            AtomicReference<AgentContext> leaked = new AtomicReference<>();
            TestAgent leaky = TestAgent.of("acme.leaky", (input, context) -> {
                leaked.set(context);
                return AgentReply.of(Map.of());
            });
            market = Market.of(leaky, healthy);
            Receipt receipt = (Receipt) market.souk.call(
                    Market.to("acme.leaky").onChunk(pieces::add).build());
            leaked.get().emit("late");
            leaked.get().reportModelUsage(new ModelUsage(5, 5));
            assertThat(pieces).isEmpty();
            assertThat(receipt.usage()).isEqualTo(ModelUsage.NONE);
            assertThat(leaked.get().isCancelled()).isFalse();
        }

        @Test
        void takesNoPiecesOfACallThatWasGivenUp() {
            List<String> pieces = new CopyOnWriteArrayList<>();
            AtomicReference<ErrorCode> told = new AtomicReference<>();
            CountDownLatch done = new CountDownLatch(1);
            TestAgent late = TestAgent.of("acme.late", about -> quick(about).notRepeatable(), (input, context) -> {
                while (!context.isCancelled()) {
                    Thread.onSpinWait();
                }
                context.reportModelUsage(new ModelUsage(5, 5));
                try {
                    context.emit("late");
                } catch (AgentException cancelled) {
                    told.set(cancelled.code());
                }
                done.countDown();
                return AgentReply.of(Map.of());
            });
            market = Market.of(late, healthy);
            failed(market.souk.call(Market.to("acme.late").onChunk(pieces::add).build()), ErrorCode.AGENT_TIMEOUT);
            Threads.await(done);
            assertThat(told).hasValue(ErrorCode.CANCELLED);
            assertThat(pieces).isEmpty();
        }

        @Test
        void takesNoMorePiecesThanAnOutputMayBeLarge() {
            TestAgent flood = TestAgent.of("acme.flood", (input, context) -> {
                while (true) {
                    context.emit("x".repeat(1_000));
                }
            });
            market = Market.with(
                    parts -> parts.config(Market.config().maxOutputBytes(10_000).build()), flood, healthy);
            List<String> pieces = new CopyOnWriteArrayList<>();
            Failure failure = failed(
                    market.souk.call(
                            Market.to("acme.flood").onChunk(pieces::add).build()),
                    ErrorCode.AGENT_FAILED);
            assertThat(failure.message()).contains("more than 10000 characters");
            assertThat(pieces).hasSize(10);
        }

        /** A listener that broke used to fail the agent, and so its breaker, for everybody. */
        @Test
        void bearsAListenerThatBreaks() {
            TestAgent talker = TestAgent.of("acme.talker", (input, context) -> {
                context.emit("one");
                context.emit("two");
                return AgentReply.of(Map.of("done", true));
            });
            market = Market.of(talker, healthy);
            List<String> heard = new CopyOnWriteArrayList<>();
            assertThat(market.souk.call(Market.to("acme.talker")
                            .onChunk(piece -> {
                                heard.add(piece);
                                throw new IllegalStateException("the client is gone");
                            })
                            .build()))
                    .isInstanceOf(Receipt.class);
            assertThat(heard).containsExactly("one");
        }
    }
}
