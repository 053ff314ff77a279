package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.spi.agent.Agent;
import dev.souk.testkit.AgentContract;
import dev.souk.testkit.AgentTestKit;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordCounterTest extends AgentContract {
    @Override
    protected Agent newAgent() {
        return new WordCounter();
    }

    @Override
    protected Map<String, Object> validInput() {
        return Map.of("text", "one two three");
    }

    @Test
    void countsWordsWhateverStandsBetweenThem() {
        try (AgentTestKit kit = AgentTestKit.of(new WordCounter())) {
            assertThat(kit.call(Map.of("text", " one\ttwo \n three ")).get("words")).isEqualTo(3L);
        }
    }
}
