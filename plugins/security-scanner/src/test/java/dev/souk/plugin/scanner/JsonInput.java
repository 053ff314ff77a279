package dev.souk.plugin.scanner;

import dev.souk.spi.agent.AgentInput;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** An input made from plain values, read into the record as the engine would. */
record JsonInput(Map<String, Object> values) implements AgentInput {
    static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public Map<String, Object> asMap() {
        return JSON.readValue(asJson(), new TypeReference<>() {});
    }

    @Override
    public <T extends Record> T as(Class<T> type) {
        return JSON.readValue(asJson(), type);
    }

    @Override
    public String asJson() {
        return JSON.writeValueAsString(values);
    }
}
