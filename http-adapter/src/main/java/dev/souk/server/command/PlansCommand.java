package dev.souk.server.command;

import dev.souk.engine.Souk;
import dev.souk.engine.SoukBuilder;
import dev.souk.engine.config.Plan;
import dev.souk.engine.config.Plans;
import dev.souk.server.log.Logging;
import dev.souk.server.text.Column;
import dev.souk.server.text.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code souk plans}. */
@Command(
        name = "plans",
        description = {
            "Shows what is for sale, and what can be tried for nothing.",
            "",
            "With --json it is in the form of a plan file: change it and give it to --plans."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  souk plans", "  souk plans --json > my-plans.json", "  souk plans --plans my-plans.json"})
final class PlansCommand implements Callable<Integer> {
    private final Shell shell;

    @ArgGroup(validate = false)
    EngineOptions engine = new EngineOptions();

    @Mixin
    CommonOptions common = new CommonOptions();

    @Option(names = "--json", description = "Show it as JSON")
    boolean json;

    PlansCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        common.log(Logging.WARNINGS);
        SoukBuilder builder = Souk.builder().inMemoryStore();
        if (engine.plans != null) {
            builder.plans(engine.plans);
        }
        try (Souk souk = builder.build()) {
            show(souk.tenants().plans());
        }
        return ExitCodes.OK;
    }

    private void show(Plans plans) {
        if (json) {
            shell.screen().json(PlanJson.of(plans));
            return;
        }
        Table table = Table.of(
                Column.left("plan"),
                Column.right("calls per minute"),
                Column.right("per hour"),
                Column.right("at once"),
                Column.right("credits per call"),
                Column.left(""));
        for (Plan plan : plans.plans()) {
            table.row(
                    plan.id(),
                    plan.requestsPerMinute(),
                    plan.requestsPerHour(),
                    plan.callsInFlight(),
                    plan.price().map(Object::toString).orElse("no price"),
                    plan.tenantPaysModels() ? "pays its model provider itself" : "");
        }
        shell.screen().table(table);
        shell.screen()
                .line("Trial: " + plans.trial().calls() + " calls for each user and device. One user makes at most "
                        + plans.requestsPerMinuteAndUser() + " calls a minute, unless the plan allows more.");
    }
}
