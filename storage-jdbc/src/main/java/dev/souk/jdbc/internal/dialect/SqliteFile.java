package dev.souk.jdbc.internal.dialect;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * A database file: where it is, whether it is sound, and how connections to it are made.
 *
 * <p>A new database is made under another name and takes its own only when it is complete, so a file that is there is whole or it
 * is damaged: no crash leaves an empty one behind. Nothing here writes to a file that is not sound.
 */
public final class SqliteFile {
    /** The largest file, in bytes, that is read whole to see whether it is sound. Of a larger one only the beginning is. */
    static final long MAX_CHECKED = 256L << 20;

    /** How long a connection waits for another process, such as a backup, in milliseconds. */
    private static final int BUSY_MILLIS = 5_000;

    /** How long the log grows, in pages of 4 KiB, before it is folded into the file: pages written often are then folded once. */
    private static final int LOG_PAGES = 8_000;

    /** How much of the file the connection that writes keeps in memory. */
    private static final int CACHE_KIBIBYTES = 32 * 1_024;

    private static final byte[] HEADER = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    /** What SQLite puts beside a database. */
    private static final List<String> SIDE_FILES = List.of("-wal", "-shm", "-journal");

    private final Path path;

    private SqliteFile(Path path) {
        this.path = path;
    }

    /**
     * The file at this path, with its links followed. Its directory is made if it is not there.
     *
     * @throws SoukException {@link ErrorCode#CONFIG_INVALID} if the directory cannot be made or the path is one itself
     */
    public static SqliteFile at(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path directory = absolute.getParent();
        Path name = absolute.getFileName();
        if (directory == null || name == null || Files.isDirectory(absolute)) {
            throw new SoukException(
                    ErrorCode.CONFIG_INVALID, "'" + path + "' is a directory; name a file in it for the database");
        }
        try {
            Files.createDirectories(directory);
            return new SqliteFile(
                    Files.exists(absolute)
                            ? absolute.toRealPath()
                            : directory.toRealPath().resolve(name));
        } catch (IOException failure) {
            throw new SoukException(
                    ErrorCode.CONFIG_INVALID,
                    "cannot use the directory '" + directory + "': " + failure + "; use another --data directory",
                    failure);
        }
    }

    /**
     * A file that must be there.
     *
     * @throws SoukException {@link ErrorCode#CONFIG_INVALID} if it is not
     */
    public static SqliteFile existing(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new SoukException(
                    ErrorCode.CONFIG_INVALID,
                    "there is no database '" + path + "'; start the engine once, or name another --data directory");
        }
        return at(path);
    }

    /** Its real path. */
    public Path path() {
        return path;
    }

    /** Whether it is there. */
    public boolean exists() {
        return Files.exists(path);
    }

    /** The file a new database is made in before it takes this one's name. */
    public SqliteFile draft() {
        return new SqliteFile(sibling(".new"));
    }

    private Path sibling(String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }

    /** Removes the file and what SQLite put beside it. */
    public void delete() {
        try {
            Files.deleteIfExists(path);
            for (String suffix : SIDE_FILES) {
                Files.deleteIfExists(sibling(suffix));
            }
        } catch (IOException failure) {
            throw unwritable(failure);
        }
    }

    /**
     * Gives this file, complete and closed, the name of another that is not there.
     *
     * @throws SoukException {@link ErrorCode#CONFIG_INVALID} if the directory cannot be written
     */
    public void moveTo(SqliteFile target) {
        requireNoRemains();
        try {
            Files.move(path, target.path, StandardCopyOption.ATOMIC_MOVE);
            forceDirectory();
        } catch (IOException failure) {
            throw unwritable(failure);
        }
    }

    /** Makes the new name survive a power cut, on systems where a directory can be opened for that. */
    private void forceDirectory() throws IOException {
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            return;
        }
        try (FileChannel directory = FileChannel.open(sibling("").getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private SoukException unwritable(IOException failure) {
        return new SoukException(
                ErrorCode.CONFIG_INVALID,
                "cannot write '" + path + "': " + failure + "; use another --data directory",
                failure);
    }

    /**
     * Looks whether the file stands, or will stand, for the whole database: no log may lie beside it, because it would be played
     * into it.
     *
     * @throws SoukException {@link ErrorCode#SCHEMA_CORRUPT} if one does
     */
    public void requireNoRemains() {
        for (String suffix : SIDE_FILES) {
            if (Files.exists(sibling(suffix))) {
                throw damaged("'" + sibling(suffix) + "' is there without its database");
            }
        }
    }

    /**
     * Looks whether the file is a sound database, without changing it.
     *
     * @throws SoukException {@link ErrorCode#SCHEMA_CORRUPT} if it is none, {@link ErrorCode#CONFIG_INVALID} if it cannot be read
     */
    public void requireSound() {
        try (InputStream in = Files.newInputStream(path)) {
            if (!Arrays.equals(in.readNBytes(HEADER.length), HEADER)) {
                throw damaged("it is not an SQLite database");
            }
            if (Files.size(path) <= MAX_CHECKED) {
                requireIntact();
            }
        } catch (IOException failure) {
            throw new SoukException(ErrorCode.CONFIG_INVALID, "cannot read '" + path + "': " + failure, failure);
        }
    }

    private void requireIntact() {
        try (Connection connection = readOnly().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA quick_check(1)")) {
            String finding = result.next() ? result.getString(1) : "no answer";
            if (!finding.equals("ok")) {
                throw damaged(finding);
            }
        } catch (SQLException failure) {
            throw damaged(String.valueOf(failure.getMessage()));
        }
    }

    private SoukException damaged(String finding) {
        return new SoukException(
                ErrorCode.SCHEMA_CORRUPT,
                "'" + path + "' cannot be used: " + finding
                        + "; nothing was changed; restore it from a backup, or use another --data directory");
    }

    /** Connections that read and write, with every commit on disk before it returns. */
    public DataSource readWrite() {
        SQLiteConfig config = config();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setWalAutocheckpoint(LOG_PAGES);
        config.setCacheSize(-CACHE_KIBIBYTES);
        return source(config);
    }

    /** Connections that only read, and change no byte of the file. */
    public DataSource readOnly() {
        SQLiteConfig config = config();
        config.setReadOnly(true);
        return source(config);
    }

    private static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_MILLIS);
        return config;
    }

    private DataSource source(SQLiteConfig config) {
        SQLiteDataSource source = new SQLiteDataSource(config);
        // As a URI, so that no character of the path means something to the driver.
        source.setUrl("jdbc:sqlite:file:" + path.toUri().getRawPath());
        return source;
    }
}
