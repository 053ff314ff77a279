package dev.souk.server.command;

import dev.souk.server.market.BudgetName;
import dev.souk.server.market.BudgetView;
import dev.souk.server.market.Market;
import dev.souk.server.text.Column;
import dev.souk.server.text.Table;
import dev.souk.spi.Credits;
import dev.souk.spi.budget.BudgetPeriod;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code souk budgets}. */
@Command(
        name = "budgets",
        description = "Says how much a key, a user or a whole tenant may spend, once or in each day or month.",
        synopsisSubcommandLabel = "(set | remove | list)",
        footerHeading = "%nExamples:%n",
        footer = {
            "  souk budgets set 50 --tenant acme --user ann --period month",
            "  souk budgets set 200 --tenant acme --period day",
            "  souk budgets set 5 --tenant acme --key-id key_4fT… --period none",
            "  souk budgets remove --tenant acme --user ann --period month",
            "  souk budgets list --tenant acme"
        })
final class BudgetsCommand implements Runnable {
    private final Shell shell;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    BudgetsCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say set, remove or list");
    }

    /** Whose budget, and how often it renews. */
    static final class Which {
        @Option(names = "--tenant", paramLabel = "TENANT", required = true, description = "Who pays")
        String tenant = "";

        @Option(names = "--user", paramLabel = "USER", description = "Of this user alone")
        @Nullable
        String user;

        @Option(
                names = "--key-id",
                paramLabel = "ID",
                description = "Of this key alone: its public name, from souk keys list")
        @Nullable
        String keyId;

        @Option(
                names = "--period",
                paramLabel = "PERIOD",
                required = true,
                description = "day, month (both of the calendar in UTC), or none: once for all")
        String period = "";

        BudgetName name() {
            return new BudgetName(tenant, user, keyId, BudgetPeriod.ofId(period));
        }
    }

    @Command(
            name = "set",
            description = "Sets a budget, or another amount for one that is there. It counts from the next call on.")
    int set(
            @Parameters(paramLabel = "CREDITS", description = "The most of one period: a plain decimal, such as 12.5")
                    String amount,
            @Mixin Which which,
            @Option(names = "--json", description = "Show it as JSON") boolean json,
            @Mixin MarketOptions options) {
        BudgetName name = which.name();
        Credits credits = GrantAmount.parse(amount);
        try (Market market = options.open(shell, false)) {
            BudgetView set = market.setBudget(name, credits);
            if (json) {
                shell.screen().json(set);
            } else {
                shell.screen()
                        .line(holder(set, name.tenant()) + " may spend " + set.amount() + " credits" + per(set.period())
                                + "; " + set.left() + " are left"
                                + (set.renewsAt().isEmpty() ? "" : " until " + set.renewsAt()) + ".");
            }
        }
        return ExitCodes.OK;
    }

    private static String holder(BudgetView budget, String tenant) {
        return budget.holder().equals("tenant") ? tenant : budget.holder() + " " + budget.name() + " of " + tenant;
    }

    private static String per(String period) {
        return period.equals(BudgetPeriod.NONE.id()) ? " in all" : " a " + period;
    }

    @Command(name = "remove", description = "Takes a budget away.")
    int remove(@Mixin Which which, @Mixin MarketOptions options) {
        BudgetName name = which.name();
        try (Market market = options.open(shell, false)) {
            if (!market.removeBudget(name)) {
                shell.screen().note("souk: there is no such budget; see souk budgets list --tenant " + name.tenant());
                return ExitCodes.FAULT;
            }
            shell.screen().line("The budget is removed; calls are no longer held to it.");
        }
        return ExitCodes.OK;
    }

    @Command(name = "list", description = "Lists a tenant's budgets and what is left of them.")
    int list(
            @Option(
                            names = "--tenant",
                            paramLabel = "TENANT",
                            description = "Whose. Default: local; on a server those that the key's own calls count in")
                    @Nullable
                    String tenant,
            @Option(names = "--json", description = "Show it as JSON") boolean json,
            @Mixin MarketOptions options) {
        try (Market market = options.open(shell, false)) {
            show(market.budgets(tenant), json);
        }
        return ExitCodes.OK;
    }

    private void show(List<BudgetView> budgets, boolean json) {
        if (json) {
            shell.screen().json(budgets);
            return;
        }
        Table table = Table.of(
                Column.left("of"),
                Column.left("name"),
                Column.left("period"),
                Column.right("amount"),
                Column.right("used"),
                Column.right("held"),
                Column.right("left"),
                Column.left("renews"));
        budgets.forEach(budget -> table.row(
                budget.holder(),
                budget.name(),
                budget.period(),
                budget.amount(),
                budget.used(),
                budget.held(),
                budget.left(),
                budget.renewsAt()));
        shell.screen().table(table);
    }
}
