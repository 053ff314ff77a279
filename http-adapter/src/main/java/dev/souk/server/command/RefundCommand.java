package dev.souk.server.command;

import dev.souk.server.market.Market;
import dev.souk.server.market.RefundView;
import dev.souk.spi.Credits;
import dev.souk.spi.ledger.ExecutionId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code souk refund}. */
@Command(
        name = "refund",
        description = {
            "Gives a tenant back what a call has cost it, or a part of that.",
            "",
            "The publisher and the platform give back in proportion to what they got; never more than was paid in sum."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  souk refund exe_01JD7ZK3T4…",
            "  souk refund exe_01JD7ZK3T4… 0.005 --memo \"half was missing\" --reference ticket-17"
        })
final class RefundCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(index = "0", paramLabel = "EXECUTION", description = "Which call")
    String execution = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "CREDITS",
            description = "How much: a plain decimal, such as 0.005. Default: all that is left")
    @Nullable
    String amount;

    @Option(names = "--memo", paramLabel = "TEXT", defaultValue = "", description = "A line for people")
    String memo = "";

    @Option(
            names = "--reference",
            paramLabel = "NAME",
            description = "Names the refund of this call, so that giving it again does nothing")
    @Nullable
    String reference;

    @Option(names = "--json", description = "Show it as JSON")
    boolean json;

    @Mixin
    MarketOptions options = new MarketOptions();

    RefundCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        ExecutionId id = new ExecutionId(execution);
        Credits credits = amount == null ? null : GrantAmount.parse(amount);
        try (Market market = options.open(shell, false)) {
            RefundView refund = market.refund(id.value(), credits, memo, reference);
            if (json) {
                shell.screen().json(refund);
            } else {
                shell.screen()
                        .line((refund.replayed()
                                        ? "The reference was used before; nothing was given now. "
                                        : refund.tenant() + " got back " + refund.amount() + " credits. ")
                                + "Of " + refund.paid() + " paid, " + refund.refunded() + " is refunded and "
                                + refund.left() + " is left.");
            }
        }
        return ExitCodes.OK;
    }
}
