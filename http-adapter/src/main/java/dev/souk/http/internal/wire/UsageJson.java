package dev.souk.http.internal.wire;

import dev.souk.spi.agent.ModelUsage;
import java.time.Duration;

/**
 * What a call used.
 *
 * @param modelTokensInput what models read
 * @param modelTokensOutput what models wrote
 * @param durationMillis from admission to the answer
 * @param attempts how often the agent was tried
 */
public record UsageJson(long modelTokensInput, long modelTokensOutput, long durationMillis, int attempts) {
    /** This use. */
    public static UsageJson of(ModelUsage usage, Duration duration, int attempts) {
        return new UsageJson(usage.inputModelTokens(), usage.outputModelTokens(), duration.toMillis(), attempts);
    }
}
