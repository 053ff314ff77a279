package dev.souk.testkit;

import dev.souk.engine.Souk;
import dev.souk.engine.call.Call;
import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Receipt;
import dev.souk.spi.Credits;
import dev.souk.spi.agent.Agent;
import dev.souk.spi.agent.AgentDescriptor;
import dev.souk.spi.agent.Attachment;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.PlanId;
import dev.souk.spi.caller.TenantId;
import java.util.Map;

/**
 * An agent in a real engine, in memory: its input and output are checked against its schemas, its time is kept, its price is charged.
 *
 * <pre>{@code
 * try (AgentTestKit kit = AgentTestKit.of(new Greeter())) {
 *     assertThat(kit.call(Map.of("name", "Ann"))).containsEntry("greeting", "Hello, Ann!");
 * }
 * }</pre>
 *
 * <p>The caller has a plan without tight limits and a million credits. Thread-safe.
 *
 * @since 0.1
 */
public final class AgentTestKit implements AutoCloseable {
    private static final TenantId TENANT = new TenantId("testkit");
    private static final Caller CALLER = Caller.of("testkit", "tester");

    private final Souk souk;
    private final AgentDescriptor descriptor;

    private AgentTestKit(Agent agent) {
        this.souk = Souk.builder().inMemoryStore().agent(agent).build();
        this.descriptor = souk.agents().all().get(0).descriptor();
        souk.tenants().register(TENANT, new PlanId("byok"));
        souk.credits().deposit(TENANT, Credits.parse("1000000"), null, "");
    }

    /**
     * Puts an agent into an engine.
     *
     * @param agent what to test; closed with the kit
     * @throws dev.souk.spi.SoukException if the agent's descriptor or a schema is wrong
     */
    public static AgentTestKit of(Agent agent) {
        return new AgentTestKit(agent);
    }

    /** Begins a call to the agent, for everything that {@link #call} does not offer. */
    public Call.Builder newCall() {
        return Call.to(descriptor.id()).by(CALLER).version(descriptor.version().toString());
    }

    /**
     * Calls the agent and returns whatever comes of it.
     *
     * @param input plain values
     * @param attachments files that come with it
     */
    public CallResult tryCall(Map<String, ?> input, Attachment... attachments) {
        Call.Builder call = newCall().input(input);
        for (Attachment attachment : attachments) {
            call.attach(attachment);
        }
        return souk.call(call.build());
    }

    /**
     * Calls the agent and returns its output.
     *
     * @param input plain values
     * @param attachments files that come with it
     * @throws AssertionError if the call was refused or failed
     */
    public Map<String, Object> call(Map<String, ?> input, Attachment... attachments) {
        CallResult result = tryCall(input, attachments);
        if (result instanceof Receipt receipt) {
            return receipt.output();
        }
        throw new AssertionError("expected an answer, and it is " + result);
    }

    /** The engine, to look at balances, executions and the rest. */
    public Souk souk() {
        return souk;
    }

    /** Closes engine and agent. */
    @Override
    public void close() {
        souk.close();
    }
}
