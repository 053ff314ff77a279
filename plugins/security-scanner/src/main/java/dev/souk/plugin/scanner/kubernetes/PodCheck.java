package dev.souk.plugin.scanner.kubernetes;

import java.util.List;
import java.util.Optional;

/** Looks at a pod's specification: what it shares with its node, what it mounts, as whom it runs. */
final class PodCheck {
    private static final List<String> HOST_NAMESPACES = List.of("hostNetwork", "hostPID", "hostIPC");
    private static final List<String> CONTAINERS = List.of("containers", "initContainers", "ephemeralContainers");

    private final ManifestWalk walk;

    PodCheck(ManifestWalk walk) {
        this.walk = walk;
    }

    void check(Mapping pod) {
        for (String namespace : HOST_NAMESPACES) {
            if (pod.isTrue(namespace)) {
                pod.entry(namespace).ifPresent(entry -> walk.report(KubernetesRules.HOST_NAMESPACE, entry));
            }
        }
        for (Mapping volume : pod.mappings("volumes")) {
            volume.entry("hostPath").ifPresent(entry -> walk.report(KubernetesRules.HOST_PATH, entry));
        }
        Optional<Mapping> context = pod.mapping("securityContext");
        context.ifPresent(this::user);
        for (String containers : CONTAINERS) {
            for (Mapping container : pod.mappings(containers)) {
                new ContainerCheck(walk).check(container, containers);
                container.mapping("securityContext").ifPresent(this::user);
            }
        }
    }

    private void user(Mapping context) {
        if (context.isFalse("runAsNonRoot")) {
            context.entry("runAsNonRoot").ifPresent(entry -> walk.report(KubernetesRules.RUNS_AS_ROOT, entry));
        }
        if (context.is("runAsUser", "0")) {
            context.entry("runAsUser").ifPresent(entry -> walk.report(KubernetesRules.RUNS_AS_ROOT, entry));
        }
    }
}
