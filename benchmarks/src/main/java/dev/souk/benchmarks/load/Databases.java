package dev.souk.benchmarks.load;

import dev.souk.jdbc.JdbcStore;
import dev.souk.spi.store.Store;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a load is kept: each store that is opened has a new and empty database, except on a server that somebody named. Everything is
 * as durable as in production. Not thread-safe.
 */
abstract class Databases implements AutoCloseable {
    /** Opens the next database. */
    abstract Store open() throws IOException, SQLException;

    /** How many groups can be written at once. */
    abstract int[] lanes();

    /** The first process of a server that was started for this, if there is one. */
    Optional<ProcessHandle> server() {
        return Optional.empty();
    }

    @Override
    public abstract void close() throws IOException;

    static Databases sqlite() throws IOException {
        return new Sqlite(Files.createTempDirectory("souk-bench-"));
    }

    /** A PostgreSQL server of our own, with {@code fsync} on. */
    static Databases postgres() throws IOException {
        Path data = Files.createTempDirectory("souk-bench-postgres-").resolve("data");
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_wal_size", "4GB")
                .start();
        return new Embedded(server, process(data));
    }

    /** The server's first process, which it names in its data directory. */
    private static Optional<ProcessHandle> process(Path data) throws IOException {
        return ProcessHandle.of(Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip()));
    }

    static Databases postgres(String url, String user, @Nullable String password) {
        return new Named(url, user, password == null ? "" : password);
    }

    private static final class Sqlite extends Databases {
        private final Path directory;
        private int opened;

        Sqlite(Path directory) {
            this.directory = directory;
        }

        @Override
        Store open() {
            opened++;
            return JdbcStore.sqlite(directory.resolve("bench-" + opened + ".db"));
        }

        @Override
        int[] lanes() {
            return new int[] {1};
        }

        @Override
        public void close() throws IOException {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static final class Embedded extends Databases {
        private final EmbeddedPostgres server;
        private final Optional<ProcessHandle> process;
        private int opened;

        Embedded(EmbeddedPostgres server, Optional<ProcessHandle> process) {
            this.server = server;
            this.process = process;
        }

        @Override
        Optional<ProcessHandle> server() {
            return process;
        }

        @Override
        Store open() throws SQLException {
            opened++;
            String name = "bench_" + opened;
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            }
            return JdbcStore.postgres(server.getJdbcUrl("postgres", name), "postgres", "postgres");
        }

        @Override
        int[] lanes() {
            return new int[] {2, 4, 8};
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    private static final class Named extends Databases {
        private final String url;
        private final String user;
        private final String password;

        Named(String url, String user, String password) {
            this.url = url;
            this.user = user;
            this.password = password;
        }

        @Override
        Store open() {
            return JdbcStore.postgres(url, user, password);
        }

        @Override
        int[] lanes() {
            return new int[] {2, 4, 8};
        }

        @Override
        public void close() {}
    }
}
