package dev.souk.jdbc.internal;

import dev.souk.jdbc.internal.dialect.Dialect;
import dev.souk.jdbc.internal.dialect.Table;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
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
     * Removes the rows with these ids, which this transaction has read.
     *
     * @throws GoneException if another has removed one of them since
     */
    void delete(String table, Collection<String> ids) {
        if (!ids.isEmpty()) {
            Update delete = handle.createUpdate(dialect.deleteEach(table));
            dialect.bindIds(delete, 0, ids);
            int found = delete.execute();
            if (found != ids.size()) {
                throw new GoneException("of " + ids.size() + " rows of " + table + " " + found + " are there");
            }
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
