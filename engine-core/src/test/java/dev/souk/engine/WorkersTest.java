package dev.souk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Failure;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.config.SoukConfig.BreakerSettings;
import dev.souk.engine.support.Market;
import dev.souk.engine.support.TestAgent;
import dev.souk.engine.support.Threads;
import dev.souk.engine.support.Threads.Started;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.agent.AgentReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private final CountDownLatch go = new CountDownLatch(1);
    private final TestAgent waiting = TestAgent.of("acme.waiting", (input, context) -> {
        go.await();
        return AgentReply.of(Map.of());
    });
    private final TestAgent stubborn = TestAgent.of(
            "acme.stubborn", about -> about.timeout(Duration.ofMillis(20)).notRepeatable(), (input, context) -> {
                while (go.getCount() > 0) {
                    Thread.onSpinWait();
                }
                return AgentReply.of(Map.of());
            });
    private final TestAgent quick = TestAgent.echo("acme.quick");
    private final Market market = Market.with(
            parts -> parts.config(Market.config()
                    .workers(3, 2)
                    .breaker(new BreakerSettings(100, 100, Duration.ofHours(1), 1))
                    .build()),
            waiting,
            stubborn,
            quick);

    @AfterEach
    void close() {
        go.countDown();
        market.close();
    }

    private static void noWorker(CallResult result) {
        assertThat(result).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.code()).isEqualTo(ErrorCode.NO_WORKER_FREE);
            assertThat(failure.retryAfter()).contains(Duration.ofSeconds(1));
        });
    }

    @Test
    void anAgentWhoseShareIsBusyIsNoPlaceForMoreAndTheOthersGoOn() throws Exception {
        List<Started<CallResult>> calls = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            calls.add(Threads.start(() -> market.call("acme.waiting")));
        }
        Threads.until(() -> waiting.invoked() == 2);
        noWorker(market.call("acme.waiting"));
        assertThat(market.call("acme.quick")).isInstanceOf(Receipt.class);
        go.countDown();
        for (Started<CallResult> call : calls) {
            assertThat(call.result()).isInstanceOf(Receipt.class);
        }
        assertThat(market.call("acme.waiting")).isInstanceOf(Receipt.class);
        assertThat(market.souk.credits().balance(Market.ACME).held()).isEqualTo(Credits.ZERO);
    }

    @Test
    void anAgentThatHangsHoldsItsShareAndNoMore() {
        for (int i = 0; i < 2; i++) {
            assertThat(((Failure) market.call("acme.stubborn")).code()).isEqualTo(ErrorCode.AGENT_TIMEOUT);
        }
        noWorker(market.call("acme.stubborn"));
        assertThat(stubborn.invoked()).isEqualTo(2);
        for (int i = 0; i < 50; i++) {
            assertThat(market.call("acme.quick")).isInstanceOf(Receipt.class);
        }
        go.countDown();
        Threads.until(() -> market.call("acme.stubborn") instanceof Receipt);
    }
}
