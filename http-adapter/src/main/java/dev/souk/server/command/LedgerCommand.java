package dev.souk.server.command;

import dev.souk.engine.LedgerView;
import dev.souk.engine.call.AuditReport;
import dev.souk.engine.call.RebuildReport;
import dev.souk.server.log.Logging;
import dev.souk.server.text.Column;
import dev.souk.server.text.Screen;
import dev.souk.server.text.Table;
import dev.souk.spi.store.LedgerRoot;
import dev.souk.spi.store.Store;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code souk ledger}. */
@Command(
        name = "ledger",
        description = "Checks the books, and proves them.",
        synopsisSubcommandLabel = "(verify | rebuild | root)",
        footerHeading = "%nExample:%n",
        footer = {
            "  souk ledger verify --data ./souk-data",
            "  souk ledger rebuild",
            "  souk ledger root --out root.json",
            "  souk ledger verify --root root.json"
        })
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
        throw new ParameterException(spec.commandLine(), "say verify, rebuild or root");
    }

    /** What is checked, and where. */
    static final class Where {
        @ArgGroup(validate = false)
        StoreOptions store = new StoreOptions();

        @Mixin
        CommonOptions common = new CommonOptions();
    }

    /** A root that was kept elsewhere. */
    static final class Kept {
        @Option(
                names = "--root",
                paramLabel = "FILE",
                description =
                        "A root that 'souk ledger root' wrote before: it must be among those of these books, or an older backup"
                                + " was restored")
        @Nullable
        Path root;

        @Option(
                names = "--key",
                paramLabel = "KEY",
                description = "The public key that must have signed it, as the first root you kept shows it")
        @Nullable
        String key;

        @Nullable
        LedgerRoot read() {
            if (root == null) {
                if (key != null) {
                    throw new UsageException("--key says who signed the root that --root names; name one");
                }
                return null;
            }
            LedgerRoot kept = RootJson.read(root);
            if (key != null && !key.equals(kept.key())) {
                throw new UsageException("the root in " + root + " is signed with another key: "
                        + (kept.key().isEmpty() ? "none" : kept.key()));
            }
            return kept;
        }
    }

    @Command(
            name = "verify",
            description = {
                "Adds the whole journal up again and compares it with accounts, statements, chains and roots. Changes nothing in them, and"
                        + " works while a server runs.",
                "",
                "The last line is RESULT and a JSON object. Exit code 1 if something is wrong."
            })
    int verify(@Mixin Where where, @Mixin Kept kept) {
        where.common.log(Logging.WARNINGS);
        LedgerRoot root = kept.read();
        try (Store store = where.store.source(shell).openReadOnly()) {
            return tell(LedgerView.audit(store, root), store.description());
        }
    }

    @Command(
            name = "root",
            description = {
                "Shows the newest root: one digest over the chains of all accounts, signed by the server that made it. Keep it elsewhere;"
                        + " 'souk ledger verify --root FILE' then shows that nothing it covers was changed or is missing.",
                "",
                "The server makes one once an hour. Works while it runs."
            })
    int root(
            @Mixin Where where,
            @Option(names = "--out", paramLabel = "FILE", description = "Writes it there instead") @Nullable Path out) {
        where.common.log(Logging.WARNINGS);
        try (Store store = where.store.source(shell).openReadOnly()) {
            List<LedgerRoot> newest = store.ledger().roots(Long.MAX_VALUE, 1);
            if (newest.isEmpty()) {
                throw new UsageException("there is no root yet; a server makes the first one with the first posting");
            }
            String json = RootJson.text(newest.get(0));
            if (out == null) {
                shell.screen().line(json);
            } else {
                RootJson.write(out, json);
                shell.screen()
                        .line("root " + newest.get(0).number() + " of "
                                + newest.get(0).at() + " is in " + out);
            }
            return ExitCodes.OK;
        }
    }

    @Command(
            name = "rebuild",
            description = {
                "Makes everything again that follows from the journal and the running calls - balances, statements, usage - and says"
                        + " whether it equals what is there. Changes nothing, and works while a server runs.",
                "",
                "The last line is RESULT and a JSON object. Exit code 1 if something differs."
            })
    int rebuild(@Mixin Where where) {
        where.common.log(Logging.WARNINGS);
        try (Store store = where.store.source(shell).openReadOnly()) {
            RebuildReport report = LedgerView.rebuild(store);
            Screen screen = shell.screen();
            Table table = Table.of(
                    Column.left("made again from " + store.description()),
                    Column.right("how many"),
                    Column.right("different"));
            long rebuilt = 0;
            long different = 0;
            for (RebuildReport.Projection projection : report.projections()) {
                table.row(projection.name(), projection.rebuilt(), projection.different());
                rebuilt += projection.rebuilt();
                different += projection.different();
            }
            screen.table(table);
            report.findings().forEach(finding -> screen.line(screen.style().cross() + " " + finding));
            screen.line(
                    report.isEqual()
                            ? "everything is what the journal makes of it"
                            : "not everything is what the journal makes of it");
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("rebuilt", rebuilt);
            result.put("different", different);
            screen.result(result);
            return report.isEqual() ? ExitCodes.OK : ExitCodes.FAULT;
        }
    }

    private int tell(AuditReport report, String description) {
        Screen screen = shell.screen();
        Table table = Table.of(Column.left("checked in " + description), Column.right("how many"));
        table.row("accounts: balance, holds, statement and chain as the journal says", report.accounts());
        table.row("transfers: postings sum to zero", report.transfers());
        table.row("postings: all together sum to zero for each unit", report.postings());
        table.row("roots: each follows from the one before it and from the chains", report.roots());
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
        result.put("roots", report.roots());
        result.put("wrong", report.wrong());
        screen.result(result);
        return report.isClean() ? ExitCodes.OK : ExitCodes.FAULT;
    }
}
