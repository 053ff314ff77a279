package dev.souk.server.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory for the time of one command.
 *
 * @param path where it is
 * @param temporary whether it goes away at the end
 */
record WorkDirectory(Path path, boolean temporary) implements AutoCloseable {
    /** A new directory that goes away at the end. */
    static WorkDirectory forNow() throws IOException {
        return new WorkDirectory(Files.createTempDirectory("souk"), true);
    }

    /** A directory that stays. */
    static WorkDirectory kept(Path path) throws IOException {
        return new WorkDirectory(Files.createDirectories(path), false);
    }

    @Override
    public void close() throws IOException {
        if (!temporary) {
            return;
        }
        try (Stream<Path> found = Files.walk(path)) {
            List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        }
    }
}
