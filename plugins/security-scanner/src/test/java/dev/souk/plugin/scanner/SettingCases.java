package dev.souk.plugin.scanner;

import static dev.souk.plugin.scanner.RuleCase.rule;

import java.util.List;

/** The cases of Dockerfiles and Kubernetes manifests. */
final class SettingCases {
    private static final String FROM = "FROM eclipse-temurin:21-jre\n";
    private static final String USER = "USER app\n";

    static final List<RuleCase> ALL = List.of(
            rule("docker-root-user", "Dockerfile")
                    .finds(FROM + "CMD [\"java\"]\n")
                    .finds(FROM + "USER app\nRUN id\nUSER root\n")
                    .finds("FROM a:1 AS build\nUSER app\nFROM b:1\nCOPY --from=build /a /a\n")
                    .finds("FROM a:1 AS base\nFROM base\nUSER 0:0\n")
                    .leaves(FROM + USER)
                    .leaves("FROM a:1 AS base\nUSER app\nFROM base\nCMD [\"x\"]\n")
                    .leaves("FROM gcr.io/distroless/java21:nonroot\nCMD [\"x\"]\n")
                    .leaves("FROM a:1 AS build\nUSER root\nFROM b:1\nUSER 1000\n")
                    .leaves("# no image at all\n")
                    .done(),
            rule("docker-unpinned-image", "Dockerfile")
                    .finds("FROM ubuntu\n" + USER)
                    .finds("FROM --platform=linux/amd64 registry:5000/team/app:latest AS build\n" + USER)
                    .finds("from Ubuntu as b\n" + USER)
                    .leaves("FROM ubuntu:24.04\n" + USER)
                    .leaves("FROM ubuntu@sha256:9f3b\n" + USER)
                    .leaves("FROM scratch\n" + USER)
                    .leaves("ARG BASE=ubuntu:24.04\nFROM ${BASE}\n" + USER)
                    .leaves("FROM a:1 AS build\nFROM build\n" + USER)
                    .done(),
            rule("docker-add-url", "Dockerfile")
                    .finds(FROM + "ADD https://get.internal/x.tgz /opt/\n" + USER)
                    .finds(FROM + "ADD [\"http://get.internal/x\", \"/opt/\"]\n" + USER)
                    .leaves(FROM + "ADD --checksum=sha256:9f3b https://get.internal/x.tgz /opt/\n" + USER)
                    .leaves(FROM + "ADD files /opt/\n" + USER)
                    .leaves(FROM + "# ADD https://get.internal/x.tgz /opt/\n" + USER)
                    .done(),
            rule("docker-secret-variable", "Dockerfile")
                    .finds(FROM + "ENV DB_PASSWORD=⟦t4nGle-w00d⟧\n" + USER)
                    .finds(FROM + "ENV DB_PASSWORD ⟦t4nGle-w00d⟧\n" + USER)
                    .finds(FROM + "ENV A=1 \\\n    # why\n    API_KEY=\"⟦purple tangerine⟧\"\n" + USER)
                    .finds("ARG NPM_TOKEN='⟦a1b2c3d4e5⟧'\n" + FROM + USER)
                    .leaves(FROM + "ARG DB_PASSWORD\n" + USER)
                    .leaves(FROM + "ENV DB_PASSWORD=$DB_PASSWORD\n" + USER)
                    .leaves(FROM + "ENV DB_PASSWORD_FILE=/run/secrets/db\n" + USER)
                    .leaves(FROM + "ENV JAVA_OPTS=-Xmx512m\n" + USER)
                    .done(),
            rule("docker-pipe-to-shell", "Dockerfile")
                    .finds(FROM + "RUN curl -fsSL https://get.internal/x | sh\n" + USER)
                    .finds(FROM + "RUN apt-get update && \\\n    wget -qO- https://get.internal/x | sudo -E bash -\n"
                            + USER)
                    .finds(FROM + "RUN bash <(curl -s https://get.internal/x)\n" + USER)
                    .finds(FROM + "RUN sh -c \"$(curl -s https://get.internal/x)\"\n" + USER)
                    .leaves(FROM + "RUN curl -o x https://get.internal/x && sha256sum -c x.sum | tee log\n" + USER)
                    .leaves(FROM + "RUN curl https://get.internal/x | tar xz\n" + USER)
                    .leaves(FROM + "RUN <<EOF\ncurl -o x https://get.internal/x\necho a | sh\nEOF\n" + USER)
                    .done(),
            rule("docker-world-writable", "Dockerfile")
                    .finds(FROM + "RUN chmod -R 777 /opt\n" + USER)
                    .finds(FROM + "RUN mkdir /a && chmod a+rwx /a\n" + USER)
                    .finds(FROM + "COPY --chmod=777 a /a\n" + USER)
                    .finds(FROM + "RUN <<EOF\nmkdir /a\nchmod 0777 /a\nEOF\n" + USER)
                    .leaves(FROM + "RUN chmod 755 /opt\n" + USER)
                    .leaves(FROM + "RUN echo 777\n" + USER)
                    .done(),
            rule("docker-sudo", "Dockerfile")
                    .finds(FROM + "RUN sudo apt-get update\n" + USER)
                    .finds(FROM + "RUN id && \\\n  sudo id\n" + USER)
                    .leaves(FROM + "RUN apt-get install -y sudo\n" + USER)
                    .leaves(FROM + "RUN echo pseudo code\n" + USER)
                    .done(),
            rule("k8s-privileged", "pod.yaml")
                    .finds(container("securityContext: {privileged: true}"))
                    .leaves(container("securityContext: {privileged: false}"))
                    .leaves(container("securityContext: {} # privileged: true"))
                    .done(),
            rule("k8s-privilege-escalation", "pod.yaml")
                    .finds(container("securityContext: {allowPrivilegeEscalation: true}"))
                    .leaves(container("securityContext: {allowPrivilegeEscalation: false}"))
                    .done(),
            rule("k8s-host-namespace", "pod.yaml")
                    .finds(pod("hostNetwork: true"))
                    .finds(pod("hostPID: true"))
                    .finds(pod("hostIPC: yes"))
                    .leaves(pod("hostNetwork: false"))
                    .leaves(pod("hostname: true"))
                    .done(),
            rule("k8s-host-path", "pod.yaml")
                    .finds(pod("volumes: [{name: a, hostPath: {path: /}}]"))
                    .leaves(pod("volumes: [{name: a, emptyDir: {}}]"))
                    .done(),
            rule("k8s-runs-as-root", "pod.yaml")
                    .finds(pod("securityContext: {runAsUser: 0}"))
                    .finds(container("securityContext: {runAsNonRoot: false}"))
                    .leaves(pod("securityContext: {runAsUser: 1000, runAsNonRoot: true}"))
                    .leaves(pod("securityContext: {runAsGroup: 0}"))
                    .done(),
            rule("k8s-no-limits", "pod.yaml")
                    .finds("apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: a:1\n")
                    .finds(
                            "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: a:1\n      resources: {requests: {memory: 1Gi}}\n")
                    .leaves(pod("restartPolicy: Never"))
                    .done(),
            rule("k8s-capabilities", "pod.yaml")
                    .finds(container("securityContext: {capabilities: {add: [SYS_ADMIN]}}"))
                    .finds(container("securityContext: {capabilities: {add: [\"CAP_NET_ADMIN\"]}}"))
                    .finds(container("securityContext:\n        capabilities:\n          add:\n            - ALL"))
                    .leaves(container("securityContext: {capabilities: {drop: [ALL], add: [NET_BIND_SERVICE]}}"))
                    .done(),
            rule("k8s-unpinned-image", "pod.yaml")
                    .finds(pod("initContainers: [{image: registry:5000/a}]"))
                    .finds(pod("initContainers: [{image: 'a:latest'}]"))
                    .leaves(pod("initContainers: [{image: a:1.2}]"))
                    .leaves(pod("initContainers: [{image: a@sha256:9f}]"))
                    .leaves("apiVersion: v1\nkind: ConfigMap\ndata: {image: a}\n")
                    .done(),
            rule("k8s-secret-variable", "pod.yaml")
                    .finds(container("env: [{name: DB_PASSWORD, value: ⟦hunter⟧}]"))
                    .finds(container("env:\n        - name: API_KEY\n          value: \"⟦purple tangerine⟧\""))
                    .leaves(container(
                            "env: [{name: DB_PASSWORD, valueFrom: {secretKeyRef: {name: db, key: password}}}]"))
                    .leaves(container("env: [{name: DB_PASSWORD, value: $(OTHER)}]"))
                    .leaves(container("env: [{name: DB_PASSWORD_FILE, value: /run/db}]"))
                    .leaves(container("env: [{name: MODE, value: production}]"))
                    .done(),
            rule("k8s-account-token", "pod.yaml")
                    .finds(pod("automountServiceAccountToken: true"))
                    .finds("apiVersion: v1\nkind: ServiceAccount\nautomountServiceAccountToken: true\n")
                    .leaves(pod("automountServiceAccountToken: false"))
                    .done(),
            rule("k8s-cluster-admin", "binding.yaml")
                    .finds(
                            "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nroleRef:\n  kind: ClusterRole\n  name: cluster-admin\n")
                    .finds(
                            "apiVersion: v1\nkind: List\nitems:\n  - kind: RoleBinding\n    roleRef: {name: cluster-admin}\n")
                    .leaves(
                            "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nroleRef: {name: view}\n")
                    .leaves("kind: notes\nroleRef: {name: cluster-admin}\n")
                    .done());

    private SettingCases() {}

    static String pod(String more) {
        return "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: a:1\n      resources: {limits: {memory: 1Gi}}\n  "
                + more + "\n";
    }

    static String container(String more) {
        return "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: a:1\n      resources: {limits: {memory: 1Gi}}\n      "
                + more + "\n";
    }
}
