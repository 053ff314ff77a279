package dev.souk.benchmarks.torture;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of our own, durable as in production, which can be killed and come back where it was, at the same port and with the
 * same data. Not thread-safe.
 */
final class PostgresServer implements AutoCloseable {
    private final Path data;
    private final Thread atTheEnd = new Thread(this::closeQuietly);
    private EmbeddedPostgres server;
    private int databases;

    private PostgresServer(Path data, EmbeddedPostgres server) {
        this.data = data;
        this.server = server;
    }

    /** Starts one that keeps its data in this directory. */
    static PostgresServer in(Path data) throws IOException {
        PostgresServer made = new PostgresServer(data, start(data, 0));
        Runtime.getRuntime().addShutdownHook(made.atTheEnd);
        return made;
    }

    private static EmbeddedPostgres start(Path data, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setPort(port)
                .start();
    }

    /** A new empty database. */
    Address newDatabase() throws SQLException {
        databases++;
        String name = "torture_" + databases;
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return new Address.Postgres(server.getJdbcUrl("postgres", name), "postgres", "postgres");
    }

    /** Ends it as a power cut of the server alone does: all its processes die at once, and nothing is written any more. */
    void kill() throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        ProcessHandle first = ProcessHandle.of(pid)
                .orElseThrow(() -> new IllegalStateException("the server's first process, " + pid + ", is not there"));
        // The first one too is killed and not asked, so that it tells nobody.
        List<ProcessHandle> all =
                Stream.concat(Stream.of(first), first.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }

    /** Starts it again after it was killed. */
    void startAgain() throws IOException {
        int port = server.getPort();
        closeQuietly();
        server = start(data, port);
    }

    private void closeQuietly() {
        try {
            server.close();
        } catch (IOException gone) {
            // It was killed; there is nothing to stop.
        }
    }

    @Override
    public void close() {
        closeQuietly();
        Runtime.getRuntime().removeShutdownHook(atTheEnd);
    }
}
