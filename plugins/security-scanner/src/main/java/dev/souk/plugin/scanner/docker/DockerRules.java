package dev.souk.plugin.scanner.docker;

import dev.souk.plugin.scanner.finding.Rule;
import dev.souk.plugin.scanner.finding.Severity;
import java.util.List;
import java.util.regex.Pattern;

/** The rules of Dockerfiles, and the shell commands that some of them look for. */
final class DockerRules {
    static final Rule ROOT_USER = Rule.of(
            "docker-root-user",
            Severity.MEDIUM,
            "The image runs as root: its last stage names no other user.",
            "Create a user without rights and name it with USER before the image ends.");
    static final Rule UNPINNED_IMAGE = Rule.of(
            "docker-unpinned-image",
            Severity.MEDIUM,
            "The base image has no tag, or the tag latest, so that a build today and one tomorrow differ.",
            "Name a version, or better the digest: image:1.2.3@sha256:…");
    static final Rule ADD_URL = Rule.of(
            "docker-add-url",
            Severity.MEDIUM,
            "ADD takes a file from the network without checking what arrives.",
            "Give ADD a --checksum, or download in a RUN that compares the checksum.");
    static final Rule SECRET_VARIABLE = Rule.of(
            "docker-secret-variable",
            Severity.HIGH,
            "A secret is set with ENV or ARG: it stays in the image and its history.",
            "Change the secret; pass it when the container starts, or to the build with RUN --mount=type=secret.");
    static final Rule PIPE_TO_SHELL = Rule.of(
            "docker-pipe-to-shell",
            Severity.HIGH,
            "What comes from the network is run by a shell unseen.",
            "Download a named version, compare its checksum, and run it then.");
    static final Rule WORLD_WRITABLE = Rule.of(
            "docker-world-writable",
            Severity.MEDIUM,
            "Files are made writable for everybody.",
            "Give the one user who needs it the right: chown, or COPY --chown and --chmod=755.");
    static final Rule SUDO = Rule.of(
            "docker-sudo",
            Severity.LOW,
            "sudo is used while the image is built.",
            "Run what needs root before USER, and leave sudo out of the image.");

    static final List<Rule> ALL =
            List.of(ROOT_USER, UNPINNED_IMAGE, ADD_URL, SECRET_VARIABLE, PIPE_TO_SHELL, WORLD_WRITABLE, SUDO);

    private static final String SHELL = "(?:/(?:usr/)?bin/)?(?:ba|z|da|k|a)?sh\\b";

    static final List<Command> COMMANDS = List.of(
            new Command(
                    PIPE_TO_SHELL,
                    "\\b(?:curl|wget)\\s(?:[^|;&\\n]|&(?!&)){0,1000}+\\|\\s{0,20}+(?:sudo\\s{1,20}+(?:-\\S{1,20}+\\s{1,20}+){0,4}+)?"
                            + "(?:env\\s{1,20}+)?" + SHELL),
            new Command(
                    PIPE_TO_SHELL,
                    SHELL
                            + "\\s{1,20}+(?:-\\S{1,20}+\\s{1,20}+){0,4}+(?:<\\(|\"?\\$\\(|\"?`)\\s{0,20}+(?:curl|wget)\\b"),
            new Command(
                    WORLD_WRITABLE,
                    "\\bchmod\\s{1,20}+(?:-\\S{1,20}+\\s{1,20}+){0,4}+(?:[0-7]?777|a\\+rwx|ugo\\+rwx|o\\+w|a\\+w)\\b"),
            new Command(SUDO, "(?:\\A|[;&|(\\n])\\s{0,20}+sudo\\s"));

    private DockerRules() {}

    /** A shell command that a rule looks for. */
    record Command(Rule rule, Pattern pattern) {
        Command(Rule rule, String regex) {
            this(rule, Pattern.compile(regex));
        }
    }
}
