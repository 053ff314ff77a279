package dev.souk.jdbc.internal.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * How one kind of database is spoken to, where it matters. Implementations hold no state and are thread-safe.
 *
 * <p>A connection comes from a pool and is in whatever auto-commit mode the pool gives it; between {@link #begin} or {@link
 * #beginSnapshot} and {@link #commit} or {@link #rollBack} it is in a transaction, and after that in its former mode.
 */
public interface Dialect {
    /** What the placeholders of the migrations stand for. */
    Map<String, String> placeholders();

    /** What is put behind a SELECT so that its rows stay locked until the transaction ends; empty if the transaction locks all. */
    String lockingRows();

    /** The same, but rows that another transaction has locked are left out. */
    String lockingFreeRows();

    /** Whether several engines can be on one database at the same time. If not, its clock is the engine's. */
    boolean isShared();

    /**
     * An expression for the time that leases are measured by, in microseconds since 1970.
     *
     * @param hostMicros the engine's time, which counts if the database is not shared
     */
    String clock(long hostMicros);

    /** Has every other transaction that writes to this table wait until this one has ended. */
    void lockTable(Handle handle, String table);

    /** An expression that names the server's session in which it is evaluated, as no other is ever named. */
    String session();

    /** A condition: the session that is named in this column has not ended. */
    String isAlive(String column);

    /**
     * How a statement takes all rows out of a table; those that other transactions add meanwhile stay.
     *
     * @param table which one
     */
    Taking takingAll(String table);

    /**
     * A statement that takes rows: what it begins with, where it then finds the rows, and what is to be run after it.
     *
     * @param beginning put before the statement; may be empty
     * @param rows what stands behind its FROM
     * @param end a statement to run after it in the same transaction; may be empty
     */
    record Taking(String beginning, String rows, String end) {}

    /** Adds rows to a table; for no rows nothing is sent. */
    <T> void insert(Connection connection, Table<T> table, List<T> rows) throws SQLException;

    /** Changes the rows whose first column is this table's first column, and says how many there were. */
    <T> int update(Connection connection, Table<T> table, List<T> rows) throws SQLException;

    /**
     * The statement that selects what has one of the ids that {@link #bindIds} binds, and locks in the order of the ids.
     *
     * @param select everything before the condition
     * @param column the column with the id
     * @param tail everything behind the condition
     */
    String selectEach(String select, String column, String tail);

    /**
     * The statement that removes what has one of the ids that {@link #bindIds} binds. Its result are one or more rows of how many were
     * removed, and the sum of a column of theirs.
     *
     * @param table from where
     * @param summed a column with whole numbers
     */
    String deleteEach(String table, String summed);

    /** Binds any number of ids as one parameter, so that the statement is always the same. */
    void bindIds(SqlStatement<?> statement, int position, Collection<String> ids);

    /** How many rows a long result is fetched in at once. */
    int fetchSize();

    /** Begins a transaction that will write. */
    void begin(Connection connection) throws SQLException;

    /** Begins a transaction that reads everything as it is at one moment. */
    void beginSnapshot(Connection connection) throws SQLException;

    /** Commits. */
    void commit(Connection connection) throws SQLException;

    /** Rolls back, or ends a snapshot. */
    void rollBack(Connection connection) throws SQLException;

    /** What this error means. */
    Fault fault(SQLException error);

    /** Whether, after this error of a commit, the transaction may have been committed. */
    boolean leavesCommitOpen(SQLException error);
}
