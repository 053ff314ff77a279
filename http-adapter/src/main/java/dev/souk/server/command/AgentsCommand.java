package dev.souk.server.command;

import dev.souk.server.market.AgentDetails;
import dev.souk.server.market.AgentSummary;
import dev.souk.server.market.Market;
import dev.souk.server.text.Column;
import dev.souk.server.text.Json;
import dev.souk.server.text.Screen;
import dev.souk.server.text.Table;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code souk agents}. */
@Command(
        name = "agents",
        description = "Lists the agents that can be called, or shows one with its schemas.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  souk agents",
            "  souk agents --q csv",
            "  souk agents souk.summarizer",
            "  souk agents --url http://127.0.0.1:8080 --json"
        })
final class AgentsCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(arity = "0..1", paramLabel = "AGENT", description = "Which one to show; all of them if none is named")
    @Nullable
    String id;

    @Option(
            names = "--q",
            paramLabel = "TEXT",
            description = "Only agents with these characters in id, name, summary or skills")
    String text = "";

    @Option(names = "--category", paramLabel = "WORD", description = "Only agents of this category")
    String category = "";

    @Option(names = "--skill", paramLabel = "SKILL", description = "Only agents with this skill")
    String skill = "";

    @Option(names = "--json", description = "Show it as JSON")
    boolean json;

    @Mixin
    MarketOptions options = new MarketOptions();

    AgentsCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        try (Market market = options.openCatalog(shell)) {
            if (id == null) {
                list(market.agents(text, category, skill));
            } else {
                show(market.agent(id));
            }
        }
        return ExitCodes.OK;
    }

    private void list(List<AgentSummary> agents) {
        if (json) {
            shell.screen().json(agents);
            return;
        }
        if (agents.isEmpty()) {
            shell.screen().note(none());
            return;
        }
        Table table = Table.of(
                Column.left("agent"),
                Column.left("version"),
                Column.left("category"),
                Column.left("asks"),
                Column.wrapped("skills", 24),
                Column.wrapped("what it does", 48));
        agents.forEach(agent -> table.row(
                agent.id(),
                agent.version(),
                agent.category(),
                agent.price(),
                String.join(", ", agent.skills()),
                agent.summary()));
        shell.screen().table(table);
    }

    private String none() {
        if (!(text.isEmpty() && category.isEmpty() && skill.isEmpty())) {
            return "No agent matches.";
        }
        return options.remote.isRemote()
                ? "The server has no agents."
                : "There are no agents. They come from plugins: put some into "
                        + options.store.directory().plugins() + ", or name a directory with --plugins DIR.";
    }

    private void show(AgentDetails agent) {
        Screen screen = shell.screen();
        if (json) {
            screen.json(agent);
            return;
        }
        AgentSummary summary = agent.summary();
        screen.line(screen.style().bold(summary.id() + " " + summary.version()) + "  " + summary.name());
        screen.line(summary.summary());
        screen.line("category " + summary.category() + "; skills " + String.join(", ", summary.skills()) + "; asks "
                + summary.price() + "; breaker " + agent.breaker());
        screen.gap();
        screen.line(screen.style().bold("Input"));
        screen.line(Json.pretty(agent.input()));
        screen.gap();
        screen.line(screen.style().bold("Output"));
        screen.line(Json.pretty(agent.output()));
    }
}
