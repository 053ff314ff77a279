package dev.souk.server.demo;

import dev.souk.spi.agent.AgentContext;
import dev.souk.spi.agent.AgentDescriptor;
import dev.souk.spi.agent.AgentException;
import dev.souk.spi.agent.Description;
import dev.souk.spi.agent.Pricing;
import dev.souk.spi.agent.TypedAgent;
import java.time.Duration;

/** An agent of the host's own that fails as often as it is told to, with a passing fault, and then greets. */
final class FlakyAgent extends TypedAgent<FlakyAgent.In, FlakyAgent.Out> {
    static final String ID = "demo.flaky-greeter";
    static final String PRICE = "0.02";

    record In(
            String name,
            @Description("The first attempt that succeeds") int succeedsAt) {}

    record Out(String greeting) {}

    FlakyAgent() {
        super(AgentDescriptor.agent(ID, "1.0.0")
                .name("Flaky greeter")
                .summary("Greets by name, after as many failures as it is told.")
                .category("demo")
                .skill("greet", "Greets by name.")
                .pricing(Pricing.perCall(PRICE))
                .timeout(Duration.ofSeconds(10)));
    }

    @Override
    protected Out answer(In in, AgentContext context) {
        if (context.attempt() < in.succeedsAt()) {
            throw AgentException.temporary("the line is busy", null);
        }
        return new Out("Hello, " + in.name() + "!");
    }
}
