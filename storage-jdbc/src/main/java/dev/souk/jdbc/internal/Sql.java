package dev.souk.jdbc.internal;

import dev.souk.jdbc.internal.dialect.Dialect;
import dev.souk.jdbc.internal.dialect.Table;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.transaction.TransactionException;

/** The statements of one transaction, in the words of its database. Used by one thread. */
final class Sql {
    private final Handle handle;
    private final Dialect dialect;

    Sql(Handle handle, Dialect dialect) {
        this.handle = handle;
        this.dialect = dialect;
    }

    /** Adds rows; for no rows nothing is sent. */
    <T> void insert(Table<T> table, List<T> rows) {
        try {
            dialect.insert(handle.getConnection(), table, rows);
        } catch (SQLException fault) {
            throw new TransactionException(fault);
        }
    }

    /**
     * Changes rows, each found by its first column.
     *
     * @throws SoukException {@link ErrorCode#INTERNAL} if one is not there
     */
    <T> void update(Table<T> table, List<T> rows) {
        try {
            requireAll(table.name(), rows.size(), dialect.update(handle.getConnection(), table, rows));
        } catch (SQLException fault) {
            throw new TransactionException(fault);
        }
    }

    /**
     * Removes running calls, which this transaction has read.
     *
     * @param epochs the epoch of each, by its id
     * @throws GoneException if another has removed one of them since, or has taken it over
     */
    void deleteRunning(Map<String, Long> epochs) {
        if (epochs.isEmpty()) {
            return;
        }
        Query delete = handle.createQuery(dialect.deleteEach("souk_running", "epoch"));
        dialect.bindIds(delete, 0, epochs.keySet());
        long[] found = new long[2];
        delete.map((row, context) -> new long[] {row.getLong(1), row.getLong(2)})
                .forEach(row -> {
                    found[0] += row[0];
                    found[1] += row[1];
                });
        // An epoch only ever rises; so the sum is the same only if each of them is.
        long expected = epochs.values().stream().mapToLong(Long::longValue).sum();
        if (found[0] != epochs.size() || found[1] != expected) {
            throw new GoneException("of " + epochs.size() + " running calls " + found[0]
                    + " are there, and not all are as this transaction read them");
        }
    }

    private static void requireAll(String table, int wanted, int found) {
        if (found != wanted) {
            throw new SoukException(
                    ErrorCode.INTERNAL,
                    "of " + wanted + " rows of " + table + " " + found + " are there; nothing was written");
        }
    }

    /**
     * Selects what has one of these ids.
     *
     * @param select everything before the condition
     * @param column the column with the id
     * @param tail everything behind the condition
     */
    <T> List<T> select(String select, String column, Collection<String> ids, String tail, RowMapper<T> mapper) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Query query = handle.createQuery(dialect.selectEach(select, column, tail));
        dialect.bindIds(query, 0, ids);
        return query.map(mapper).list();
    }

    /**
     * Takes the lock that of all engines one holds, and says whether it got it; another one holds it until its transaction ends.
     */
    boolean isOwner() {
        return handle.createQuery("SELECT id FROM souk_roll_up_lock" + dialect.lockingFreeRows())
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }

    /** What is put behind a SELECT so that its rows stay locked. */
    String lockingRows() {
        return dialect.lockingRows();
    }
}
