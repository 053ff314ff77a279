package dev.souk.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.souk.jdbc.internal.Database;
import dev.souk.jdbc.internal.dialect.SqliteConnections;
import dev.souk.jdbc.internal.dialect.SqliteFile;
import dev.souk.jdbc.internal.dialect.SqliteLock;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.store.Store;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQLite itself says what is wrong here, on the one connection that writes; the store is not told that it is only a test. */
class SqliteTroubleTest {
    private static final int MANY = 10_000;

    private SqliteConnections connections;
    private Store store;

    @BeforeEach
    void open(@TempDir Path directory) {
        Path file = directory.resolve("souk.db");
        JdbcStore.sqlite(file).close();
        SqliteFile sound = SqliteFile.at(file);
        connections = SqliteConnections.exclusive(sound, file.toString(), SqliteLock.of(sound.path()));
        store = new JdbcStore(new Database(connections));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private long pragma(String pragma) throws SQLException {
        try (Connection connection = connections.writers().getConnection();
                Statement statement = connection.createStatement()) {
            return statement.execute("PRAGMA " + pragma)
                    ? statement.getResultSet().getLong(1)
                    : 0;
        }
    }

    private void assertWritten(int calls) {
        assertThat(Books.totals(store)).isEqualTo(new Books.Totals(1, calls, calls, List.of()));
    }

    @Test
    void onAFullDiskNothingOfATransactionIsWrittenAndWithRoomItGoesOn() throws Exception {
        Books.callWithDeposit(store, Books.ACME, 0);
        pragma("max_page_count = " + (pragma("page_count") + 5));
        int written = 1;
        SoukException full = null;
        while (full == null && written < MANY) {
            int number = written;
            full = catchThrowableOfType(SoukException.class, () -> Books.callWithDeposit(store, Books.ACME, number));
            written += full == null ? 1 : 0;
        }
        assertThat(full).isNotNull();
        assertThat(full.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(full).hasMessageContaining("full").hasMessageContaining("nothing was written");
        assertThat(store.executions().find(Books.executionId(written))).isEmpty();
        assertWritten(written);

        pragma("max_page_count = " + Integer.MAX_VALUE);
        Books.callWithDeposit(store, Books.ACME, written);
        assertWritten(written + 1);
    }

    @Test
    void inAFileThatBecameReadOnlyNothingIsWrittenAndAfterwardsItGoesOn() throws Exception {
        Books.callWithDeposit(store, Books.ACME, 0);
        pragma("query_only = ON");

        assertThatThrownBy(() -> Books.callWithDeposit(store, Books.ACME, 1))
                .isInstanceOfSatisfying(
                        SoukException.class, no -> assertThat(no.code()).isEqualTo(ErrorCode.CONFIG_INVALID))
                .hasMessageContaining("readonly")
                .hasMessageContaining("nothing was written");
        assertWritten(1);

        pragma("query_only = OFF");
        Books.callWithDeposit(store, Books.ACME, 1);
        assertWritten(2);
    }
}
