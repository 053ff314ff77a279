package dev.souk.jdbc.internal.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Adds rows with one statement for each, sent together. Used by one thread. */
final class StatementRows implements Table.Row {
    private final PreparedStatement statement;
    private int column;
    private @Nullable SQLException failure;

    private StatementRows(PreparedStatement statement) {
        this.statement = statement;
    }

    static <T> void insert(Connection connection, Table<T> table, List<T> rows) throws SQLException {
        run(connection, table.insert(), table, rows);
    }

    /** Changes all columns but the first of the rows whose first column has the same value, and says how many were found. */
    static <T> int update(Connection connection, Table<T> table, List<T> rows) throws SQLException {
        return IntStream.of(run(connection, table.update(), table, rows)).sum();
    }

    private static <T> int[] run(Connection connection, String sql, Table<T> table, List<T> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            StatementRows row = new StatementRows(statement);
            for (T each : rows) {
                row.column = 0;
                table.writer().accept(row, each);
                row.requireFine();
                statement.addBatch();
            }
            return statement.executeBatch();
        }
    }

    private void requireFine() throws SQLException {
        if (failure != null) {
            throw failure;
        }
    }

    /** One value. */
    @FunctionalInterface
    private interface Binding {
        void bind(int column) throws SQLException;
    }

    private Table.Row bind(Binding binding) {
        try {
            binding.bind(++column);
        } catch (SQLException fault) {
            failure = failure == null ? fault : failure;
        }
        return this;
    }

    @Override
    public Table.Row text(@Nullable String value) {
        return bind(at -> {
            if (value == null) {
                statement.setNull(at, Types.VARCHAR);
            } else {
                statement.setString(at, value);
            }
        });
    }

    @Override
    public Table.Row number(long value) {
        return bind(at -> statement.setLong(at, value));
    }

    @Override
    public Table.Row truth(boolean value) {
        return bind(at -> statement.setBoolean(at, value));
    }
}
