package dev.souk.spi.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.agent.AgentId;
import dev.souk.spi.agent.AgentVersion;
import dev.souk.spi.agent.ModelUsage;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.ledger.ExecutionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarketEventTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static MarketEvent.CallEnded ended(ErrorCode code) {
        return new MarketEvent.CallEnded(
                NOW,
                new ExecutionId("exe_01JD7ZK3T40000000000000000"),
                new TenantId("acme"),
                new AgentId("acme.greeter"),
                AgentVersion.parse("1.0.0"),
                code,
                1,
                Duration.ZERO,
                ModelUsage.NONE,
                Credits.ZERO,
                false);
    }

    @Test
    void aCallThatEndedSaysWhatWentWrongIfSomethingDid() {
        assertThat(ended(null).code()).isEmpty();
        assertThat(ended(ErrorCode.AGENT_FAILED).code()).contains(ErrorCode.AGENT_FAILED);
    }

    @Test
    void aLoadedPluginDoesNotChange() {
        List<String> agents = new ArrayList<>(List.of("acme.greeter 1.0.0"));
        MarketEvent.PluginLoaded loaded = new MarketEvent.PluginLoaded(NOW, "acme", agents);
        agents.clear();
        assertThat(loaded.agents()).containsExactly("acme.greeter 1.0.0");
    }
}
