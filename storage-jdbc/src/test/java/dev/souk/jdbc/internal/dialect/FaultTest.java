package dev.souk.jdbc.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What the errors of each database mean. */
class FaultTest {
    private final Dialect postgres = new PostgresDialect(false);
    private final Dialect sqlite = new SqliteDialect();

    @ParameterizedTest
    @CsvSource({
        "40001, COLLISION",
        "40P01, COLLISION",
        "55P03, COLLISION",
        "23505, DUPLICATE",
        "08001, UNAVAILABLE",
        "08006, UNAVAILABLE",
        "53300, UNAVAILABLE",
        "53100, UNAVAILABLE",
        "57P01, UNAVAILABLE",
        "57P03, UNAVAILABLE",
        "58030, UNAVAILABLE",
        "25006, UNAVAILABLE",
        "25P03, UNAVAILABLE",
        "25P04, UNAVAILABLE",
        "XX001, DAMAGED",
        "42P01, DAMAGED",
        "42703, DAMAGED",
        "42501, DENIED",
        "28P01, DENIED",
        "3D000, DENIED",
        "23514, OTHER",
        "22003, OTHER",
        "42601, OTHER"
    })
    void ofPostgresIsReadFromTheState(String state, Fault fault) {
        assertThat(postgres.fault(new SQLException("", state))).isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource({"08006, true", "57P01, true", "58030, true", "40001, false", "53100, false", "23505, false"})
    void ofPostgresAtACommitLeavesItOpenIfTheServerIsGone(String state, boolean open) {
        assertThat(postgres.leavesCommitOpen(new SQLException("", state))).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({
        "SQLITE_CONSTRAINT_PRIMARYKEY, DUPLICATE",
        "SQLITE_CONSTRAINT_UNIQUE, DUPLICATE",
        "SQLITE_CORRUPT, DAMAGED",
        "SQLITE_CORRUPT_INDEX, DAMAGED",
        "SQLITE_NOTADB, DAMAGED",
        "SQLITE_READONLY, DENIED",
        "SQLITE_READONLY_DBMOVED, DENIED",
        "SQLITE_BUSY, UNAVAILABLE",
        "SQLITE_BUSY_SNAPSHOT, UNAVAILABLE",
        "SQLITE_FULL, UNAVAILABLE",
        "SQLITE_IOERR_FSYNC, UNAVAILABLE",
        "SQLITE_CANTOPEN, UNAVAILABLE",
        "SQLITE_NOMEM, UNAVAILABLE",
        "SQLITE_CONSTRAINT_CHECK, OTHER",
        "SQLITE_ERROR, OTHER"
    })
    void ofSqliteIsReadFromTheCode(SQLiteErrorCode code, Fault fault) {
        assertThat(sqlite.fault(new SQLiteException("", code))).isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource({"SQLITE_IOERR_FSYNC, true", "SQLITE_CORRUPT, true", "SQLITE_BUSY, false", "SQLITE_FULL, false"})
    void ofSqliteAtACommitLeavesItOpenIfTheDiskIsTheTrouble(SQLiteErrorCode code, boolean open) {
        assertThat(sqlite.leavesCommitOpen(new SQLiteException("", code))).isEqualTo(open);
    }

    @Test
    void ofAPoolIsThatThereIsNoConnection() {
        SQLException timeout = new SQLTransientConnectionException("no connection in time");
        assertThat(postgres.fault(timeout)).isEqualTo(Fault.UNAVAILABLE);
        assertThat(sqlite.fault(timeout)).isEqualTo(Fault.UNAVAILABLE);
    }
}
