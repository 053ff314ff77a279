package dev.souk.spi.event;

import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.agent.AgentId;
import dev.souk.spi.agent.AgentVersion;
import dev.souk.spi.agent.ModelUsage;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.ledger.ExecutionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in the engine. Events hold no inputs, no outputs and no secrets.
 *
 * @since 0.1
 */
public sealed interface MarketEvent {
    /** When it happened. */
    Instant at();

    /**
     * A call that was admitted has ended, and its end is stored.
     *
     * @param at when
     * @param execution which call
     * @param tenant who pays
     * @param agent which agent
     * @param version which version of it
     * @param codeOrNull what went wrong; null if it succeeded
     * @param attempts how often the agent was tried
     * @param duration from admission to the answer
     * @param usage what was used of a model
     * @param charge what it cost
     * @param fallback whether an earlier answer was given
     */
    record CallEnded(
            Instant at,
            ExecutionId execution,
            TenantId tenant,
            AgentId agent,
            AgentVersion version,
            @Nullable ErrorCode codeOrNull,
            int attempts,
            Duration duration,
            ModelUsage usage,
            Credits charge,
            boolean fallback)
            implements MarketEvent {
        /** What went wrong, if something did. */
        public Optional<ErrorCode> code() {
            return Optional.ofNullable(codeOrNull);
        }
    }

    /**
     * A call was answered after it had been given up, and this is stored. Its caller was charged nothing; what the answer would have
     * cost is the platform's.
     *
     * @param at when
     * @param execution which call; that it ended as expired is an event of its own
     * @param tenant who was not charged
     * @param agent which agent
     * @param version which version of it
     * @param cost what the platform paid; zero for a call of the trial
     */
    record CallSettledLate(
            Instant at, ExecutionId execution, TenantId tenant, AgentId agent, AgentVersion version, Credits cost)
            implements MarketEvent {}

    /**
     * A call was refused, and consumed nothing.
     *
     * @param at when
     * @param tenant who asked
     * @param agent which agent was asked for
     * @param code why
     */
    record CallRefused(Instant at, TenantId tenant, AgentId agent, ErrorCode code) implements MarketEvent {}

    /**
     * A breaker changed its state.
     *
     * @param at when
     * @param agent whose breaker
     * @param version of which version
     * @param from the state before
     * @param to the state now
     */
    record BreakerChanged(Instant at, AgentId agent, AgentVersion version, BreakerState from, BreakerState to)
            implements MarketEvent {}

    /**
     * A plugin was loaded.
     *
     * @param at when
     * @param plugin its id
     * @param agents what it brought, as {@code id version}
     */
    record PluginLoaded(Instant at, String plugin, List<String> agents) implements MarketEvent {
        /** Copies the list. */
        public PluginLoaded {
            agents = List.copyOf(agents);
        }
    }

    /**
     * A file in the plugin directory was not loaded.
     *
     * @param at when
     * @param file its name
     * @param code what kind of fault
     * @param reason what was wrong, for people
     */
    record PluginRejected(Instant at, String file, ErrorCode code, String reason) implements MarketEvent {}
}
