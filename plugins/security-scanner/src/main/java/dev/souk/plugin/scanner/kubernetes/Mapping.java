package dev.souk.plugin.scanner.kubernetes;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A YAML mapping, asked by key. What is not there, or is of another form, is nothing. */
record Mapping(MappingNode node) {
    private static final Set<String> TRUE = Set.of("true", "yes", "on");
    private static final Set<String> FALSE = Set.of("false", "no", "off");

    Optional<NodeTuple> entry(String key) {
        for (NodeTuple entry : node.getValue()) {
            if (entry.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    Optional<Node> value(String key) {
        return entry(key).map(NodeTuple::getValueNode);
    }

    Optional<Mapping> mapping(String key) {
        return value(key).filter(MappingNode.class::isInstance).map(value -> new Mapping((MappingNode) value));
    }

    Optional<ScalarNode> scalar(String key) {
        return value(key).filter(ScalarNode.class::isInstance).map(ScalarNode.class::cast);
    }

    List<Node> items(String key) {
        return value(key).orElse(null) instanceof SequenceNode sequence ? sequence.getValue() : List.of();
    }

    List<Mapping> mappings(String key) {
        return items(key).stream()
                .filter(MappingNode.class::isInstance)
                .map(item -> new Mapping((MappingNode) item))
                .toList();
    }

    boolean isTrue(String key) {
        return scalar(key).filter(value -> TRUE.contains(lowerCase(value))).isPresent();
    }

    boolean isFalse(String key) {
        return scalar(key).filter(value -> FALSE.contains(lowerCase(value))).isPresent();
    }

    boolean is(String key, String text) {
        return scalar(key).filter(value -> value.getValue().equals(text)).isPresent();
    }

    private static String lowerCase(ScalarNode value) {
        return value.getValue().toLowerCase(Locale.ROOT);
    }
}
