package dev.souk.plugin.scanner.kubernetes;

import dev.souk.plugin.scanner.finding.Hit;
import dev.souk.plugin.scanner.finding.Rule;
import dev.souk.plugin.scanner.source.LineBuffer;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Consumer;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Goes through a manifest and shows every pod and every role binding in it to the checks, wherever it stands: in a Deployment, a
 * CronJob, a List or a resource of somebody's own. Each node is visited once, however many aliases lead to it.
 */
final class ManifestWalk {
    private final LineBuffer document;
    private final Consumer<Hit> hits;

    ManifestWalk(LineBuffer document, Consumer<Hit> hits) {
        this.document = document;
        this.hits = hits;
    }

    void walk(MappingNode root) {
        Mapping manifest = new Mapping(root);
        if (manifest.scalar("apiVersion").isEmpty() || manifest.scalar("kind").isEmpty()) {
            return;
        }
        Set<Node> visited = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Node> left = new ArrayDeque<>();
        left.add(root);
        while (!left.isEmpty()) {
            Node node = left.poll();
            if (!visited.add(node)) {
                continue;
            }
            if (node instanceof MappingNode mapping) {
                check(new Mapping(mapping));
                for (NodeTuple entry : mapping.getValue()) {
                    left.add(entry.getValueNode());
                }
            } else if (node instanceof SequenceNode sequence) {
                left.addAll(sequence.getValue());
            }
        }
    }

    private void check(Mapping mapping) {
        if (!mapping.items("containers").isEmpty()) {
            new PodCheck(this).check(mapping);
        }
        Mapping role = mapping.mapping("roleRef").orElse(null);
        if (role != null && role.is("name", "cluster-admin")) {
            role.entry("name").ifPresent(name -> report(KubernetesRules.CLUSTER_ADMIN, name));
        }
        if (mapping.isTrue("automountServiceAccountToken")) {
            mapping.entry("automountServiceAccountToken")
                    .ifPresent(token -> report(KubernetesRules.ACCOUNT_TOKEN, token));
        }
    }

    void report(Rule rule, NodeTuple entry) {
        hits.accept(document.hit(rule, place(entry.getKeyNode().getStartMark()), end(entry.getValueNode())));
    }

    void report(Rule rule, Node node) {
        hits.accept(document.hit(rule, place(node.getStartMark()), end(node)));
    }

    void reportSecret(Rule rule, ScalarNode value) {
        boolean quoted = value.getScalarStyle() == DumperOptions.ScalarStyle.DOUBLE_QUOTED
                || value.getScalarStyle() == DumperOptions.ScalarStyle.SINGLE_QUOTED;
        int quote = quoted ? 1 : 0;
        hits.accept(document.secret(rule, place(value.getStartMark()) + quote, end(value) - quote));
    }

    private int end(Node node) {
        return Math.max(place(node.getStartMark()), place(node.getEndMark()));
    }

    private int place(Mark mark) {
        return document.place(mark.getLine(), mark.getColumn());
    }
}
