package dev.souk.plugin.data;

import dev.souk.spi.agent.AgentInput;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** An input from JSON text. */
public record TestInput(String json) implements AgentInput {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @Override
    public Map<String, Object> asMap() {
        return MAPPER.readValue(json, new TypeReference<>() {});
    }

    @Override
    public <T extends Record> T as(Class<T> type) {
        return MAPPER.readValue(json, type);
    }

    @Override
    public String asJson() {
        return json;
    }
}
