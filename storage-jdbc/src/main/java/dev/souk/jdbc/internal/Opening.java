package dev.souk.jdbc.internal;

import dev.souk.jdbc.internal.dialect.Connections;
import dev.souk.jdbc.internal.dialect.PostgresConnections;
import dev.souk.jdbc.internal.dialect.PostgresDialect;
import dev.souk.jdbc.internal.dialect.SqliteConnections;
import dev.souk.jdbc.internal.dialect.SqliteDialect;
import dev.souk.jdbc.internal.dialect.SqliteFile;
import dev.souk.jdbc.internal.dialect.SqliteLock;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Opens databases: takes what must be taken, looks whether it is sound and ours, makes the tables, and lets all go if one fails. */
public final class Opening {
    private Opening() {}

    /** Opens an SQLite database for this engine alone, and makes it if it is not there. */
    public static Database sqlite(Path path) {
        SqliteFile file = SqliteFile.at(path);
        SqliteLock lock = SqliteLock.of(file.path());
        try {
            if (file.exists()) {
                requireOurs(file, path);
            } else {
                create(file, path);
            }
            schema(file.readWrite(), path).update();
            return new Database(SqliteConnections.exclusive(file, path.toString(), lock));
        } catch (RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    private static void create(SqliteFile file, Path name) {
        file.requireNoRemains();
        SqliteFile draft = file.draft();
        draft.delete();
        schema(draft.readWrite(), name).update();
        draft.moveTo(file);
    }

    private static Schema.State requireOurs(SqliteFile file, Path name) {
        file.requireSound();
        Schema.State state = schema(file.readOnly(), name).look();
        if (state == Schema.State.ABSENT) {
            throw new SoukException(
                    ErrorCode.SCHEMA_CORRUPT,
                    "'" + name
                            + "' is an SQLite database, but not Souk's; nothing was changed; use another --data directory");
        }
        return state;
    }

    private static Schema schema(DataSource source, Path name) {
        return new Schema(source, new SqliteDialect(), "SQLite " + name);
    }

    /** Opens an SQLite database that is there, for reading only, while another engine may be writing to it. */
    public static Database sqliteReadOnly(Path path) {
        SqliteFile file = SqliteFile.existing(path);
        if (requireOurs(file, path) != Schema.State.CURRENT) {
            throw older("'" + path + "'");
        }
        return new Database(SqliteConnections.readOnly(file, path.toString()));
    }

    /** Opens a PostgreSQL database that the host connects to. */
    public static Database postgres(DataSource source) {
        try {
            return postgres(PostgresConnections.of(source));
        } catch (SQLException failure) {
            throw unreachable(failure);
        }
    }

    /** Opens a PostgreSQL database with a pool of its own. */
    public static Database postgres(String jdbcUrl, String user, String password) {
        try {
            return postgres(PostgresConnections.of(jdbcUrl, user, password));
        } catch (SQLException failure) {
            throw unreachable(failure);
        }
    }

    /** Opens a PostgreSQL database that has Souk's tables, for reading only, while engines may be writing to it. */
    public static Database postgresReadOnly(String jdbcUrl, String user, String password) {
        try {
            Connections connections = PostgresConnections.readOnly(jdbcUrl, user, password);
            try {
                requireTables(connections);
                return new Database(connections);
            } catch (RuntimeException failure) {
                connections.close();
                throw failure;
            }
        } catch (SQLException failure) {
            throw unreachable(failure);
        }
    }

    private static void requireTables(Connections connections) {
        String where = connections.description();
        switch (new Schema(connections.readers(), connections.dialect(), where).look()) {
            case ABSENT ->
                throw new SoukException(
                        ErrorCode.CONFIG_INVALID, where + " has no tables of Souk; name the database of a server");
            case OLDER -> throw older(where);
            case CURRENT -> {}
        }
    }

    private static SoukException older(String where) {
        return new SoukException(
                ErrorCode.CONFIG_INVALID,
                where + " was written by an older engine; start this engine on it once, which brings it up to date");
    }

    private static Database postgres(Connections connections) {
        try {
            new Schema(connections.writers(), connections.dialect(), connections.description()).update();
            return new Database(connections);
        } catch (RuntimeException failure) {
            connections.close();
            throw failure;
        }
    }

    private static SoukException unreachable(SQLException failure) {
        return new Faults(new PostgresDialect(false), "PostgreSQL").ofRead(failure);
    }
}
