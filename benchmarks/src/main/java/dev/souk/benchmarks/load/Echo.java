package dev.souk.benchmarks.load;

import dev.souk.spi.agent.AgentContext;
import dev.souk.spi.agent.AgentDescriptor;
import dev.souk.spi.agent.Pricing;
import dev.souk.spi.agent.TypedAgent;

/** An agent that gives back what it is given and asks a price of its own, so that a publisher is paid too. */
final class Echo extends TypedAgent<Echo.Text, Echo.Text> {
    static final String ID = "bench.echo";

    /** What goes in and comes out. */
    record Text(String text) {}

    Echo() {
        super(AgentDescriptor.agent(ID, "1.0.0")
                .name("Echo")
                .summary("Gives back what it is given.")
                .pricing(Pricing.perCall("0.001")));
    }

    @Override
    protected Text answer(Text text, AgentContext context) {
        return text;
    }
}
