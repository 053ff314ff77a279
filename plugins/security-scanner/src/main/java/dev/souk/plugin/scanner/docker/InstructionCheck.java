package dev.souk.plugin.scanner.docker;

import dev.souk.plugin.scanner.finding.Hit;
import dev.souk.plugin.scanner.secret.Placeholders;
import dev.souk.plugin.scanner.secret.SecretNames;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at the instructions of a Dockerfile one by one. */
final class InstructionCheck {
    private static final Pattern REMOTE = Pattern.compile("(?:^|\\s)[\"'\\[]{0,2}+(?:https?|ftp)://");
    private static final Pattern ASSIGNMENT = Pattern.compile(
            "(?<![^\\s])([A-Za-z_][\\w.-]{0,80}+)=(?:\"([^\"]{1,1000}+)\"|'([^']{1,1000}+)'|([^\\s\"']{1,1000}+))");
    private static final Pattern OLD_ENV = Pattern.compile("([A-Za-z_][\\w.-]{0,80}+)\\s++(?![=\\s])(\\S.{0,1000}+)");
    private static final int SHORTEST_SECRET = 4;

    private final Consumer<Hit> hits;
    private final Stages stages;

    InstructionCheck(Consumer<Hit> hits) {
        this.hits = hits;
        this.stages = new Stages(hits);
    }

    void accept(Instruction instruction) {
        switch (instruction.keyword()) {
            case "FROM" -> stages.from(instruction);
            case "USER" -> stages.user(instruction);
            case "ADD" -> add(instruction);
            case "ENV", "ARG" -> variables(instruction);
            case "RUN" -> commands(instruction);
            case "COPY" -> copy(instruction);
            default -> {}
        }
    }

    void end() {
        stages.end();
    }

    private void add(Instruction add) {
        if (REMOTE.matcher(add.arguments()).find() && !add.arguments().contains("--checksum=")) {
            hits.accept(add.hit(DockerRules.ADD_URL));
        }
        copy(add);
    }

    private void copy(Instruction copy) {
        if (copy.arguments().contains("--chmod=777") || copy.arguments().contains("--chmod=0777")) {
            hits.accept(copy.hit(DockerRules.WORLD_WRITABLE));
        }
    }

    private void commands(Instruction run) {
        String arguments = run.arguments();
        for (DockerRules.Command command : DockerRules.COMMANDS) {
            Matcher matcher = command.pattern().matcher(arguments);
            while (matcher.find()) {
                hits.accept(run.hit(command.rule(), matcher));
            }
        }
    }

    private void variables(Instruction set) {
        String arguments = set.arguments();
        Matcher old = OLD_ENV.matcher(arguments);
        if (set.keyword().equals("ENV") && old.lookingAt()) {
            variable(set, old.group(1), old.start(2), arguments.stripTrailing().length());
            return;
        }
        Matcher assignment = ASSIGNMENT.matcher(arguments);
        while (assignment.find()) {
            int group = assignment.group(2) != null ? 2 : assignment.group(3) != null ? 3 : 4;
            variable(set, assignment.group(1), assignment.start(group), assignment.end(group));
        }
    }

    private void variable(Instruction set, String name, int from, int to) {
        if (to - from >= SHORTEST_SECRET
                && SecretNames.isSecret(name)
                && !Placeholders.isNoSecret(set.arguments().substring(from, to))) {
            hits.accept(set.secret(DockerRules.SECRET_VARIABLE, from, to));
        }
    }
}
