package dev.souk.plugin.scanner.kubernetes;

import dev.souk.plugin.scanner.docker.ImageName;
import dev.souk.plugin.scanner.secret.Placeholders;
import dev.souk.plugin.scanner.secret.SecretNames;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Looks at one container of a pod. */
final class ContainerCheck {
    private static final Set<String> GRAVE =
            Set.of("ALL", "SYS_ADMIN", "SYS_PTRACE", "SYS_MODULE", "NET_ADMIN", "SYS_RAWIO", "DAC_READ_SEARCH", "BPF");
    private static final int SHORTEST_SECRET = 4;

    private final ManifestWalk walk;

    ContainerCheck(ManifestWalk walk) {
        this.walk = walk;
    }

    void check(Mapping container, String among) {
        container.mapping("securityContext").ifPresent(this::rights);
        container
                .scalar("image")
                .filter(image -> !ImageName.isPinned(image.getValue()))
                .flatMap(image -> container.entry("image"))
                .ifPresent(entry -> walk.report(KubernetesRules.UNPINNED_IMAGE, entry));
        if (among.equals("containers") && !hasMemoryLimit(container)) {
            walk.report(KubernetesRules.NO_LIMITS, container.node());
        }
        container.mappings("env").forEach(this::variable);
    }

    private void rights(Mapping context) {
        if (context.isTrue("privileged")) {
            context.entry("privileged").ifPresent(entry -> walk.report(KubernetesRules.PRIVILEGED, entry));
        }
        if (context.isTrue("allowPrivilegeEscalation")) {
            context.entry("allowPrivilegeEscalation")
                    .ifPresent(entry -> walk.report(KubernetesRules.PRIVILEGE_ESCALATION, entry));
        }
        for (Node added :
                context.mapping("capabilities").map(c -> c.items("add")).orElse(List.of())) {
            if (added instanceof ScalarNode name && GRAVE.contains(capability(name.getValue()))) {
                walk.report(KubernetesRules.CAPABILITIES, added);
            }
        }
    }

    private static String capability(String name) {
        String upperCase = name.toUpperCase(Locale.ROOT);
        return upperCase.startsWith("CAP_") ? upperCase.substring(4) : upperCase;
    }

    private static boolean hasMemoryLimit(Mapping container) {
        return container
                .mapping("resources")
                .flatMap(resources -> resources.mapping("limits"))
                .flatMap(limits -> limits.value("memory"))
                .isPresent();
    }

    private void variable(Mapping variable) {
        ScalarNode name = variable.scalar("name").orElse(null);
        ScalarNode value = variable.scalar("value").orElse(null);
        if (name != null
                && value != null
                && value.getValue().length() >= SHORTEST_SECRET
                && SecretNames.isSecret(name.getValue())
                && !Placeholders.isNoSecret(value.getValue())) {
            walk.reportSecret(KubernetesRules.SECRET_VARIABLE, value);
        }
    }
}
