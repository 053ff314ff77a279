package dev.souk.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.store.Store;
import dev.souk.spi.store.Tenant;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteOpeningTest {
    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("souk.db");
    }

    private void create() {
        try (Store store = JdbcStore.sqlite(file)) {
            Books.callWithDeposit(store, Books.ACME, 1);
        }
    }

    private static void assertRefused(ThrowingCallable opening, ErrorCode code, String... parts) {
        assertThatThrownBy(opening)
                .isInstanceOfSatisfying(
                        SoukException.class,
                        fault -> assertThat(fault.code()).as(fault.getMessage()).isEqualTo(code))
                .satisfies(fault -> List.of(parts)
                        .forEach(part -> assertThat(fault.getMessage()).contains(part)));
    }

    /** Opening is refused, by both ways of opening, and no byte of the file changes. */
    private void assertRefusedUntouched(ErrorCode code, String... parts) throws Exception {
        byte[] before = Files.readAllBytes(file);
        assertRefused(() -> JdbcStore.sqlite(file), code, parts);
        assertRefused(() -> JdbcStore.sqliteReadOnly(file), code, parts);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    /** All of ours but the history of the schema. */
    private List<String> tables() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM sqlite_master WHERE type = 'table'"
                        + " AND name LIKE 'souk\\_%' ESCAPE '\\' AND name <> 'souk_schema_history'")) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private void sql(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    @Nested
    class APath {
        @Test
        void isMadeWithItsDirectories() {
            file = directory.resolve("a/b/c/souk.db");
            create();
            assertThat(file).isRegularFile();
        }

        @ParameterizedTest
        @ValueSource(strings = {"with blank", "quest?mode=ro", "per%20cent", "ha#sh", "ü🐪", "plus+and&amp;"})
        void mayHaveAnyCharacter(String name) throws Exception {
            file = directory.resolve(name).resolve(name + ".db");
            create();
            assertThat(file).isRegularFile();
            try (Store store = JdbcStore.sqlite(file)) {
                assertThat(Books.totals(store).transfers()).isEqualTo(1);
            }
        }

        @Test
        void mayBeALink() throws Exception {
            create();
            Path link = Files.createSymbolicLink(directory.resolve("link.db"), file);
            try (Store store = JdbcStore.sqlite(link)) {
                assertThat(Books.totals(store).transfers()).isEqualTo(1);
                assertRefused(() -> JdbcStore.sqlite(file), ErrorCode.STORE_LOCKED);
            }
        }

        @Test
        void thatIsADirectoryIsRefused() {
            assertRefused(() -> JdbcStore.sqlite(directory), ErrorCode.CONFIG_INVALID, "is a directory");
            assertRefused(() -> JdbcStore.sqlite(Path.of("/")), ErrorCode.CONFIG_INVALID, "is a directory");
        }

        @Test
        void belowAFileIsRefused() throws Exception {
            Files.createFile(file);
            assertRefused(
                    () -> JdbcStore.sqlite(file.resolve("souk.db")),
                    ErrorCode.CONFIG_INVALID,
                    "cannot use the directory",
                    "--data");
        }

        @Test
        void whereNothingCanBeWrittenIsRefused() {
            assertRefused(
                    () -> JdbcStore.sqlite(Path.of("/proc/self/souk.db")),
                    ErrorCode.CONFIG_INVALID,
                    "cannot lock",
                    "--data");
            assertRefused(
                    () -> JdbcStore.sqlite(Path.of("/proc/souk-data/souk.db")),
                    ErrorCode.CONFIG_INVALID,
                    "cannot use the directory");
        }

        @Test
        void isShownToPeopleAsItWasGiven() {
            try (Store store = JdbcStore.sqlite(file)) {
                assertThat(store.description()).isEqualTo("SQLite " + file);
                assertThat(store.isDurable()).isTrue();
            }
        }
    }

    @Nested
    class ASecondEngine {
        @Test
        void inThisProcessIsRefusedUntilTheFirstCloses() {
            try (Store first = JdbcStore.sqlite(file)) {
                assertRefused(
                        () -> JdbcStore.sqlite(file),
                        ErrorCode.STORE_LOCKED,
                        "process " + ProcessHandle.current().pid(),
                        "--data");
                first.ping();
            }
            create();
        }

        @Test
        void inThisProcessDoesNotGiveTheLockAway() throws Exception {
            try (Store first = JdbcStore.sqlite(file)) {
                assertRefused(() -> JdbcStore.sqlite(file), ErrorCode.STORE_LOCKED);
                assertThat(inAnotherProcess()).contains("STORE_LOCKED");
            }
        }

        @Test
        void inAnotherProcessIsRefusedWithTheProcessId() throws Exception {
            try (Store first = JdbcStore.sqlite(file)) {
                assertThat(inAnotherProcess())
                        .contains("STORE_LOCKED")
                        .contains("is in use by process "
                                + ProcessHandle.current().pid());
            }
            assertThat(inAnotherProcess()).contains("OPENED");
        }

        @Test
        void withAnotherCopyOfTheseClassesIsRefused() throws Exception {
            try (FileChannel other = FileChannel.open(
                    directory.resolve("souk.db.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                assertThat(other.tryLock()).isNotNull();
                assertRefused(() -> JdbcStore.sqlite(file), ErrorCode.STORE_LOCKED);
                assertThat(inAnotherProcess()).contains("STORE_LOCKED", "process unknown");
            }
        }

        @Test
        void isNotHinderedByALockThatADeadProcessLeft() throws Exception {
            Files.writeString(directory.resolve("souk.db.lock"), "not a process id, and rather long");
            create();
        }

        @Test
        void mayFollowOneThatCouldNotBeOpened() throws Exception {
            Files.writeString(file, "this is no database");
            assertRefused(() -> JdbcStore.sqlite(file), ErrorCode.SCHEMA_CORRUPT);
            Files.delete(file);
            create();
        }

        private String inAnotherProcess() throws Exception {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            OpeningProcess.class.getName(),
                            file.toString())
                    .redirectErrorStream(true)
                    .start();
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                return String.join("\n", out.lines().toList());
            }
        }
    }

    @Nested
    class ADamagedDatabase {
        @Test
        void thatIsNotADatabaseIsRefusedUntouched() throws Exception {
            Files.writeString(file, "Dear diary, today I was opened as a database.");
            assertRefusedUntouched(ErrorCode.SCHEMA_CORRUPT, "not an SQLite database");
        }

        @Test
        void thatIsEmptyIsRefusedUntouched() throws Exception {
            Files.createFile(file);
            assertRefusedUntouched(ErrorCode.SCHEMA_CORRUPT, "not an SQLite database");
        }

        @ParameterizedTest
        @ValueSource(doubles = {0.0002, 0.1, 0.5, 0.9})
        void thatIsCutOffIsRefusedUntouched(double share) throws Exception {
            create();
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate((long) (channel.size() * share));
            }
            assertRefusedUntouched(ErrorCode.SCHEMA_CORRUPT, "nothing was changed");
        }

        @Test
        void thatIsOverwrittenInTheMiddleIsRefusedUntouched() throws Exception {
            create();
            byte[] noise = new byte[4_096];
            new Random(7).nextBytes(noise);
            try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
                raw.seek(3 * 4_096);
                raw.write(noise);
            }
            assertRefusedUntouched(ErrorCode.SCHEMA_CORRUPT, "nothing was changed", "restore it");
        }

        @Test
        void thatIsSomebodyElsesIsRefusedUntouched() throws Exception {
            sql("CREATE TABLE album (title TEXT)");
            assertRefusedUntouched(ErrorCode.SCHEMA_CORRUPT, "not Souk's");
        }

        @Test
        void withoutItsHistoryIsRefusedUntouched() throws Exception {
            create();
            sql("DROP TABLE souk_schema_history");
            assertRefusedUntouched(ErrorCode.SCHEMA_CORRUPT, "not their history");
        }

        @Test
        void withoutATableIsRefusedUntouched() throws Exception {
            create();
            sql("DROP TABLE souk_tenant");
            assertRefusedUntouched(ErrorCode.SCHEMA_CORRUPT, "misses the tables [souk_tenant]");
        }

        @Test
        void withAFailedStepIsRefusedUntouched() throws Exception {
            create();
            sql("UPDATE souk_schema_history SET success = 0 WHERE version = '1'");
            assertRefusedUntouched(ErrorCode.SCHEMA_CORRUPT, "step to schema version 1 failed");
        }

        @Test
        void thatIsGoneButForItsLogIsRefused() throws Exception {
            Files.writeString(directory.resolve("souk.db-wal"), "somebody's money");
            assertRefused(() -> JdbcStore.sqlite(file), ErrorCode.SCHEMA_CORRUPT, "without its database");
            assertThat(directory.resolve("souk.db-wal")).hasContent("somebody's money");
        }

        @Test
        void withARowOfNoFormFailsTheReadThatMeetsIt() throws Exception {
            create();
            sql("UPDATE souk_running SET legs = '1 tenant/acme 2' WHERE tenant = 'acme'");
            try (Store store = JdbcStore.sqlite(file)) {
                assertRefused(
                        () -> store.executions().find(Books.executionId(1)),
                        ErrorCode.SCHEMA_CORRUPT,
                        "souk_execution",
                        "legs");
            }
        }
    }

    @Nested
    class ADatabaseOfAnotherVersion {
        @Test
        void thatIsNewerIsRefusedUntouched() throws Exception {
            create();
            sql("INSERT INTO souk_schema_history SELECT 99, '7', description, type, script, checksum, installed_by,"
                    + " installed_on, execution_time, success FROM souk_schema_history WHERE version = '1'");
            assertRefusedUntouched(ErrorCode.SCHEMA_TOO_NEW, "version 7", "knows 1");
        }

        @Test
        void thatIsOlderIsBroughtUpToDateButNotWhenOnlyReading() throws Exception {
            create();
            for (String table : tables()) {
                sql("DROP TABLE " + table);
            }
            sql("DELETE FROM souk_schema_history WHERE version = '1'");
            sql("CREATE TABLE other (id INTEGER)");

            assertRefused(() -> JdbcStore.sqliteReadOnly(file), ErrorCode.CONFIG_INVALID, "older engine");
            try (Store store = JdbcStore.sqlite(file)) {
                Books.callWithDeposit(store, Books.ACME, 1);
                assertThat(Books.totals(store).wrong()).isEmpty();
            }
        }

        @Test
        void thatWasLeftHalfMadeIsMadeAnew() throws Exception {
            Files.writeString(directory.resolve("souk.db.new"), "half a database");
            create();
            assertThat(directory.resolve("souk.db.new")).doesNotExist();
            assertThat(directory.resolve("souk.db.new-wal")).doesNotExist();
        }
    }

    @Nested
    class ForReadingOnly {
        @Test
        void aMissingDatabaseIsNotMade() {
            assertRefused(() -> JdbcStore.sqliteReadOnly(file), ErrorCode.CONFIG_INVALID, "there is no database");
            assertThat(file).doesNotExist();
        }

        @Test
        void aDatabaseIsSeenWhileAnEngineWritesToIt() {
            try (Store writer = JdbcStore.sqlite(file);
                    Store reader = JdbcStore.sqliteReadOnly(file)) {
                for (int number = 1; number <= 5; number++) {
                    Books.callWithDeposit(writer, Books.ACME, number);
                    assertThat(Books.totals(reader).transfers()).isEqualTo(number);
                }
                reader.ping();
                assertThat(reader.description()).contains("for reading only");
            }
        }

        @Test
        void aDatabaseThatNobodyUsesIsReadAndStaysAsItIs() throws Exception {
            create();
            byte[] before = Files.readAllBytes(file);
            try (Store reader = JdbcStore.sqliteReadOnly(file)) {
                assertThat(Books.totals(reader).wrong()).isEmpty();
                assertThat(Books.totals(reader).transfers()).isEqualTo(1);
            }
            assertThat(Files.readAllBytes(file)).isEqualTo(before);
        }

        @Test
        void whatACrashLeftInTheLogIsSeenAndStaysThere() throws Exception {
            Path crashed = Files.createDirectory(directory.resolve("crashed")).resolve("souk.db");
            try (Store store = JdbcStore.sqlite(file)) {
                for (int number = 1; number <= 3; number++) {
                    Books.callWithDeposit(store, Books.ACME, number);
                }
                Files.copy(file, crashed);
                Files.copy(directory.resolve("souk.db-wal"), directory.resolve("crashed/souk.db-wal"));
            }

            for (int again = 0; again < 2; again++) {
                try (Store reader = JdbcStore.sqliteReadOnly(crashed)) {
                    assertThat(Books.totals(reader)).isEqualTo(new Books.Totals(1, 3, 3, List.of()));
                }
            }
            try (Store store = JdbcStore.sqlite(crashed)) {
                assertThat(Books.totals(store)).isEqualTo(new Books.Totals(1, 3, 3, List.of()));
            }
        }

        @Test
        void nothingIsWritten() {
            create();
            try (Store reader = JdbcStore.sqliteReadOnly(file)) {
                assertRefused(
                        () -> Books.callWithDeposit(reader, Books.ACME, 2),
                        ErrorCode.STORE_UNAVAILABLE,
                        "reading only",
                        "nothing was written");
                assertRefused(
                        () -> reader.tenants().insert(new Tenant(new TenantId("acme"), null, Books.NOON)),
                        ErrorCode.STORE_UNAVAILABLE,
                        "reading only");
            }
        }
    }
}
