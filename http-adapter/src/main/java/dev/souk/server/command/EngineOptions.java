package dev.souk.server.command;

import dev.souk.server.data.DataDirectory;
import java.io.IOException;
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
            description =
                    "A directory with plugins, instead of those that were built with Souk (plugins/target/agents);"
                            + " may be given several times. The directory plugins in the data directory is loaded besides")
    List<Path> plugins = new ArrayList<>();

    @Option(
            names = "--plans",
            paramLabel = "FILE",
            description = "The plans for sale, as JSON. Default: the built-in ones, see souk plans")
    @Nullable
    Path plans;

    @Option(
            names = "--hold-back",
            paramLabel = "DAYS",
            defaultValue = "14",
            description =
                    "For how many whole days earnings are held back before they can be paid out, 0 to 365. Default:"
                            + " ${DEFAULT-VALUE}")
    int holdBack = 14;

    /** For how long earnings are held back. */
    int holdBackDays() {
        if (holdBack < 0 || holdBack > 365) {
            throw new UsageException("--hold-back is " + holdBack + ", not 0 to 365 days");
        }
        return holdBack;
    }

    /** Those that are named, or else those built with Souk; and the data directory's own, if there is such a directory. */
    List<Path> plugins(Shell shell, DataDirectory data) {
        List<Path> all = new ArrayList<>(plugins);
        Path built = builtIn(shell);
        if (plugins.isEmpty() && built != null && Files.isDirectory(built)) {
            all.add(built);
        }
        if (Files.isDirectory(data.plugins()) && all.stream().noneMatch(named -> isSame(named, data.plugins()))) {
            all.add(data.plugins());
        }
        return all;
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException missing) {
            return false;
        }
    }

    /** Where the build collects the plugins; null if nobody says where Souk was built. */
    static @Nullable Path builtIn(Shell shell) {
        return shell.homeOrNull() == null
                ? null
                : shell.homeOrNull().resolve("plugins").resolve("target").resolve("agents");
    }
}
