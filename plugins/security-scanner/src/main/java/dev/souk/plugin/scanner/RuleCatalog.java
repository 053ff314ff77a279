package dev.souk.plugin.scanner;

import dev.souk.plugin.scanner.code.CodeDetector;
import dev.souk.plugin.scanner.docker.DockerfileDetector;
import dev.souk.plugin.scanner.finding.Rule;
import dev.souk.plugin.scanner.kubernetes.ManifestDetector;
import dev.souk.plugin.scanner.secret.SecretDetector;
import dev.souk.spi.agent.AgentException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every rule there is, by its id. */
final class RuleCatalog {
    static final List<Rule> ALL = Stream.of(
                    SecretDetector.rules(), DockerfileDetector.rules(), ManifestDetector.rules(), CodeDetector.rules())
            .flatMap(List::stream)
            .toList();

    /** {@code toMap} refuses two rules with one id. */
    static final Map<String, Rule> BY_ID =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Rule::id, Function.identity()));

    private RuleCatalog() {}

    /**
     * The rules to skip.
     *
     * @throws AgentException invalid input, if there is no rule with one of the ids
     */
    static Set<String> skipped(List<String> ids) {
        for (int i = 0; i < ids.size(); i++) {
            if (!BY_ID.containsKey(ids.get(i))) {
                throw AgentException.invalidInput(
                        "/skipRules/" + i, "there is no rule '" + ids.get(i) + "'; use the ruleId of a finding");
            }
        }
        return Set.copyOf(ids);
    }
}
