package dev.souk.engine.internal.catalog;

import dev.souk.engine.internal.json.CompiledSchema;
import dev.souk.engine.internal.json.JsonException;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.agent.Agent;
import dev.souk.spi.agent.AgentDescriptor;
import dev.souk.spi.agent.AgentId;
import dev.souk.spi.agent.AgentVersion;
import dev.souk.spi.agent.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One version of one agent, ready to be called. An entry is equal to itself alone, so that nothing depends on how an agent compares.
 *
 * @param agent the agent
 * @param descriptor what it said of itself, once
 * @param input its input schema
 * @param output its output schema
 * @param origin where it came from: a plugin's id, or {@code host}
 */
public record CatalogEntry(
        Agent agent, AgentDescriptor descriptor, CompiledSchema input, CompiledSchema output, String origin) {
    /** The origin of an agent that the host itself registered. */
    public static final String HOST = "host";

    /**
     * Asks an agent what it is and compiles its schemas.
     *
     * @param agent the agent
     * @param origin where it came from
     * @throws SoukException {@link ErrorCode#AGENT_DESCRIPTOR_INVALID} if it says nothing, or something that makes no sense
     */
    public static CatalogEntry of(Agent agent, String origin) {
        AgentDescriptor descriptor;
        try {
            descriptor = agent.descriptor();
        } catch (RuntimeException | Error broken) {
            throw new SoukException(
                    ErrorCode.AGENT_DESCRIPTOR_INVALID,
                    agent.getClass().getName() + " failed to describe itself: " + broken,
                    broken);
        }
        if (descriptor == null) {
            throw new SoukException(
                    ErrorCode.AGENT_DESCRIPTOR_INVALID, agent.getClass().getName() + " describes itself with null");
        }
        return new CatalogEntry(
                agent,
                descriptor,
                compiled(descriptor, "input", descriptor.input()),
                compiled(descriptor, "output", descriptor.output()),
                origin);
    }

    private static CompiledSchema compiled(AgentDescriptor descriptor, String which, Schema schema) {
        try {
            return CompiledSchema.of(schema);
        } catch (JsonException broken) {
            throw new SoukException(
                    ErrorCode.AGENT_DESCRIPTOR_INVALID,
                    descriptor.id() + " " + descriptor.version() + ": its " + which + " schema is wrong: "
                            + broken.getMessage(),
                    broken);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /** The agent's id. */
    public AgentId id() {
        return descriptor.id();
    }

    /** The agent's version. */
    public AgentVersion version() {
        return descriptor.version();
    }
}
