package dev.souk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.engine.call.Call;
import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Failure;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.call.Refusal;
import dev.souk.engine.config.SoukConfig.BreakerSettings;
import dev.souk.engine.support.Market;
import dev.souk.engine.support.TestAgent;
import dev.souk.engine.support.Threads;
import dev.souk.engine.support.Threads.Started;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.agent.Agent;
import dev.souk.spi.agent.AgentContext;
import dev.souk.spi.agent.AgentDescriptor;
import dev.souk.spi.agent.AgentException;
import dev.souk.spi.agent.AgentId;
import dev.souk.spi.agent.AgentInput;
import dev.souk.spi.agent.AgentReply;
import dev.souk.spi.agent.AgentVersion;
import dev.souk.spi.event.BreakerState;
import dev.souk.spi.event.MarketEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private static final Duration OPEN_TIME = Duration.ofHours(1);

    private final CountDownLatch never = new CountDownLatch(1);
    private volatile Exception fault;
    private Market market;

    @AfterEach
    void close() {
        never.countDown();
        market.close();
    }

    private TestAgent agent(String version) {
        return TestAgent.version("acme.moody", version, AgentDescriptor.Builder::notRepeatable, (input, context) -> {
            Exception now = fault;
            if (now != null) {
                throw now;
            }
            return AgentReply.of(Map.of());
        });
    }

    private void market(Agent... agents) {
        market = Market.with(
                parts -> parts.config(Market.config()
                        .breaker(new BreakerSettings(3, 5, OPEN_TIME, 2))
                        .build()),
                agents);
    }

    private CallResult call() {
        return market.call("acme.moody");
    }

    private ErrorCode failure() {
        return ((Failure) call()).code();
    }

    private BreakerState state(String version) {
        return market.souk
                .agents()
                .find(new AgentId("acme.moody"), AgentVersion.parse(version))
                .orElseThrow()
                .breaker();
    }

    private List<String> changes() {
        return market.events.stream()
                .filter(MarketEvent.BreakerChanged.class::isInstance)
                .map(event -> (MarketEvent.BreakerChanged) event)
                .map(event -> event.version() + " " + event.from() + " " + event.to())
                .toList();
    }

    private void open() {
        fault = AgentException.failed("bad day", null);
        for (int i = 0; i < 3; i++) {
            call();
        }
        assertThat(state("1.0.0")).isEqualTo(BreakerState.OPEN);
    }

    /** Its time is over: the next attempt is a trial. */
    private void letItsTimePass() {
        market.time.advance(OPEN_TIME.minusNanos(1));
        assertThat(failure()).isEqualTo(ErrorCode.BREAKER_OPEN);
        market.time.advance(Duration.ofNanos(1));
    }

    @Test
    void opensAfterTheSetNumberOfFailuresAndLeavesTheAgentAlone() {
        TestAgent agent = agent("1.0.0");
        market(agent);
        fault = AgentException.failed("bad day", null);
        for (int i = 0; i < 3; i++) {
            assertThat(state("1.0.0")).isEqualTo(BreakerState.CLOSED);
            assertThat(failure()).isEqualTo(ErrorCode.AGENT_FAILED);
        }
        assertThat(state("1.0.0")).isEqualTo(BreakerState.OPEN);
        assertThat(call()).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.code()).isEqualTo(ErrorCode.BREAKER_OPEN);
            assertThat(failure.attempts()).isZero();
            assertThat(failure.retryAfter()).hasValue(OPEN_TIME);
        });
        assertThat(agent.invoked()).isEqualTo(3);
        assertThat(changes()).containsExactly("1.0.0 CLOSED OPEN");
        assertThat(market.available()).isEqualTo(Credits.parse("1000"));
    }

    @Test
    void looksAtTheLastAttemptsOnly() {
        market(agent("1.0.0"));
        for (int i = 0; i < 10; i++) {
            fault = i % 3 == 0 ? AgentException.failed("bad day", null) : null;
            call();
        }
        assertThat(state("1.0.0")).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void countsEveryAttemptOfACall() {
        TestAgent flaky = TestAgent.of("acme.moody", (input, context) -> {
            throw AgentException.temporary("busy", null);
        });
        market(flaky);
        call();
        assertThat(flaky.invoked()).isEqualTo(3);
        assertThat(state("1.0.0")).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void stopsTheAttemptsOfACallThatOpensIt() {
        TestAgent flaky = TestAgent.of("acme.moody", (input, context) -> {
            throw AgentException.temporary("busy", null);
        });
        market = Market.with(
                parts -> parts.config(Market.config()
                        .breaker(new BreakerSettings(2, 2, OPEN_TIME, 1))
                        .build()),
                flaky);
        assertThat(failure()).isEqualTo(ErrorCode.BREAKER_OPEN);
        assertThat(flaky.invoked()).isEqualTo(2);
    }

    @Test
    void closesAgainAfterTheSetNumberOfSuccesses() {
        market(agent("1.0.0"));
        open();
        fault = null;
        letItsTimePass();
        assertThat(call()).isInstanceOf(Receipt.class);
        assertThat(state("1.0.0")).isEqualTo(BreakerState.HALF_OPEN);
        assertThat(call()).isInstanceOf(Receipt.class);
        assertThat(state("1.0.0")).isEqualTo(BreakerState.CLOSED);
        assertThat(changes()).containsExactly("1.0.0 CLOSED OPEN", "1.0.0 OPEN HALF_OPEN", "1.0.0 HALF_OPEN CLOSED");
    }

    @Test
    void opensAgainAtTheFirstFailureWhileItIsHalfOpen() {
        market(agent("1.0.0"));
        open();
        letItsTimePass();
        assertThat(failure()).isEqualTo(ErrorCode.AGENT_FAILED);
        assertThat(failure()).isEqualTo(ErrorCode.BREAKER_OPEN);
        assertThat(changes()).containsExactly("1.0.0 CLOSED OPEN", "1.0.0 OPEN HALF_OPEN", "1.0.0 HALF_OPEN OPEN");
    }

    @Test
    void isOneForEachVersion() {
        TestAgent old =
                TestAgent.version("acme.moody", "1.0.0", about -> about, (input, context) -> AgentReply.of(Map.of()));
        market(old, agent("2.0.0"));
        fault = AgentException.failed("bad day", null);
        for (int i = 0; i < 3; i++) {
            call();
        }
        assertThat(state("2.0.0")).isEqualTo(BreakerState.OPEN);
        assertThat(state("1.0.0")).isEqualTo(BreakerState.CLOSED);
        assertThat(market.souk.call(Market.to("acme.moody").version("1.0.0").build()))
                .isInstanceOf(Receipt.class);
    }

    @Test
    void doesNotCountWhatTheCallerDidWrong() {
        market(agent("1.0.0"));
        fault = AgentException.invalidInput("", "wrong");
        for (int i = 0; i < 10; i++) {
            assertThat(call()).isInstanceOf(Refusal.InvalidInput.class);
        }
        assertThat(state("1.0.0")).isEqualTo(BreakerState.CLOSED);
    }

    /** While it was half open, whoever sent wrong input opened it again, for everybody and as often as he liked. */
    @Test
    void closesAfterAnswersThatTheCallerWasWrong() {
        market(agent("1.0.0"));
        open();
        fault = AgentException.invalidInput("", "wrong");
        letItsTimePass();
        assertThat(call()).isInstanceOf(Refusal.InvalidInput.class);
        assertThat(state("1.0.0")).isEqualTo(BreakerState.HALF_OPEN);
        assertThat(call()).isInstanceOf(Refusal.InvalidInput.class);
        assertThat(changes()).containsExactly("1.0.0 CLOSED OPEN", "1.0.0 OPEN HALF_OPEN", "1.0.0 HALF_OPEN CLOSED");
    }

    @Test
    void givesATrialThatSaidNothingToTheNextCaller() {
        TestAgent slow = TestAgent.of("acme.moody", about -> about.notRepeatable(), (input, context) -> {
            if (input.asMap().containsKey("slow")) {
                never.await();
            }
            Exception now = fault;
            if (now != null) {
                throw now;
            }
            return AgentReply.of(Map.of());
        });
        market(slow);
        open();
        fault = null;
        letItsTimePass();
        assertThat(call()).isInstanceOf(Receipt.class);
        for (int i = 0; i < 5; i++) {
            assertThat(market.souk.call(Market.to("acme.moody")
                            .input(Map.of("slow", true))
                            .timeout(Duration.ofMillis(5))
                            .build()))
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.code()).isEqualTo(ErrorCode.AGENT_TIMEOUT));
            assertThat(state("1.0.0")).isEqualTo(BreakerState.HALF_OPEN);
        }
        assertThat(call()).isInstanceOf(Receipt.class);
        assertThat(state("1.0.0")).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void letsNoMoreThanTheSetNumberOfTrialsThroughAtATime() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger waiting = new AtomicInteger();
        TestAgent slow = TestAgent.of("acme.moody", about -> about.notRepeatable(), (input, context) -> {
            Exception now = fault;
            if (now != null) {
                throw now;
            }
            if (input.asMap().containsKey("slow")) {
                waiting.incrementAndGet();
                go.await();
            }
            return AgentReply.of(Map.of());
        });
        market(slow);
        open();
        fault = null;
        letItsTimePass();
        assertThat(call()).isInstanceOf(Receipt.class);
        Call wait = Market.to("acme.moody").input(Map.of("slow", true)).build();
        Started<CallResult> first = Threads.start(() -> market.souk.call(wait));
        Started<CallResult> second = Threads.start(() -> market.souk.call(wait));
        Threads.until(() -> waiting.get() == 2);
        assertThat(failure()).isEqualTo(ErrorCode.BREAKER_OPEN);
        go.countDown();
        assertThat(first.result()).isInstanceOf(Receipt.class);
        assertThat(second.result()).isInstanceOf(Receipt.class);
        assertThat(state("1.0.0")).isEqualTo(BreakerState.CLOSED);
    }

    /** A caller could open any agent's breaker for everybody, and pay nothing, by giving it no time. */
    @Test
    void doesNotCountACallerThatIsInAHurry() {
        TestAgent slow = TestAgent.of("acme.moody", (input, context) -> {
            never.await();
            return AgentReply.of(Map.of());
        });
        market(slow);
        for (int i = 0; i < 10; i++) {
            assertThat(market.souk.call(Market.to("acme.moody")
                            .timeout(Duration.ofMillis(i + 1))
                            .build()))
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.code()).isEqualTo(ErrorCode.AGENT_TIMEOUT));
        }
        assertThat(state("1.0.0")).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void countsAnAgentThatIsLateByItsOwnMeasure() {
        TestAgent slow = TestAgent.of(
                "acme.moody",
                about -> about.timeout(Duration.ofSeconds(10))
                        .attemptTimeout(Duration.ofMillis(10))
                        .notRepeatable(),
                (input, context) -> {
                    never.await();
                    return AgentReply.of(Map.of());
                });
        market(slow);
        for (int i = 0; i < 3; i++) {
            market.souk.call(
                    Market.to("acme.moody").timeout(Duration.ofSeconds(5)).build());
        }
        assertThat(state("1.0.0")).isEqualTo(BreakerState.OPEN);
    }

    /** The engine kept breakers under the agent's own hash code, so one that changed had a new breaker for each call. */
    @Test
    void doesNotDependOnHowAnAgentCompares() {
        market(new Chameleon());
        for (int i = 0; i < 3; i++) {
            assertThat(failure()).isEqualTo(ErrorCode.AGENT_FAILED);
        }
        assertThat(failure()).isEqualTo(ErrorCode.BREAKER_OPEN);
        assertThat(state("1.0.0")).isEqualTo(BreakerState.OPEN);
    }

    private static final class Chameleon implements Agent {
        private final TestAgent real = TestAgent.echo("acme.moody");

        @Override
        public AgentDescriptor descriptor() {
            return real.descriptor();
        }

        @Override
        public AgentReply invoke(AgentInput input, AgentContext context) {
            throw AgentException.failed("bad day", null);
        }

        @Override
        public boolean equals(Object other) {
            return false;
        }

        @Override
        public int hashCode() {
            return ThreadLocalRandom.current().nextInt();
        }
    }
}
