package dev.souk.server.command;

import dev.souk.server.market.BalanceView;
import dev.souk.server.market.GrantReceipt;
import dev.souk.server.market.HistoryLine;
import dev.souk.server.market.Market;
import dev.souk.server.text.Column;
import dev.souk.server.text.Table;
import dev.souk.spi.Credits;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code souk credits}. */
@Command(
        name = "credits",
        description = "Gives credits, and shows what a tenant has and had.",
        synopsisSubcommandLabel = "(grant | balance | history)",
        footerHeading = "%nExamples:%n",
        footer = {
            "  souk credits grant --tenant acme 12.50 --memo welcome --reference ticket-17",
            "  souk credits balance --tenant acme",
            "  souk credits history --tenant acme --lines 20"
        })
final class CreditsCommand implements Runnable {
    private final Shell shell;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    CreditsCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say grant, balance or history");
    }

    @Command(name = "grant", description = "Gives a tenant credits.")
    int grant(
            @Parameters(paramLabel = "CREDITS", description = "How much: a plain decimal, such as 12.5") String amount,
            @Option(names = "--tenant", paramLabel = "TENANT", required = true, description = "Whom") String tenant,
            @Option(names = "--memo", paramLabel = "TEXT", defaultValue = "", description = "A line for people")
                    String memo,
            @Option(
                            names = "--reference",
                            paramLabel = "NAME",
                            description = "Names the grant, so that giving it again does nothing")
                    @Nullable
                    String reference,
            @Option(names = "--json", description = "Show it as JSON") boolean json,
            @Mixin MarketOptions options) {
        Credits credits = GrantAmount.parse(amount);
        try (Market market = options.open(shell, false)) {
            GrantReceipt receipt = market.grant(tenant, credits, memo, reference);
            if (json) {
                shell.screen().json(receipt);
            } else {
                shell.screen()
                        .line(
                                receipt.replayed()
                                        ? "The reference was used before; nothing was given now. " + tenant + " has "
                                                + receipt.available() + " credits."
                                        : tenant + " was given " + receipt.amount() + " credits and has "
                                                + receipt.available() + ".");
            }
        }
        return ExitCodes.OK;
    }

    @Command(name = "balance", description = "Shows what a tenant has.")
    int balance(
            @Option(names = "--tenant", paramLabel = "TENANT", description = "Who. Default: local, or the key's tenant")
                    @Nullable
                    String tenant,
            @Option(names = "--json", description = "Show it as JSON") boolean json,
            @Mixin MarketOptions options) {
        try (Market market = options.open(shell, false)) {
            BalanceView balance = market.balance(tenant);
            if (json) {
                shell.screen().json(balance);
            } else {
                shell.screen()
                        .line(balance.tenant() + " has " + balance.available() + " credits available; posted "
                                + balance.posted() + ", held by running calls " + balance.held() + ".");
            }
        }
        return ExitCodes.OK;
    }

    @Command(name = "history", description = "Shows a tenant's statement, the newest line first.")
    int history(
            @Option(
                            names = "--tenant",
                            paramLabel = "TENANT",
                            description = "Whose. Default: local, or the key's tenant")
                    @Nullable
                    String tenant,
            @Option(
                            names = "--lines",
                            paramLabel = "N",
                            defaultValue = "50",
                            description = "How many lines, 1 to 1,000. Default: ${DEFAULT-VALUE}")
                    int lines,
            @Option(names = "--json", description = "Show it as JSON") boolean json,
            @Mixin MarketOptions options) {
        if (lines < 1 || lines > 1_000) {
            throw new UsageException("--lines is " + lines + ", not 1 to 1,000");
        }
        try (Market market = options.open(shell, false)) {
            show(market.history(tenant, lines), json);
        }
        return ExitCodes.OK;
    }

    private void show(List<HistoryLine> history, boolean json) {
        if (json) {
            shell.screen().json(history);
            return;
        }
        Table table = Table.of(
                Column.right("no."),
                Column.left("when"),
                Column.left("what"),
                Column.right("amount"),
                Column.right("balance"),
                Column.left("call"),
                Column.wrapped("memo", 40));
        history.forEach(line -> table.row(
                line.sequence(),
                line.at(),
                line.kind(),
                line.amount(),
                line.balance(),
                line.executionId(),
                line.memo()));
        shell.screen().table(table);
    }
}
