package dev.souk.jdbc.internal.dialect;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A table that rows are added to.
 *
 * @param name its name
 * @param columns its columns
 * @param writer gives a row's values, one for each column and in their order
 * @param <T> what is a row
 */
public record Table<T>(String name, List<String> columns, BiConsumer<Row, T> writer) {
    /** Copies the list. */
    public Table {
        columns = List.copyOf(columns);
    }

    /** Takes the values of one row. */
    public interface Row {
        /** A text. */
        Row text(@Nullable String value);

        /** A whole number. */
        Row number(long value);

        /** True or false. */
        Row truth(boolean value);
    }

    /** The statement that changes one row; its first parameter is the row's first value, which names it. */
    String update() {
        StringBuilder sql = new StringBuilder("UPDATE ").append(name).append(" SET ");
        for (int i = 1; i < columns.size(); i++) {
            sql.append(i == 1 ? "" : ", ").append(columns.get(i)).append(" = ?").append(i + 1);
        }
        return sql.append(" WHERE ").append(columns.get(0)).append(" = ?1").toString();
    }

    /** The statement that adds one row. */
    String insert() {
        return "INSERT INTO " + name + " (" + String.join(", ", columns) + ") VALUES ("
                + "?, ".repeat(columns.size() - 1) + "?)";
    }
}
