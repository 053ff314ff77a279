package dev.souk.engine;

import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Failure;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.config.SoukConfig.BreakerSettings;
import dev.souk.engine.support.Market;
import dev.souk.engine.support.TestAgent;
import dev.souk.spi.agent.AgentId;
import dev.souk.spi.agent.AgentReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@link OutOfMemoryTest} runs in a JVM with a small heap. */
final class OutOfMemoryMain {
    private OutOfMemoryMain() {}

    public static void main(String[] arguments) {
        TestAgent greedy = TestAgent.of("acme.greedy", (input, context) -> {
            List<long[]> all = new ArrayList<>();
            while (true) {
                all.add(new long[100_000]);
                if (all.size() < 0) {
                    return AgentReply.of(Map.of());
                }
            }
        });
        TestAgent modest = TestAgent.of("acme.modest", (input, context) -> AgentReply.of(Map.of()));
        try (Market market = Market.with(
                parts -> parts.config(Market.config()
                        .breaker(new BreakerSettings(2, 2, Duration.ofHours(1), 1))
                        .build()),
                greedy,
                modest)) {
            for (int i = 0; i < 2; i++) {
                System.out.println("greedy: " + code(market.call("acme.greedy")));
                System.out.println("modest: " + code(market.call("acme.modest")));
            }
            System.out.println(
                    "held: " + market.souk.credits().balance(Market.ACME).held());
            System.out.println("charged once each: " + market.available());
            System.out.println("breaker: "
                    + market.souk
                            .agents()
                            .find(new AgentId("acme.greedy"), null)
                            .orElseThrow()
                            .breaker());
        }
    }

    private static String code(CallResult result) {
        return result instanceof Failure failure
                ? failure.code().name()
                : result instanceof Receipt ? "RECEIPT" : "" + result;
    }
}
