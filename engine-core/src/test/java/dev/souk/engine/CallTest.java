package dev.souk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.engine.call.Call;
import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.call.Refusal;
import dev.souk.spi.Credits;
import dev.souk.spi.agent.AgentContext;
import dev.souk.spi.agent.AgentDescriptor;
import dev.souk.spi.agent.Pricing;
import dev.souk.spi.agent.TypedAgent;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.PlanId;
import dev.souk.spi.caller.TenantId;
import java.util.Map;
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
}
