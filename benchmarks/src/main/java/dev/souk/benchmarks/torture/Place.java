package dev.souk.benchmarks.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a torture's databases are, set up as in production. Not thread-safe. */
public abstract class Place implements AutoCloseable {
    private static final String PREFIX = "souk-torture-";
    private static final long MUCH_MEMORY = 4L << 30;

    private final Kind kind;

    private Place(Kind kind) {
        this.kind = kind;
    }

    /** What kind of database. */
    public enum Kind {
        /** In this process; not durable. */
        MEMORY,
        /** A file for one engine. */
        SQLITE,
        /** A server for several. */
        POSTGRES;

        /** Its name on the command line. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What kind the databases are of. */
    public final Kind kind() {
        return kind;
    }

    /** A new and empty database, except on a server that somebody named: that has one. */
    abstract Address next() throws SQLException;

    /** The server, if it is our own. */
    Optional<PostgresServer> server() {
        return Optional.empty();
    }

    @Override
    public abstract void close() throws IOException;

    /** A place of this kind for this torture, made for now and gone afterwards. */
    public static Place of(Kind kind, Torture torture) throws IOException {
        return switch (kind) {
            case MEMORY -> new InMemory();
            case SQLITE -> new Directory(newDirectory(torture));
            case POSTGRES -> OwnServer.start(newDirectory(torture));
        };
    }

    /** For a torture that does not need a disk, in shared memory if there is much of it. */
    private static Path newDirectory(Torture torture) throws IOException {
        Path memory = Path.of("/dev/shm");
        boolean isRoomy = Files.isWritable(memory) && Files.getFileStore(memory).getUsableSpace() >= MUCH_MEMORY;
        return isRoomy && !torture.needsDisk()
                ? Files.createTempDirectory(memory, PREFIX)
                : Files.createTempDirectory(PREFIX);
    }

    /** An empty database on a server that is there. */
    public static Place named(String url, String user, String password) {
        return new Named(new Address.Postgres(url, user, password));
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static final class InMemory extends Place {
        InMemory() {
            super(Kind.MEMORY);
        }

        @Override
        Address next() {
            return new Address.Memory();
        }

        @Override
        public void close() {}
    }

    private static final class Directory extends Place {
        private final Path directory;
        private int made;

        Directory(Path directory) {
            super(Kind.SQLITE);
            this.directory = directory;
        }

        @Override
        Address next() {
            made++;
            return new Address.Sqlite(directory.resolve("torture-" + made + ".db"));
        }

        @Override
        public void close() throws IOException {
            delete(directory);
        }
    }

    private static final class OwnServer extends Place {
        private final Path directory;
        private final PostgresServer server;

        private OwnServer(Path directory, PostgresServer server) {
            super(Kind.POSTGRES);
            this.directory = directory;
            this.server = server;
        }

        static Place start(Path directory) throws IOException {
            return new OwnServer(directory, PostgresServer.in(directory.resolve("data")));
        }

        @Override
        Address next() throws SQLException {
            return server.newDatabase();
        }

        @Override
        Optional<PostgresServer> server() {
            return Optional.of(server);
        }

        @Override
        public void close() throws IOException {
            server.close();
            delete(directory);
        }
    }

    private static final class Named extends Place {
        private final Address address;

        Named(Address address) {
            super(Kind.POSTGRES);
            this.address = address;
        }

        @Override
        Address next() {
            return address;
        }

        @Override
        public void close() {}
    }
}
