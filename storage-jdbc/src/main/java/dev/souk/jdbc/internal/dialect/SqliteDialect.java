package dev.souk.jdbc.internal.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * SQLite. A transaction that writes takes the database's one write lock when it begins, so two of them never meet. It is begun and
 * ended in SQL and not with {@link Connection#commit}, which in this driver begins the next one at once.
 */
public final class SqliteDialect implements Dialect {
    @Override
    public Map<String, String> placeholders() {
        return Map.of("id", "TEXT", "clustered", "WITHOUT ROWID");
    }

    @Override
    public String lockingRows() {
        return "";
    }

    @Override
    public int fetchSize() {
        return 0;
    }

    @Override
    public void begin(Connection connection) throws SQLException {
        execute(connection, "BEGIN IMMEDIATE");
    }

    @Override
    public void beginSnapshot(Connection connection) throws SQLException {
        execute(connection, "BEGIN");
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        execute(connection, "COMMIT");
    }

    @Override
    public void rollBack(Connection connection) throws SQLException {
        execute(connection, "ROLLBACK");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public Fault fault(SQLException error) {
        if (!(error instanceof SQLiteException sqlite)) {
            // Not SQLite's but the pool's: closed, or no connection was free in time.
            return Fault.UNAVAILABLE;
        }
        SQLiteErrorCode code = sqlite.getResultCode();
        if (code == SQLiteErrorCode.SQLITE_CONSTRAINT_PRIMARYKEY || code == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE) {
            return Fault.DUPLICATE;
        }
        return switch (primary(error)) {
            case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT -> Fault.DAMAGED;
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH -> Fault.DENIED;
            case SQLITE_BUSY,
                    SQLITE_LOCKED,
                    SQLITE_NOMEM,
                    SQLITE_IOERR,
                    SQLITE_FULL,
                    SQLITE_CANTOPEN,
                    SQLITE_PROTOCOL -> Fault.UNAVAILABLE;
            default -> Fault.OTHER;
        };
    }

    @Override
    public boolean leavesCommitOpen(SQLException error) {
        SQLiteErrorCode code = primary(error);
        return code != SQLiteErrorCode.SQLITE_BUSY && code != SQLiteErrorCode.SQLITE_FULL;
    }

    /** The error without what makes it more exact. */
    private static SQLiteErrorCode primary(SQLException error) {
        return SQLiteErrorCode.getErrorCode(error.getErrorCode() & 0xff);
    }
}
