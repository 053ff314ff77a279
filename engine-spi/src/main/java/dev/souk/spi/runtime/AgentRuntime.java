package dev.souk.spi.runtime;

import dev.souk.spi.agent.Agent;
import dev.souk.spi.agent.AgentContext;
import dev.souk.spi.agent.AgentInput;
import dev.souk.spi.agent.AgentReply;
import java.util.concurrent.Future;

/**
 * Where an agent's code runs. The engine decides whether, when and how often; a runtime only runs it and can stop it.
 *
 * <p><b>Contract.</b> {@link #start} returns at once. The future completes with the agent's reply, or with whatever the agent
 * threw, errors included; it never loses one. {@code cancel(true)} interrupts the agent and completes the future at once, even
 * if the agent goes on; what it answers later is thrown away.
 *
 * <p><b>Thread-safety.</b> All methods may be called from any thread.
 *
 * @since 0.1
 */
public interface AgentRuntime extends AutoCloseable {
    /**
     * Starts one attempt.
     *
     * @param agent whose code to run
     * @param input what it is given
     * @param context what it has around it
     * @return completes with the reply or with what the agent threw
     * @throws dev.souk.spi.SoukException {@link dev.souk.spi.ErrorCode#NO_WORKER_FREE} if there is no room for it now
     */
    Future<AgentReply> start(Agent agent, AgentInput input, AgentContext context);

    /** Interrupts what still runs and takes no more. Calling it again does nothing. */
    @Override
    void close();
}
