package dev.souk.plugin.scanner.kubernetes;

import dev.souk.plugin.scanner.finding.Rule;
import dev.souk.plugin.scanner.finding.Severity;
import java.util.List;

/** The rules of Kubernetes manifests. Most are those of the Pod Security Standards. */
final class KubernetesRules {
    static final Rule PRIVILEGED = Rule.of(
            "k8s-privileged",
            Severity.CRITICAL,
            "A container is privileged: it has the rights of the node.",
            "Set privileged to false, and add single capabilities if something really needs them.");
    static final Rule PRIVILEGE_ESCALATION = Rule.of(
            "k8s-privilege-escalation",
            Severity.HIGH,
            "A process may gain more rights than its parent has.",
            "Set allowPrivilegeEscalation to false.");
    static final Rule HOST_NAMESPACE = Rule.of(
            "k8s-host-namespace",
            Severity.HIGH,
            "The pod shares the node's network, processes or IPC.",
            "Remove hostNetwork, hostPID and hostIPC.");
    static final Rule HOST_PATH = Rule.of(
            "k8s-host-path",
            Severity.HIGH,
            "A directory of the node is mounted into the pod.",
            "Use a volume that belongs to the pod: emptyDir, a claim, a ConfigMap or a Secret.");
    static final Rule RUNS_AS_ROOT = Rule.of(
            "k8s-runs-as-root",
            Severity.MEDIUM,
            "Containers run as root, or may.",
            "Set runAsNonRoot to true and runAsUser to a user other than 0.");
    static final Rule NO_LIMITS = Rule.of(
            "k8s-no-limits",
            Severity.LOW,
            "A container has no memory limit: one that grows takes the node with it.",
            "Set resources.limits.memory, and a request for CPU and memory.");
    static final Rule CAPABILITIES = Rule.of(
            "k8s-capabilities",
            Severity.HIGH,
            "A container gets capabilities that come close to root on the node.",
            "Drop ALL, and add back single harmless ones such as NET_BIND_SERVICE.");
    static final Rule UNPINNED_IMAGE = Rule.of(
            "k8s-unpinned-image",
            Severity.MEDIUM,
            "An image has no tag, or the tag latest, so that two pods may run different code.",
            "Name a version, or better the digest: image:1.2.3@sha256:…");
    static final Rule SECRET_VARIABLE = Rule.of(
            "k8s-secret-variable",
            Severity.HIGH,
            "A secret is written into the manifest as an environment variable.",
            "Change it, put it into a Secret from a secret store, and refer to that with valueFrom.secretKeyRef.");
    static final Rule ACCOUNT_TOKEN = Rule.of(
            "k8s-account-token",
            Severity.LOW,
            "The service account's token is mounted, and whoever breaks in can use it.",
            "Set automountServiceAccountToken to false unless the pod calls the Kubernetes API.");
    static final Rule CLUSTER_ADMIN = Rule.of(
            "k8s-cluster-admin",
            Severity.HIGH,
            "Somebody is bound to cluster-admin, who may do everything everywhere.",
            "Bind a role that has only the verbs and resources that are needed.");

    static final List<Rule> ALL = List.of(
            PRIVILEGED,
            PRIVILEGE_ESCALATION,
            HOST_NAMESPACE,
            HOST_PATH,
            RUNS_AS_ROOT,
            NO_LIMITS,
            CAPABILITIES,
            UNPINNED_IMAGE,
            SECRET_VARIABLE,
            ACCOUNT_TOKEN,
            CLUSTER_ADMIN);

    private KubernetesRules() {}
}
