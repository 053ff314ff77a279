package dev.souk.engine.call;

import dev.souk.spi.agent.AgentDescriptor;
import dev.souk.spi.event.BreakerState;

/**
 * One version of an agent as the catalog shows it.
 *
 * @param descriptor what it says of itself
 * @param inputSchema its input schema as JSON text
 * @param outputSchema its output schema as JSON text
 * @param origin where it came from: a plugin's id, or {@code host}
 * @param breaker where its breaker stands now
 * @since 0.1
 */
public record AgentInfo(
        AgentDescriptor descriptor, String inputSchema, String outputSchema, String origin, BreakerState breaker) {}
