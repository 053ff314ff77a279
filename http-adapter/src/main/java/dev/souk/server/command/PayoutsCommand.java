package dev.souk.server.command;

import dev.souk.server.market.Market;
import dev.souk.server.market.PayoutView;
import dev.souk.server.market.PublisherView;
import dev.souk.server.text.Column;
import dev.souk.server.text.Table;
import dev.souk.spi.Credits;
import dev.souk.spi.ledger.PayoutId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code souk payouts}. */
@Command(
        name = "payouts",
        description = {
            "Pays publishers what they have earned: one person requests a payout, a second one approves it.",
            "",
            "What was earned is held back for some days first. A server knows who you are by your key; on the local data say it with"
                    + " --by."
        },
        synopsisSubcommandLabel = "(publishers | request | list | approve | reject)",
        footerHeading = "%nExamples:%n",
        footer = {
            "  souk payouts publishers",
            "  souk payouts request acme --id acme-2026-03 --memo March --by ann",
            "  souk payouts list --state requested",
            "  souk payouts approve acme-2026-03 --by bob"
        })
final class PayoutsCommand implements Runnable {
    private final Shell shell;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    PayoutsCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say publishers, request, list, approve or reject");
    }

    /** What an option of several commands says. */
    static final class By {
        @Option(names = "--by", paramLabel = "NAME", description = "Who you are; only on the local data")
        @Nullable
        String name;

        void require(MarketOptions options) {
            if (options.remote.isRemote() && name != null) {
                throw new UsageException("a server knows who you are by your key; leave --by out");
            }
            if (!options.remote.isRemote() && name == null) {
                throw new UsageException("say who you are: --by NAME");
            }
        }
    }

    @Command(name = "publishers", description = "Shows what each publisher has.")
    int publishers(
            @Option(names = "--json", description = "Show it as JSON") boolean json, @Mixin MarketOptions options) {
        try (Market market = options.open(shell, false)) {
            List<PublisherView> publishers = market.publishers();
            if (json) {
                shell.screen().json(publishers);
                return ExitCodes.OK;
            }
            Table table = Table.of(
                    Column.left("publisher"), Column.right("held back"), Column.right("payable"), Column.right("owed"));
            publishers.forEach(each -> table.row(each.publisher(), each.heldBack(), each.payable(), each.owed()));
            shell.screen().table(table);
        }
        return ExitCodes.OK;
    }

    @Command(name = "request", description = "Requests a payout, whose amount is set aside until it is decided.")
    int request(
            @Parameters(paramLabel = "PUBLISHER", description = "To whom") String publisher,
            @Parameters(
                            arity = "0..1",
                            paramLabel = "CREDITS",
                            description = "How much: a plain decimal, such as 12.5. Default: all that is payable")
                    @Nullable
                    String amount,
            @Option(
                            names = "--id",
                            paramLabel = "ID",
                            description = "Names the payout, so that requesting it again does nothing")
                    @Nullable
                    String id,
            @Option(names = "--memo", paramLabel = "TEXT", defaultValue = "", description = "A line for people")
                    String memo,
            @Option(names = "--json", description = "Show it as JSON") boolean json,
            @Mixin By by,
            @Mixin MarketOptions options) {
        by.require(options);
        Credits credits = amount == null ? null : GrantAmount.parse(amount);
        String name = id == null ? null : new PayoutId(id).value();
        try (Market market = options.open(shell, false)) {
            return tell(market.requestPayout(publisher, credits, by.name, name, memo), json);
        }
    }

    @Command(
            name = "approve",
            description = "Approves a payout that another person requested: its amount leaves the books.")
    int approve(
            @Parameters(paramLabel = "ID", description = "Which payout") String id,
            @Option(names = "--memo", paramLabel = "TEXT", defaultValue = "", description = "A line for people")
                    String memo,
            @Option(names = "--json", description = "Show it as JSON") boolean json,
            @Mixin By by,
            @Mixin MarketOptions options) {
        return decide(id, true, by, memo, json, options);
    }

    @Command(name = "reject", description = "Rejects a payout: its amount is payable again.")
    int reject(
            @Parameters(paramLabel = "ID", description = "Which payout") String id,
            @Option(names = "--memo", paramLabel = "TEXT", defaultValue = "", description = "A line for people")
                    String memo,
            @Option(names = "--json", description = "Show it as JSON") boolean json,
            @Mixin By by,
            @Mixin MarketOptions options) {
        return decide(id, false, by, memo, json, options);
    }

    private int decide(String id, boolean approved, By by, String memo, boolean json, MarketOptions options) {
        by.require(options);
        PayoutId payout = new PayoutId(id);
        try (Market market = options.open(shell, false)) {
            return tell(market.decidePayout(payout.value(), approved, by.name, memo), json);
        }
    }

    private int tell(PayoutView payout, boolean json) {
        if (json) {
            shell.screen().json(payout);
        } else {
            shell.screen()
                    .line("The payout " + payout.id() + " of " + payout.amount() + " credits to " + payout.publisher()
                            + " is " + payout.state() + " by "
                            + (payout.decidedBy().isEmpty() ? payout.askedBy() : payout.decidedBy()) + ".");
        }
        return ExitCodes.OK;
    }

    @Command(name = "list", description = "Lists payouts, the newest first.")
    int list(
            @Option(names = "--publisher", paramLabel = "NAME", description = "Only those to this publisher") @Nullable
                    String publisher,
            @Option(
                            names = "--state",
                            paramLabel = "STATE",
                            description = "Only those that are requested, approved or rejected")
                    @Nullable
                    String state,
            @Option(
                            names = "--lines",
                            paramLabel = "N",
                            defaultValue = "50",
                            description = "How many, 1 to 1,000. Default: ${DEFAULT-VALUE}")
                    int lines,
            @Option(names = "--json", description = "Show it as JSON") boolean json,
            @Mixin MarketOptions options) {
        if (lines < 1 || lines > 1_000) {
            throw new UsageException("--lines is " + lines + ", not 1 to 1,000");
        }
        if (state != null && !List.of("requested", "approved", "rejected").contains(state)) {
            throw new UsageException("--state is '" + state + "', not requested, approved or rejected");
        }
        try (Market market = options.open(shell, false)) {
            show(market.payouts(publisher, state, lines), json);
        }
        return ExitCodes.OK;
    }

    private void show(List<PayoutView> payouts, boolean json) {
        if (json) {
            shell.screen().json(payouts);
            return;
        }
        Table table = Table.of(
                Column.left("id"),
                Column.left("publisher"),
                Column.right("credits"),
                Column.left("state"),
                Column.left("requested by"),
                Column.left("at"),
                Column.left("decided by"),
                Column.left("at"),
                Column.wrapped("memo", 40));
        payouts.forEach(each -> table.row(
                each.id(),
                each.publisher(),
                each.amount(),
                each.state(),
                each.askedBy(),
                each.askedAt(),
                each.decidedBy(),
                each.decidedAt(),
                each.memo()));
        shell.screen().table(table);
    }
}
