package dev.souk.server.command;

import dev.souk.server.demo.Demo;
import dev.souk.server.log.Logging;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code souk demo}. */
@Command(
        name = "demo",
        description = {
            "Shows the whole marketplace in a few seconds, on a database of its own: trial, paid calls, limits, faults, replays and the"
                    + " books.",
            "",
            "Everything it claims is checked. Exit code 0 only if all of it held; the last line is RESULT and a JSON object."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  souk demo", "  souk demo --keep /tmp/souk-demo && souk ledger verify --data /tmp/souk-demo"})
final class DemoCommand implements Callable<Integer> {
    private final Shell shell;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "Keep the database in this directory, which is new or empty")
    @Nullable
    Path keep;

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "Where the three plugins are. Default: those built with Souk")
    @Nullable
    Path plugins;

    @Option(
            names = "--samples",
            paramLabel = "DIR",
            description = "Where the files are that they work on. Default: samples/data, beside souk")
    @Nullable
    Path samples;

    @Mixin
    CommonOptions common = new CommonOptions();

    DemoCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        common.log(Logging.OFF);
        Path agents = plugins == null ? EngineOptions.builtIn(shell) : plugins;
        Path files = samples == null && shell.homeOrNull() != null
                ? shell.homeOrNull().resolve("samples").resolve("data")
                : samples;
        if (agents == null || files == null) {
            throw new UsageException("nobody says where the plugins and the samples are: --plugins DIR --samples DIR");
        }
        try (WorkDirectory work = keep == null ? WorkDirectory.forNow() : fresh(keep)) {
            return new Demo(shell.screen(), agents, files, work.path(), work.temporary(), shell.ticker()).play()
                    ? ExitCodes.OK
                    : ExitCodes.FAULT;
        }
    }

    private static WorkDirectory fresh(Path directory) {
        boolean empty;
        WorkDirectory kept;
        try {
            kept = WorkDirectory.kept(directory);
            try (Stream<Path> files = Files.list(directory)) {
                empty = files.findAny().isEmpty();
            }
        } catch (IOException fault) {
            throw new SoukException(
                    ErrorCode.CONFIG_INVALID, "the directory for --keep cannot be made or read: " + fault, fault);
        }
        if (!empty) {
            throw new UsageException(
                    directory + " holds something already; name a new or an empty directory with --keep");
        }
        return kept;
    }
}
