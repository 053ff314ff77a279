package dev.souk.server.command;

import dev.souk.engine.CreditsView;
import dev.souk.engine.call.AuditReport;
import dev.souk.server.log.Logging;
import dev.souk.server.text.Column;
import dev.souk.server.text.Screen;
import dev.souk.server.text.Table;
import dev.souk.spi.store.Store;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code souk ledger}. */
@Command(
        name = "ledger",
        description = "Checks the books.",
        synopsisSubcommandLabel = "verify",
        footerHeading = "%nExample:%n",
        footer = {"  souk ledger verify --data ./souk-data"})
final class LedgerCommand implements Runnable {
    private final Shell shell;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    LedgerCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say verify");
    }

    /** What is checked, and where. */
    static final class Where {
        @ArgGroup(validate = false)
        StoreOptions store = new StoreOptions();

        @Mixin
        CommonOptions common = new CommonOptions();
    }

    @Command(
            name = "verify",
            description = {
                "Adds the whole journal up again and compares it with what the accounts say. Changes nothing in them, and works while"
                        + " a server runs.",
                "",
                "The last line is RESULT and a JSON object. Exit code 1 if something is wrong."
            })
    int verify(@Mixin Where where) {
        where.common.log(Logging.WARNINGS);
        try (Store store = where.store.source(shell).openReadOnly()) {
            return tell(CreditsView.audit(store), store.description());
        }
    }

    private int tell(AuditReport report, String description) {
        Screen screen = shell.screen();
        Table table = Table.of(Column.left("checked in " + description), Column.right("how many"));
        table.row("accounts: balance, number of postings and holds as the journal says", report.accounts());
        table.row("transfers: postings sum to zero", report.transfers());
        table.row("postings: all together sum to zero for each unit", report.postings());
        table.row("wrong", report.wrong());
        screen.table(table);
        report.findings().forEach(finding -> screen.line(screen.style().cross() + " " + finding));
        if (report.wrong() > report.findings().size()) {
            screen.line("and " + (report.wrong() - report.findings().size()) + " more");
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("accounts", report.accounts());
        result.put("transfers", report.transfers());
        result.put("postings", report.postings());
        result.put("wrong", report.wrong());
        screen.result(result);
        return report.isClean() ? ExitCodes.OK : ExitCodes.FAULT;
    }
}
