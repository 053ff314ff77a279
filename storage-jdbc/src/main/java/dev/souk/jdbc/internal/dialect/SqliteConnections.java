package dev.souk.jdbc.internal.dialect;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Two pools on one file: SQLite lets one connection write at a time, and any number read what was committed before. */
public final class SqliteConnections implements Connections {
    private static final int MAX_READERS = 4;
    /** How long work waits for the one connection that writes, or for one that reads, in milliseconds. */
    private static final long WAIT_MILLIS = 10_000;

    private final Dialect dialect = new SqliteDialect();
    private final String description;
    private final HikariDataSource readers;
    private final @Nullable HikariDataSource writersOrNull;
    private final @Nullable SqliteLock lockOrNull;

    private SqliteConnections(SqliteFile file, String description, @Nullable SqliteLock lockOrNull) {
        this.description = description;
        this.lockOrNull = lockOrNull;
        // The writer comes first and goes last: it makes the log that the readers read, and folds it into the file at
        // the end.
        this.writersOrNull = lockOrNull == null ? null : pool("souk-sqlite-writer", file.readWrite(), 1, false);
        this.readers = pool("souk-sqlite-readers", file.readOnly(), MAX_READERS, true);
    }

    /**
     * Connections to a file that this engine alone writes to.
     *
     * @param file a sound database with the right schema
     * @param name how people know it
     * @param lock the file's lock, given back when these connections are closed
     */
    public static SqliteConnections exclusive(SqliteFile file, String name, SqliteLock lock) {
        return new SqliteConnections(file, "SQLite " + name, lock);
    }

    /**
     * Connections that only read a file that another engine may be writing to.
     *
     * @param file a sound database with the right schema
     * @param name how people know it
     */
    public static SqliteConnections readOnly(SqliteFile file, String name) {
        return new SqliteConnections(file, "SQLite " + name + " (for reading only)", null);
    }

    private static HikariDataSource pool(String name, DataSource source, int size, boolean readOnly) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(source);
        config.setMaximumPoolSize(size);
        // The driver takes no other value than the one a connection was opened with.
        config.setReadOnly(readOnly);
        config.setConnectionTimeout(WAIT_MILLIS);
        // A connection to a file does not age.
        config.setMaxLifetime(0);
        config.setIdleTimeout(0);
        return new HikariDataSource(config);
    }

    @Override
    public DataSource readers() {
        return readers;
    }

    @Override
    public DataSource writers() {
        if (writersOrNull == null) {
            throw new SoukException(
                    ErrorCode.STORE_UNAVAILABLE, description + " was opened for reading only; nothing was written");
        }
        return writersOrNull;
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public boolean isDurable() {
        return true;
    }

    /** A connection to a file does not break. */
    @Override
    public void failed(SQLException error) {}

    @Override
    public void close() {
        readers.close();
        if (writersOrNull != null) {
            writersOrNull.close();
        }
        if (lockOrNull != null) {
            lockOrNull.close();
        }
    }
}
