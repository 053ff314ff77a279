package dev.souk.server.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code souk}: what there is. */
@Command(
        name = "souk",
        description = "A marketplace for agents: who may call, what it costs, and the books to prove it.%n",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            CallCommand.class,
            AgentsCommand.class,
            KeysCommand.class,
            CreditsCommand.class,
            RefundCommand.class,
            PayoutsCommand.class,
            StatementCommand.class,
            TenantsCommand.class,
            BudgetsCommand.class,
            PlansCommand.class,
            LedgerCommand.class,
            VersionCommand.class,
            PrepareCommand.class,
            HelpCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  souk demo                                        see it all in a few seconds",
            "  souk serve                                       start a server on 127.0.0.1:8080",
            "  souk call souk.summarizer --input '{\"sentences\": 2}' --attach text=@story.txt",
            "  souk help call                                   more about one command",
            "  souk bench ledger                                how many calls a second are made durable here",
            "  souk torture                                     ways to try whether the ledger keeps what it promises",
            "  souk --rebuild version                           build again first, after its source has changed",
            "",
            "Exit codes: 0 well, 1 a fault or a failed check, 2 wrong usage, 3 a refused call, 4 a failed call."
        })
final class SoukCommand implements Runnable {
    @Mixin
    CommonOptions common = new CommonOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
