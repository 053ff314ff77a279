package dev.souk.jdbc.internal;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import java.time.DateTimeException;
import org.jdbi.v3.core.mapper.RowMapper;

/** Reads rows. A row that is in none of our forms was damaged or altered, and is reported as that. */
final class Rows {
    private Rows() {}

    /**
     * A mapper of a table's rows.
     *
     * @param table the table, for the message
     * @param mapper throws an {@link IllegalArgumentException} for a row that cannot be
     */
    static <T> RowMapper<T> of(String table, RowMapper<T> mapper) {
        return (row, context) -> {
            try {
                return mapper.map(row, context);
            } catch (IllegalArgumentException | NullPointerException | DateTimeException damage) {
                throw new SoukException(
                        ErrorCode.SCHEMA_CORRUPT, "a row of " + table + " is damaged: " + damage.getMessage(), damage);
            }
        };
    }
}
