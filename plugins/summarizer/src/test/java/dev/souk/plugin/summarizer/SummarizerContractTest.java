package dev.souk.plugin.summarizer;

import dev.souk.spi.agent.Agent;
import dev.souk.testkit.AgentContract;
import java.util.Map;

class SummarizerContractTest extends AgentContract {
    @Override
    protected Agent newAgent() {
        return new SummarizerAgent();
    }

    @Override
    protected Map<String, Object> validInput() {
        return Map.of(
                "text",
                "A market is a place where strangers trade. Trade between strangers needs trust. Trust needs proof.",
                "sentences",
                1);
    }
}
