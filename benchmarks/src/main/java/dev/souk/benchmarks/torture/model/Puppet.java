package dev.souk.benchmarks.torture.model;

import dev.souk.benchmarks.torture.model.World.AgentTerms;
import dev.souk.spi.agent.Agent;
import dev.souk.spi.agent.AgentContext;
import dev.souk.spi.agent.AgentDescriptor;
import dev.souk.spi.agent.AgentException;
import dev.souk.spi.agent.AgentInput;
import dev.souk.spi.agent.AgentReply;
import dev.souk.spi.agent.ModelUsage;
import dev.souk.spi.agent.Schema;
import java.util.Map;

/** An agent that answers as it was told last. Told and run by the driver's thread alone. */
final class Puppet implements Agent {
    private final AgentDescriptor descriptor;
    private int modelTokens;
    private boolean fails;

    Puppet(AgentTerms terms) {
        descriptor = AgentDescriptor.agent(terms.id(), "1.0.0")
                .name("Puppet")
                .summary("Answers as it is told.")
                .input(Schema.json("{}"))
                .output(Schema.json("{}"))
                .pricing(terms.pricing())
                .timeout(World.AGENT_TIME)
                .attemptTimeout(World.AGENT_TIME)
                .build();
    }

    /** What to do next. */
    void tell(Step.Answer answer) {
        modelTokens = answer.modelTokens();
        fails = answer.fails();
    }

    @Override
    public AgentDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public AgentReply invoke(AgentInput input, AgentContext context) {
        context.reportModelUsage(new ModelUsage(modelTokens - modelTokens / 3, modelTokens / 3));
        if (fails) {
            throw AgentException.failed("as it was told", null);
        }
        return AgentReply.of(Map.of("done", true));
    }
}
