package dev.souk.benchmarks.torture;

import dev.souk.spi.agent.Agent;
import dev.souk.spi.agent.AgentContext;
import dev.souk.spi.agent.AgentInput;
import dev.souk.spi.agent.AgentReply;
import dev.souk.spi.runtime.AgentRuntime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** Runs an agent on its caller's thread, and does something between its reply and the engine's hearing of it. */
final class CallerRuntime implements AgentRuntime {
    private final Runnable afterReply;

    CallerRuntime(Runnable afterReply) {
        this.afterReply = afterReply;
    }

    @Override
    public Future<AgentReply> start(Agent agent, AgentInput input, AgentContext context) {
        try {
            AgentReply reply = agent.invoke(input, context);
            afterReply.run();
            return CompletableFuture.completedFuture(reply);
        } catch (Exception fault) {
            return CompletableFuture.failedFuture(fault);
        }
    }

    @Override
    public void close() {}
}
