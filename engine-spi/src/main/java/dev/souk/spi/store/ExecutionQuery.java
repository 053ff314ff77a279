package dev.souk.spi.store;

import dev.souk.spi.agent.AgentId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.ledger.ExecutionId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which executions to list, the newest first.
 *
 * @param tenant whose
 * @param agentOrNull of which agent, or null for all
 * @param beforeOrNull only those that sort before this one, or null for the newest
 * @param most 1 to 1,000
 * @since 0.1
 */
public record ExecutionQuery(
        TenantId tenant,
        @Nullable AgentId agentOrNull,
        @Nullable ExecutionId beforeOrNull,
        int most) {
    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if {@code most} is not between 1 and 1,000
     */
    public ExecutionQuery {
        Objects.requireNonNull(tenant, "tenant");
        if (most < 1 || most > 1_000) {
            throw new IllegalArgumentException("a page has 1 to 1,000 rows, not " + most);
        }
    }
}
