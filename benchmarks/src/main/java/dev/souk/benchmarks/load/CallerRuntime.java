package dev.souk.benchmarks.load;

import dev.souk.spi.agent.Agent;
import dev.souk.spi.agent.AgentContext;
import dev.souk.spi.agent.AgentInput;
import dev.souk.spi.agent.AgentReply;
import dev.souk.spi.runtime.AgentRuntime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** Runs an agent on its caller's thread, so that what is measured is not how threads are handed on. Thread-safe. */
public final class CallerRuntime implements AgentRuntime {
    @Override
    public Future<AgentReply> start(Agent agent, AgentInput input, AgentContext context) {
        try {
            return CompletableFuture.completedFuture(agent.invoke(input, context));
        } catch (Exception fault) {
            return CompletableFuture.failedFuture(fault);
        }
    }

    @Override
    public void close() {}
}
