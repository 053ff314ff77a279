package dev.souk.server.market;

import java.util.Map;

/**
 * One agent with everything it says of itself.
 *
 * @param summary what stands in the list
 * @param breaker where its breaker stands
 * @param input the schema of what it takes
 * @param output the schema of what it answers
 */
public record AgentDetails(
        AgentSummary summary, String breaker, Map<String, Object> input, Map<String, Object> output) {}
