package dev.souk.server.demo;

import dev.souk.engine.call.AgentInfo;
import dev.souk.engine.call.PluginReport;
import dev.souk.server.text.Column;
import dev.souk.server.text.Table;
import java.util.List;
import java.util.stream.Collectors;

/** What can be called. */
final class CatalogScene implements Scene {
    @Override
    public String title() {
        return "The catalog: three plugins, each in its own class loader, and an agent of the host's own";
    }

    @Override
    public void play(Stage stage) {
        Table table = Table.of(
                Column.left("agent"),
                Column.left("version"),
                Column.left("category"),
                Column.right("asks per call"),
                Column.wrapped("what it does", 34));
        List<AgentInfo> agents = stage.souk().agents().all();
        agents.forEach(agent -> table.row(
                agent.descriptor().id(),
                agent.descriptor().version(),
                agent.descriptor().category(),
                agent.descriptor()
                        .pricing()
                        .map(asked ->
                                asked.isFree() ? "nothing" : asked.atMost().toString())
                        .orElse("no price"),
                agent.descriptor().summary()));
        stage.screen().table(table);
        List<PluginReport> reports = stage.souk().plugins();
        stage.expect()
                .same(
                        "every plugin in the directory was loaded",
                        "",
                        reports.stream()
                                .filter(report -> !report.isLoaded())
                                .map(report -> report.file().getFileName() + ": " + report.reason())
                                .collect(Collectors.joining("; ")));
        stage.expect()
                .that(
                        "the scanner, the data processor and the summarizer are there",
                        agents.stream()
                                .map(agent -> agent.descriptor().id().value())
                                .toList()
                                .containsAll(Samples.AGENTS));
    }
}
