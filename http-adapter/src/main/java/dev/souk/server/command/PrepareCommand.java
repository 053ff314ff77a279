package dev.souk.server.command;

import dev.souk.server.data.DataDirectory;
import dev.souk.server.data.StoreSource;
import dev.souk.server.log.Logging;
import dev.souk.server.market.KeyRequest;
import dev.souk.server.market.Market;
import dev.souk.server.market.RemoteMarket;
import dev.souk.server.serve.ServerSettings;
import dev.souk.server.serve.StandaloneServer;
import dev.souk.server.text.Column;
import dev.souk.server.text.Table;
import dev.souk.spi.Credits;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * {@code souk prepare}, which the launcher runs once after a build: starts a server on a directory of its own and asks it this and that,
 * so that the JVM can archive the classes that every later start needs.
 */
@Command(name = "prepare", hidden = true, description = "Loads what every start needs, for the JVM's class archive.")
final class PrepareCommand implements Callable<Integer> {
    private final Shell shell;

    PrepareCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        Logging.OFF.apply(false);
        try (WorkDirectory work = WorkDirectory.forNow()) {
            DataDirectory data = new DataDirectory(work.path());
            ServerSettings settings = new ServerSettings(
                    "127.0.0.1",
                    0,
                    new StoreSource(data, null),
                    new EngineOptions().plugins(shell, data),
                    null,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(30),
                    new EngineOptions().holdBackDays(),
                    null,
                    null);
            try (StandaloneServer server = StandaloneServer.start(settings, shell.clock(), shell.random())) {
                String key = server.firstAdminKey().orElseThrow();
                try (Market market = new RemoteMarket(URI.create(server.url()), key)) {
                    ask(market);
                }
            }
        }
        return ExitCodes.OK;
    }

    private void ask(Market market) {
        Table table = Table.of(Column.left("agent"));
        market.agents("", "", "").forEach(agent -> table.row(agent.id()));
        table.lines(shell.screen().style());
        market.createKey(new KeyRequest("prepare", "prepare", null, false, ""));
        market.grant("prepare", Credits.parse("1"), "", null);
        market.tenants();
    }
}
