package dev.souk.server.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What an engine offers. */
final class EngineOptions {
    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "A directory with plugins; may be given several times. Default: the plugins built with Souk")
    List<Path> plugins = new ArrayList<>();

    @Option(
            names = "--plans",
            paramLabel = "FILE",
            description = "The plans for sale, as JSON. Default: the built-in ones, see souk plans")
    @Nullable
    Path plans;

    List<Path> plugins(Shell shell) {
        if (!plugins.isEmpty()) {
            return plugins;
        }
        Path built = builtIn(shell);
        return built != null && Files.isDirectory(built) ? List.of(built) : List.of();
    }

    /** Where the build collects the plugins; null if nobody says where Souk was built. */
    static @Nullable Path builtIn(Shell shell) {
        return shell.homeOrNull() == null
                ? null
                : shell.homeOrNull().resolve("plugins").resolve("target").resolve("agents");
    }
}
