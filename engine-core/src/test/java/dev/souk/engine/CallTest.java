package dev.souk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.engine.call.Call;
import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.call.Refusal;
import dev.souk.engine.config.SoukConfig.BreakerSettings;
import dev.souk.engine.support.Market;
import dev.souk.engine.support.TestAgent;
import dev.souk.engine.support.Threads;
import dev.souk.spi.Credits;
import dev.souk.spi.agent.AgentContext;
import dev.souk.spi.agent.AgentDescriptor;
import dev.souk.spi.agent.AgentException;
import dev.souk.spi.agent.AgentReply;
import dev.souk.spi.agent.ModelUsage;
import dev.souk.spi.agent.Pricing;
import dev.souk.spi.agent.TypedAgent;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.PlanId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.event.MarketEvent;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.store.ExecutionQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class CallTest {
    static final class Greeter extends TypedAgent<Greeter.In, Greeter.Out> {
        record In(String name) {}

        record Out(String greeting) {}

        Greeter() {
            super(AgentDescriptor.agent("acme.greeter", "1.0.0")
                    .name("Greeter")
                    .summary("Greets by name.")
                    .pricing(Pricing.perCall("0.01")));
        }

        @Override
        protected Out answer(In in, AgentContext context) {
            return new Out("Hello, " + in.name() + "!");
        }
    }

    @Test
    void aCallOnAPlanIsPaidForOnce() {
        try (Souk souk = Souk.builder().inMemoryStore().agent(new Greeter()).build()) {
            souk.tenants().register(new TenantId("acme"), new PlanId("basic"));
            souk.credits().deposit(new TenantId("acme"), Credits.parse("1"), null, "");
            CallResult result = souk.call(Call.to("acme.greeter")
                    .by(Caller.of("acme", "ann"))
                    .input(Map.of("name", "Ann"))
                    .build());
            assertThat(result).isInstanceOf(Receipt.class);
            Receipt receipt = (Receipt) result;
            assertThat(receipt.output()).containsEntry("greeting", "Hello, Ann!");
            assertThat(receipt.charge()).isEqualTo(Credits.parse("0.0195"));
            assertThat(receipt.balance()).isEqualTo(Credits.parse("0.9805"));
            assertThat(souk.credits().audit().isClean()).isTrue();
            CallResult wrong = souk.call(Call.to("acme.greeter")
                    .by(Caller.of("acme", "ann"))
                    .input(Map.of("nam", "Ann"))
                    .build());
            assertThat(wrong)
                    .isInstanceOfSatisfying(
                            Refusal.InvalidInput.class,
                            no -> assertThat(no.problems())
                                    .extracting("pointer")
                                    .containsExactlyInAnyOrder("/name", "/nam"));
        }
    }

    /** Sixteen threads call agents of every mood; whatever they come to, the money adds up. */
    @RepeatedTest(2)
    void manyCallsAtOnceLeaveAnAccountThatAddsUp() throws Exception {
        TestAgent moody = TestAgent.of(
                "indie.moody",
                about -> about.pricing(Pricing.perCall("0.01").andPerThousandModelTokens("0.05", 1_000)),
                (input, context) -> {
                    int mood = ((Number) input.asMap().get("mood")).intValue();
                    context.reportModelUsage(new ModelUsage(mood * 7L, mood));
                    return switch (mood % 5) {
                        case 0 -> throw AgentException.failed("never", null);
                        case 1 -> {
                            if (context.attempt() == 1) {
                                throw AgentException.temporary("later", null);
                            }
                            yield AgentReply.of(Map.of());
                        }
                        case 2 -> throw AgentException.invalidInput("/mood", "not this one");
                        default -> AgentReply.of(Map.of("mood", mood));
                    };
                });
        try (Market market = Market.with(
                parts -> parts.config(Market.config()
                        .breaker(new BreakerSettings(1_000, 1_000, Duration.ofSeconds(1), 1))
                        .build()),
                moody)) {
            market.tenant("poor", "elite", "1");
            List<List<CallResult>> perThread = Threads.together(16, number -> {
                Random random = new Random(number);
                List<CallResult> results = new ArrayList<>();
                for (int i = 0; i < 40; i++) {
                    Call.Builder call = Call.to("indie.moody")
                            .by(Caller.of(random.nextInt(4) == 0 ? "poor" : "acme", "user" + random.nextInt(3)))
                            .input(Map.of("mood", random.nextInt(100)));
                    if (random.nextBoolean()) {
                        call.idempotencyKey("key" + random.nextInt(30));
                    }
                    results.add(market.souk.call(call.build()));
                }
                return results;
            });
            List<CallResult> all = perThread.stream().flatMap(List::stream).toList();
            assertThat(all).hasSize(640);
            long paid = all.stream()
                    .filter(result -> result instanceof Receipt receipt && !receipt.replayed())
                    .mapToLong(result -> ((Receipt) result).charge().micros())
                    .sum();
            assertThat(paid).isPositive();
            long left = market.available().micros()
                    + market.souk
                            .credits()
                            .balance(new TenantId("poor"))
                            .available()
                            .micros();
            assertThat(left + paid).isEqualTo(Credits.parse("1001").micros());
            assertThat(market.posted(AccountId.PLATFORM_FEES) + market.posted(AccountId.earningsOf("indie")))
                    .isEqualTo(paid);
            assertThat(market.souk.credits().balance(Market.ACME).held()).isEqualTo(Credits.ZERO);
            assertThat(market.used("plan-in-flight")).isZero();
            assertThat(market.souk.credits().audit().findings()).isEmpty();
            assertThat(all)
                    .filteredOn(Refusal.InsufficientCredits.class::isInstance)
                    .isNotEmpty();
            long ended = market.events.stream()
                    .filter(MarketEvent.CallEnded.class::isInstance)
                    .count();
            assertThat(ended).isEqualTo(executions(market, "acme") + executions(market, "poor"));
        }
    }

    private static long executions(Market market, String tenant) {
        return market.souk
                .executions()
                .list(new ExecutionQuery(new TenantId(tenant), null, null, 1_000))
                .size();
    }
}
