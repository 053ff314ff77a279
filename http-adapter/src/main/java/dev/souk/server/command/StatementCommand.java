package dev.souk.server.command;

import dev.souk.server.market.Market;
import dev.souk.spi.ledger.AccountId;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code souk statement}. */
@Command(
        name = "statement",
        description = {
            "Writes the statement of an account for a period, as CSV for a spreadsheet or as JSON.",
            "",
            "Accounts are tenant/NAME, publisher/NAME (earned), payable/NAME (payable to a publisher), platform-fees, platform-payouts,"
                    + " platform-deposits, platform-grants."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  souk statement tenant/acme --from 2026-03-01 --to 2026-03-31 > acme-march.csv",
            "  souk statement publisher/souk --from 2026-03-01 --to 2026-03-31 --json"
        })
final class StatementCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(
            arity = "0..1",
            paramLabel = "ACCOUNT",
            description = "Which. Default: the credits of local, or of the key's tenant")
    @Nullable
    String account;

    @Option(names = "--from", paramLabel = "DAY", required = true, description = "The first day, in UTC")
    LocalDate from = LocalDate.EPOCH;

    @Option(
            names = "--to",
            paramLabel = "DAY",
            required = true,
            description = "The last day; the period has at most 366 days")
    LocalDate to = LocalDate.EPOCH;

    @Option(names = "--json", description = "Write JSON instead of CSV")
    boolean json;

    @Mixin
    MarketOptions options = new MarketOptions();

    StatementCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        String id = account == null ? null : AccountId.parse(account).toString();
        if (to.isBefore(from)) {
            throw new UsageException("--to " + to + " is before --from " + from);
        }
        try (Market market = options.open(shell, false)) {
            market.statement(id, from, to, !json, shell.screen().bytes());
        }
        if (json) {
            shell.screen().gap();
        }
        return ExitCodes.OK;
    }
}
