package dev.souk.server.command;

import dev.souk.server.data.KeySecret;
import dev.souk.server.data.StoreSource;
import dev.souk.server.log.Logging;
import dev.souk.server.serve.EngineNames;
import dev.souk.server.serve.ServerSettings;
import dev.souk.server.serve.StandaloneServer;
import dev.souk.server.text.Screen;
import dev.souk.spi.SoukException;
import dev.souk.spi.store.EngineName;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code souk serve}. */
@Command(
        name = "serve",
        description = {
            "Answers over HTTP until it is stopped with Ctrl-C or SIGTERM: then it takes no new calls, lets the running ones end, and"
                    + " closes the database.",
            "",
            "At the first start it shows an admin key, once, and makes the directory plugins in the data directory: put your"
                    + " agents' jars there and start it again."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  souk serve",
            "  souk serve --port 9090 --data /var/lib/souk --plugins /opt/souk/agents",
            "  SOUK_DATABASE_PASSWORD=… souk serve --database jdbc:postgresql://db/souk --database-user souk",
            "",
            "The JVM exits with 143 after SIGTERM and with 130 after Ctrl-C; both are clean ends. Tell systemd with",
            "SuccessExitStatus=143. With --verbose the log has the stack trace of everything that an agent throws."
        })
final class ServeCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);
    private static final int MOST_DRAIN = 3_600;
    private static final int MOST_LEASE = 3_600;

    private final Shell shell;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "The address to bind to; 0.0.0.0 for all. Default: ${DEFAULT-VALUE}")
    String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "The port; 0 for any that is free. Default: ${DEFAULT-VALUE}")
    int port = 8080;

    @Option(
            names = "--drain",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long stopping waits for running calls. Default: ${DEFAULT-VALUE}")
    int drain = 30;

    @Option(
            names = "--lease",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description =
                    "When this server dies or cannot reach the database, what its calls have set aside is given back by others"
                            + " after so long. Default: ${DEFAULT-VALUE}")
    int lease = 30;

    @Option(
            names = "--engine-name",
            paramLabel = "NAME",
            description =
                    "What it is called among the servers that share a PostgreSQL. When it starts again under its name, it gives"
                            + " back at once what it left. Default: the machine's name and the port")
    @Nullable
    String engineName;

    @ArgGroup(validate = false, heading = "%nData:%n")
    StoreOptions store = new StoreOptions();

    @ArgGroup(validate = false, heading = "%nAgents and plans:%n")
    EngineOptions engine = new EngineOptions();

    @Mixin
    CommonOptions common = new CommonOptions();

    ServeCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > 65_535 || drain < 1 || drain > MOST_DRAIN) {
            throw new UsageException("--port is 0 to 65535 and --drain 1 to " + MOST_DRAIN + " seconds");
        }
        if (lease < 1 || lease > MOST_LEASE) {
            throw new UsageException("--lease is 1 to " + MOST_LEASE + " seconds");
        }
        EngineName name = engineName();
        common.log(Logging.SERVER);
        StoreSource source = store.source(shell);
        ServerSettings settings = new ServerSettings(
                host,
                port,
                source,
                engine.plugins(shell, source.data().createWithPlugins()),
                engine.plans,
                Duration.ofSeconds(drain),
                Duration.ofSeconds(lease),
                engine.holdBackDays(),
                name,
                shell.variable(KeySecret.VARIABLE));
        StandaloneServer server = StandaloneServer.start(settings, shell.clock(), shell.random());
        AtomicBoolean stopping = new AtomicBoolean();
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stopping.set(true);
                            stop(server);
                            stopped.countDown();
                        },
                        "souk-stop"));
        try {
            tell(server);
        } catch (SoukException fault) {
            // Stopped before it could tell that it was ready.
            if (!stopping.get()) {
                throw fault;
            }
        }
        stopped.await();
        return ExitCodes.OK;
    }

    private @Nullable EngineName engineName() {
        if (engineName == null) {
            return EngineNames.ofThisMachine(port);
        }
        try {
            return new EngineName(engineName);
        } catch (IllegalArgumentException wrong) {
            throw new UsageException("--engine-name: " + wrong.getMessage());
        }
    }

    private void tell(StandaloneServer server) {
        Screen screen = shell.screen();
        server.firstAdminKey().ifPresent(key -> {
            screen.line("This is the admin key. It is shown this once; keep it in a safe place:");
            screen.line("");
            screen.line("  " + key);
            screen.line("");
        });
        screen.line("Souk is ready at " + server.url() + " (" + server.agents()
                + (server.agents() == 1 ? " agent, " : " agents, ") + server.storeDescription() + ")");
    }

    private static void stop(StandaloneServer server) {
        LOG.info("stopping: no new calls; running ones may end");
        server.close();
        LOG.info("stopped");
    }
}
