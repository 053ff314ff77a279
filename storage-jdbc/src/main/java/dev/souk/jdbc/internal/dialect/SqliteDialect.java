package dev.souk.jdbc.internal.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * SQLite. A transaction that writes takes the database's one write lock when it begins, so two of them never meet. It is begun and
 * ended in SQL and not with {@link Connection#commit}, which in this driver begins the next one at once.
 */
public final class SqliteDialect implements Dialect {
    @Override
    public Map<String, String> placeholders() {
        return Map.of("id", "TEXT", "clustered", "WITHOUT ROWID", "roomy", "");
    }

    @Override
    public String lockingRows() {
        return "";
    }

    @Override
    public String lockingFreeRows() {
        return "";
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public String clock(long hostMicros) {
        return Long.toString(hostMicros);
    }

    /** Whoever writes has the whole database. */
    @Override
    public void lockTable(Handle handle, String table) {}

    @Override
    public String session() {
        return "''";
    }

    @Override
    public String isAlive(String column) {
        return "FALSE";
    }

    @Override
    public Taking takingAll(String table) {
        return new Taking("", table, "DELETE FROM " + table);
    }

    @Override
    public <T> void insert(Connection connection, Table<T> table, List<T> rows) throws SQLException {
        if (!rows.isEmpty()) {
            StatementRows.insert(connection, table, rows);
        }
    }

    @Override
    public <T> int update(Connection connection, Table<T> table, List<T> rows) throws SQLException {
        return rows.isEmpty() ? 0 : StatementRows.update(connection, table, rows);
    }

    @Override
    public String selectEach(String select, String column, String tail) {
        return select + "WHERE " + column + " IN (SELECT value FROM json_each(?))" + tail;
    }

    @Override
    public String deleteEach(String table, String summed) {
        return "DELETE FROM " + table + " WHERE id IN (SELECT value FROM json_each(?)) RETURNING 1, " + summed;
    }

    /** As a JSON array; ids are plain ASCII without quotes and backslashes, or are escaped. */
    @Override
    public void bindIds(SqlStatement<?> statement, int position, Collection<String> ids) {
        StringBuilder json = new StringBuilder(ids.size() * 40).append('[');
        for (String id : ids) {
            json.append(json.length() == 1 ? "" : ",").append('"');
            for (int i = 0; i < id.length(); i++) {
                char c = id.charAt(i);
                if (c == '"' || c == '\\') {
                    json.append('\\');
                }
                json.append(c);
            }
            json.append('"');
        }
        statement.bind(position, json.append(']').toString());
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
