package dev.souk.jdbc.internal.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.postgresql.PGConnection;

/**
 * PostgreSQL. Transactions lock the rows they change. They are written for READ COMMITTED, where each statement sees what was
 * committed before it; under a stricter level, which a host's pool may set, they collide more often and are run again.
 */
public final class PostgresDialect implements Dialect {
    /** Serialization failure, deadlock, lock not available. */
    private static final Set<String> COLLISIONS = Set.of("40001", "40P01", "55P03");

    private static final String UNIQUE_VIOLATION = "23505";
    /** Data corrupted, index corrupted; undefined table, undefined column, undefined type. */
    private static final Set<String> DAMAGES = Set.of("XX001", "XX002", "42P01", "42703", "42704");
    /** Insufficient privilege, wrong password, unknown user, unknown database, unknown schema. */
    private static final Set<String> DENIALS = Set.of("42501", "28P01", "28000", "3D000", "3F000");
    /** Connection; insufficient resources; operator intervention; system error. */
    private static final Set<String> UNAVAILABILITIES = Set.of("08", "53", "57", "58");

    /** A look for each id; what is looked up follows, and OFFSET 0 behind it, which keeps the planner from reading the whole table. */
    private static final String EACH = " unnest(CAST(? AS text[])) AS wanted(id) CROSS JOIN LATERAL (";

    private static final String BYTES = " COLLATE \"C\"";
    private static final int FEW_ROWS = 8;
    /** A process id is used again, but not with the same beginning. */
    private static final String SESSION =
            "s.pid || ' ' || CAST(EXTRACT(EPOCH FROM s.backend_start) * 1000000 AS BIGINT)";

    /** A transaction that may only read; one that the server has ended because it paused or took too long. */
    private static final Set<String> ENDED_TRANSACTIONS = Set.of("25006", "25P03", "25P04");

    /**
     * Statements that write look up each row by its key or its place. The planner would rather read a whole table that is small when it
     * plans, and keep to that plan when the table has grown.
     */
    static final String BY_KEY = "enable_seqscan = off";

    private final boolean plansByKey;

    /**
     * The dialect for these connections.
     *
     * @param plansByKey whether all sessions begin with {@link #BY_KEY}; if not, each transaction that writes says so
     */
    public PostgresDialect(boolean plansByKey) {
        this.plansByKey = plansByKey;
    }

    @Override
    public Map<String, String> placeholders() {
        return Map.of("id", "TEXT COLLATE \"C\"", "clustered", "", "roomy", "WITH (fillfactor = 50)");
    }

    @Override
    public String lockingRows() {
        return " FOR UPDATE";
    }

    @Override
    public String lockingFreeRows() {
        return " FOR UPDATE SKIP LOCKED";
    }

    @Override
    public boolean isShared() {
        return true;
    }

    /** Not {@code now()}, which is when the transaction began. */
    @Override
    public String clock(long hostMicros) {
        return "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)";
    }

    @Override
    public void lockTable(Handle handle, String table) {
        handle.execute("LOCK TABLE " + table + " IN EXCLUSIVE MODE");
    }

    @Override
    public String session() {
        return "(SELECT " + SESSION + " FROM pg_stat_activity AS s WHERE s.pid = pg_backend_pid())";
    }

    /** The beginning of another user's session may not be seen; then its number alone must do, and it may be thought alive too long. */
    @Override
    public String isAlive(String column) {
        return "EXISTS (SELECT 1 FROM pg_stat_activity AS s WHERE CAST(s.pid AS TEXT) = SPLIT_PART(" + column
                + ", ' ', 1) AND (s.backend_start IS NULL OR " + SESSION + " = " + column + "))";
    }

    @Override
    public Taking takingAll(String table) {
        return new Taking("WITH taken AS (DELETE FROM " + table + " RETURNING *) ", "taken", "");
    }

    /** Few rows are not worth the round trip that COPY takes more. A host's pool may hide the driver that can do it. */
    @Override
    public <T> void insert(Connection connection, Table<T> table, List<T> rows) throws SQLException {
        if (rows.size() > FEW_ROWS && connection.isWrapperFor(PGConnection.class)) {
            CopyRows.insert(connection, table, rows);
        } else if (!rows.isEmpty()) {
            StatementRows.insert(connection, table, rows);
        }
    }

    @Override
    public <T> int update(Connection connection, Table<T> table, List<T> rows) throws SQLException {
        return rows.isEmpty() ? 0 : UnnestRows.update(connection, table, rows);
    }

    /**
     * The planner is not left a choice, because it knows too little: a table of running calls is nearly empty and yet long, where rows
     * that are gone have not been cleaned away.
     */
    @Override
    public String selectEach(String select, String column, String tail) {
        return "SELECT found.* FROM" + EACH + select + "WHERE " + column + " = wanted.id" + BYTES + tail
                + " OFFSET 0) AS found";
    }

    @Override
    public String deleteEach(String table, String summed) {
        return "WITH gone AS (DELETE FROM " + table + " WHERE ctid = ANY (ARRAY(SELECT found.ctid FROM" + EACH
                + "SELECT ctid FROM " + table + " WHERE id = wanted.id" + BYTES
                + " FOR UPDATE OFFSET 0) AS found)) RETURNING " + summed + ") SELECT COUNT(*), SUM(" + summed
                + ") FROM gone";
    }

    @Override
    public void bindIds(SqlStatement<?> statement, int position, Collection<String> ids) {
        statement.bindArray(position, String.class, ids.toArray());
    }

    @Override
    public int fetchSize() {
        return 1_000;
    }

    @Override
    public void begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        if (!plansByKey) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET LOCAL " + BY_KEY);
            }
        }
    }

    @Override
    public void beginSnapshot(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; SET LOCAL enable_seqscan = on");
        }
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        connection.commit();
    }

    @Override
    public void rollBack(Connection connection) throws SQLException {
        connection.rollback();
    }

    @Override
    public Fault fault(SQLException error) {
        String state = error.getSQLState();
        if (state == null) {
            // Not the server's but the pool's: closed, or no connection was free in time.
            return Fault.UNAVAILABLE;
        }
        if (COLLISIONS.contains(state)) {
            return Fault.COLLISION;
        }
        if (state.equals(UNIQUE_VIOLATION)) {
            return Fault.DUPLICATE;
        }
        if (DAMAGES.contains(state)) {
            return Fault.DAMAGED;
        }
        if (DENIALS.contains(state)) {
            return Fault.DENIED;
        }
        return isUnavailability(state) ? Fault.UNAVAILABLE : Fault.OTHER;
    }

    private static boolean isUnavailability(String state) {
        return ENDED_TRANSACTIONS.contains(state)
                || (state.length() == 5 && UNAVAILABILITIES.contains(state.substring(0, 2)));
    }

    /** A server that still answers has rolled back; one that is gone may have committed. */
    @Override
    public boolean leavesCommitOpen(SQLException error) {
        String state = error.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("57") || state.startsWith("58");
    }
}
