package dev.souk.server.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code souk help}. */
@Command(name = "help", description = "Shows more about a command, or about a command's own: souk help keys create.")
final class HelpCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "Which; all of them in short if none is named")
    List<String> names = new ArrayList<>();

    @Mixin
    CommonOptions common = new CommonOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    HelpCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        CommandLine command = spec.root().commandLine();
        for (String name : names) {
            CommandLine named = command.getSubcommands().get(name);
            if (named == null) {
                String known = command.getCommandSpec().qualifiedName();
                throw new UsageException("there is no command '" + known + " " + name + "'; see "
                        + known.replaceFirst("^souk", "souk help"));
            }
            command = named;
        }
        shell.screen().line(command.getUsageMessage().stripTrailing());
        return ExitCodes.OK;
    }
}
