package dev.souk.server.command;

import dev.souk.server.market.Market;
import dev.souk.server.market.TenantView;
import dev.souk.server.text.Column;
import dev.souk.server.text.Table;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code souk tenants}. */
@Command(
        name = "tenants",
        description = "Puts tenants on plans, and lists them.",
        synopsisSubcommandLabel = "(set | list)",
        footerHeading = "%nExamples:%n",
        footer = {"  souk tenants set acme --plan basic", "  souk tenants set acme --plan trial", "  souk tenants list"
        })
final class TenantsCommand implements Runnable {
    private final Shell shell;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    TenantsCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say set or list");
    }

    @Command(name = "set", description = "Puts a tenant on a plan. It is registered if it is new.")
    int set(
            @Parameters(paramLabel = "TENANT", description = "Which") String tenant,
            @Option(
                            names = "--plan",
                            paramLabel = "PLAN",
                            required = true,
                            description = "A plan of souk plans, or trial for none")
                    String plan,
            @Option(names = "--json", description = "Show it as JSON") boolean json,
            @Mixin MarketOptions options) {
        try (Market market = options.open(shell, false)) {
            TenantView set = market.setPlan(tenant, plan.equals("trial") ? null : plan);
            if (json) {
                shell.screen().json(set);
            } else {
                shell.screen().line(set.id() + " is on " + set.plan() + ".");
            }
        }
        return ExitCodes.OK;
    }

    @Command(name = "list", description = "Lists all tenants.")
    int list(@Option(names = "--json", description = "Show it as JSON") boolean json, @Mixin MarketOptions options) {
        try (Market market = options.open(shell, false)) {
            show(market.tenants(), json);
        }
        return ExitCodes.OK;
    }

    private void show(List<TenantView> tenants, boolean json) {
        if (json) {
            shell.screen().json(tenants);
            return;
        }
        Table table = Table.of(Column.left("tenant"), Column.left("plan"), Column.left("since"));
        tenants.forEach(tenant -> table.row(tenant.id(), tenant.plan(), tenant.createdAt()));
        shell.screen().table(table);
    }
}
