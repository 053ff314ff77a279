package dev.souk.engine.internal.json;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Finds the number at which a comparison failed: the library compares integers as {@code long}s, and 1e30 is an integer to a schema. */
final class UncomparableNumber {
    private UncomparableNumber() {}

    /** The pointer of the first number that is no {@code long} and written with an exponent or a point; empty if there is none. */
    static String pointer(JsonNode node) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> property : node.properties()) {
                String below = below(property.getKey().replace("~", "~0").replace("/", "~1"), property.getValue());
                if (!below.isEmpty()) {
                    return below;
                }
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                String below = below(String.valueOf(i), node.get(i));
                if (!below.isEmpty()) {
                    return below;
                }
            }
        }
        return "";
    }

    private static String below(String step, JsonNode node) {
        if (node.isContainer()) {
            String below = pointer(node);
            return below.isEmpty() ? "" : "/" + step + below;
        }
        return node.isBigDecimal() && !node.canConvertToLong() ? "/" + step : "";
    }
}
