package dev.souk.engine.internal.invoke;

import dev.souk.engine.internal.json.Json;
import dev.souk.engine.internal.json.JsonException;
import dev.souk.spi.agent.AgentException;
import dev.souk.spi.agent.AgentInput;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** An input as a tree that nobody changes. Thread-safe: the map is made at most once for each racing reader, and all are equal. */
final class JsonInput implements AgentInput {
    private final ObjectNode tree;
    private volatile @Nullable Map<String, Object> map;

    JsonInput(ObjectNode tree) {
        this.tree = tree;
    }

    @Override
    public Map<String, Object> asMap() {
        Map<String, Object> known = map;
        if (known == null) {
            known = Json.values(tree);
            map = known;
        }
        return known;
    }

    @Override
    public <T extends Record> T as(Class<T> type) {
        try {
            return Json.read(tree, type);
        } catch (JsonException unfit) {
            throw AgentException.invalidInput(unfit.pointer(), String.valueOf(unfit.getMessage()));
        }
    }

    @Override
    public String asJson() {
        return Json.text(tree);
    }
}
