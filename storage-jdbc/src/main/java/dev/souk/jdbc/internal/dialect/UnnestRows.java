package dev.souk.jdbc.internal.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Changes rows with one statement that takes each column as one array, in PostgreSQL. Used by one thread. */
final class UnnestRows implements Table.Row {
    private final Object[][] columns;
    private final String[] types;
    private int row;
    private int column;

    private UnnestRows(int width, int rows) {
        this.columns = new Object[width][rows];
        this.types = new String[width];
    }

    /** Changes all columns but the first of the rows whose first column has the same value, and says how many were found. */
    static <T> int update(Connection connection, Table<T> table, List<T> rows) throws SQLException {
        UnnestRows arrays = new UnnestRows(table.columns().size(), rows.size());
        for (T each : rows) {
            arrays.column = 0;
            table.writer().accept(arrays, each);
            arrays.row++;
        }
        try (PreparedStatement statement = connection.prepareStatement(arrays.sql(table))) {
            for (int i = 0; i < arrays.types.length; i++) {
                statement.setArray(i + 1, connection.createArrayOf(arrays.types[i], arrays.columns[i]));
            }
            return statement.executeUpdate();
        }
    }

    private String sql(Table<?> table) {
        List<String> names = table.columns();
        String key = names.get(0);
        String changes =
                names.stream().skip(1).map(name -> name + " = new." + name).collect(Collectors.joining(", "));
        String arrays = IntStream.range(0, types.length)
                .mapToObj(i -> "CAST(? AS " + types[i] + "[])")
                .collect(Collectors.joining(", "));
        return "UPDATE " + table.name() + " SET " + changes + " FROM unnest(" + arrays + ") AS new("
                + String.join(", ", names) + ") WHERE " + table.name() + "." + key + " = new." + key;
    }

    private Table.Row put(String type, @Nullable Object value) {
        types[column] = type;
        columns[column++][row] = value;
        return this;
    }

    @Override
    public Table.Row text(@Nullable String value) {
        return put("text", value);
    }

    @Override
    public Table.Row number(long value) {
        return put("bigint", value);
    }

    @Override
    public Table.Row truth(boolean value) {
        return put("boolean", value);
    }
}
