package dev.souk.engine.call;

import dev.souk.spi.Credits;
import dev.souk.spi.agent.AgentId;
import dev.souk.spi.agent.AgentVersion;
import dev.souk.spi.agent.ModelUsage;
import dev.souk.spi.ledger.ExecutionId;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The call was answered and settled.
 *
 * @param executionId under which it can be looked up
 * @param agent who answered
 * @param version in which version
 * @param output the answer, as plain values; unmodifiable
 * @param usage what was used of a model
 * @param duration from admission to the answer
 * @param attempts how often the agent was tried
 * @param charge what the call cost
 * @param balance what the tenant had available right after it; zero on trial
 * @param trialCallsLeft how many trial calls the user had left right after it; empty unless it was one
 * @param fallback whether this is an earlier answer, because the agent failed now
 * @param replayed whether this is the answer to an earlier call with the same idempotency key
 * @since 0.1
 */
public record Receipt(
        ExecutionId executionId,
        AgentId agent,
        AgentVersion version,
        Map<String, Object> output,
        ModelUsage usage,
        Duration duration,
        int attempts,
        Credits charge,
        Credits balance,
        OptionalLong trialCallsLeft,
        boolean fallback,
        boolean replayed)
        implements CallResult {}
