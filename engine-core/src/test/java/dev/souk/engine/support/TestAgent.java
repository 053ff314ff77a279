package dev.souk.engine.support;

import dev.souk.spi.agent.Agent;
import dev.souk.spi.agent.AgentContext;
import dev.souk.spi.agent.AgentDescriptor;
import dev.souk.spi.agent.AgentInput;
import dev.souk.spi.agent.AgentReply;
import dev.souk.spi.agent.Pricing;
import dev.souk.spi.agent.Schema;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** An agent that does what the test says, takes any object, answers any object, and counts. */
public final class TestAgent implements Agent {
    /** What an agent does in one attempt. */
    @FunctionalInterface
    public interface Work {
        AgentReply run(AgentInput input, AgentContext context) throws Exception;
    }

    private final AgentDescriptor descriptor;
    private final Work work;
    private final AtomicInteger invoked = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    private TestAgent(AgentDescriptor descriptor, Work work) {
        this.descriptor = descriptor;
        this.work = work;
    }

    /** A free agent of version 1.0.0. */
    public static TestAgent of(String id, Work work) {
        return of(id, about -> about, work);
    }

    /** An agent of version 1.0.0 that says of itself what the test adds; free unless it adds a price. */
    public static TestAgent of(String id, UnaryOperator<AgentDescriptor.Builder> about, Work work) {
        return version(id, "1.0.0", about, work);
    }

    public static TestAgent version(
            String id, String version, UnaryOperator<AgentDescriptor.Builder> about, Work work) {
        return new TestAgent(
                about.apply(described(id, version).pricing(Pricing.free())).build(), work);
    }

    /** An agent that does not say what it costs. */
    public static TestAgent withoutPricing(String id) {
        return new TestAgent(described(id, "1.0.0").build(), (input, context) -> AgentReply.of(Map.of()));
    }

    /** An agent that answers with its input. */
    public static TestAgent echo(String id) {
        return of(id, (input, context) -> AgentReply.of(input.asMap()));
    }

    private static AgentDescriptor.Builder described(String id, String version) {
        return AgentDescriptor.agent(id, version)
                .name("Test")
                .summary("Made for a test.")
                .input(Schema.json("{}"))
                .output(Schema.json("{}"));
    }

    @Override
    public AgentDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public AgentReply invoke(AgentInput input, AgentContext context) throws Exception {
        invoked.incrementAndGet();
        return work.run(input, context);
    }

    @Override
    public void close() {
        closed.incrementAndGet();
    }

    /** How many attempts there were. */
    public int invoked() {
        return invoked.get();
    }

    /** How often it was closed. */
    public int closed() {
        return closed.get();
    }
}
