package dev.souk.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.store.Store;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresOpeningTest {
    private final PostgresServer.Database database = PostgresServer.newDatabase();

    private Store open() {
        return JdbcStore.postgres(database.source());
    }

    private static void assertRefused(ThrowingCallable opening, ErrorCode code, String... parts) {
        assertThatThrownBy(opening)
                .isInstanceOfSatisfying(
                        SoukException.class,
                        fault -> assertThat(fault.code()).as(fault.getMessage()).isEqualTo(code))
                .satisfies(fault -> List.of(parts)
                        .forEach(part -> assertThat(fault.getMessage()).contains(part)));
    }

    @Nested
    class TheSchema {
        @RepeatedTest(2)
        void isMadeOnceByEnginesThatStartTogether() throws Exception {
            int engines = 4;
            CyclicBarrier together = new CyclicBarrier(engines);
            Callable<Store> engine = () -> {
                together.await();
                return open();
            };
            ExecutorService pool = Executors.newFixedThreadPool(engines);
            try {
                List<Store> stores = new ArrayList<>();
                for (Future<Store> opened : pool.invokeAll(List.of(engine, engine, engine, engine))) {
                    stores.add(opened.get());
                }
                for (int number = 0; number < stores.size(); number++) {
                    Books.callWithDeposit(stores.get(number), Books.ACME, number);
                }
                assertThat(Books.totals(stores.get(0))).isEqualTo(new Books.Totals(1, 4, 4, List.of()));
                stores.forEach(Store::close);
            } finally {
                pool.shutdownNow();
            }
        }

        @Test
        void isMadeBesideTheHostsOwnTables() {
            database.execute("CREATE TABLE customer (id INTEGER)");
            database.execute("CREATE TABLE flyway_schema_history (installed_rank INTEGER)");
            open().close();

            try (Store store = open()) {
                Books.callWithDeposit(store, Books.ACME, 1);
                assertThat(Books.totals(store).transfers()).isEqualTo(1);
            }
            database.execute("SELECT id FROM customer");
        }

        @Test
        void isMadeInTheSchemaThatTheHostsConnectionsUse() throws Exception {
            database.execute("CREATE SCHEMA market");
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(database.url());
            source.setCurrentSchema("market");
            try (Store store = JdbcStore.postgres(source)) {
                Books.callWithDeposit(store, Books.ACME, 1);
            }
            database.execute("SELECT id FROM market.souk_account");
        }

        @Test
        void ofANewerEngineIsRefused() {
            open().close();
            database.execute(
                    "INSERT INTO souk_schema_history SELECT 99, '7', description, type, script, checksum,"
                            + " installed_by, installed_on, execution_time, success FROM souk_schema_history WHERE version = '1'");
            assertRefused(() -> open(), ErrorCode.SCHEMA_TOO_NEW, "version 7", "knows 1");
        }

        @Test
        void withoutItsHistoryIsRefused() {
            open().close();
            database.execute("DROP TABLE souk_schema_history");
            assertRefused(() -> open(), ErrorCode.SCHEMA_CORRUPT, "not their history");
        }

        @Test
        void withoutATableIsRefused() {
            open().close();
            database.execute("DROP TABLE souk_posting");
            assertRefused(() -> open(), ErrorCode.SCHEMA_CORRUPT, "souk_posting");
        }

        @Test
        void inTheWayOfSomebodyElsesIsRefused() {
            database.execute("CREATE VIEW souk_tenant AS SELECT 1 AS id");
            assertRefused(() -> open(), ErrorCode.SCHEMA_CORRUPT, "the tables could not be made", "souk_tenant");
        }

        @Test
        void thatMayNotBeMadeIsRefused() {
            database.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
            database.execute("DROP ROLE IF EXISTS reader");
            database.execute("CREATE ROLE reader LOGIN PASSWORD 'reader'");
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(database.url());
            source.setUser("reader");
            source.setPassword("reader");
            assertRefused(() -> JdbcStore.postgres(source), ErrorCode.CONFIG_INVALID, "permission denied");
        }

        @Test
        void thatLosesATableWhileItIsUsedIsFoundOut() {
            try (Store store = open()) {
                database.execute("DROP TABLE souk_tenant");
                assertRefused(() -> store.tenants().list(null, 1), ErrorCode.SCHEMA_CORRUPT, "souk_tenant");
            }
        }
    }

    @Nested
    class TheHostsSource {
        @Test
        void staysOpen() throws Exception {
            try (HikariDataSource pool = new HikariDataSource()) {
                pool.setDataSource(database.source());
                JdbcStore.postgres(pool).close();
                try (Connection connection = pool.getConnection()) {
                    assertThat(connection.isValid(2)).isTrue();
                }
            }
        }

        @Test
        void mayHandOutConnectionsWithoutAutoCommit() throws Exception {
            try (HikariDataSource pool = new HikariDataSource()) {
                pool.setDataSource(database.source());
                pool.setAutoCommit(false);
                pool.setMaximumPoolSize(2);
                try (Store store = JdbcStore.postgres(pool)) {
                    Books.callWithDeposit(store, Books.ACME, 1);
                    assertThat(store.executions().find(Books.executionId(1))).isPresent();
                    assertThat(Books.totals(store).transfers()).isEqualTo(1);
                    store.ping();
                    try (Connection connection = pool.getConnection()) {
                        assertThat(connection.getAutoCommit()).isFalse();
                    }
                }
            }
        }

        @Test
        void getsItsConnectionsBackAsTheyWere() throws Exception {
            try (HikariDataSource pool = new HikariDataSource()) {
                pool.setDataSource(database.source());
                pool.setMaximumPoolSize(2);
                try (Store store = JdbcStore.postgres(pool)) {
                    Books.callWithDeposit(store, Books.ACME, 1);
                    assertThat(Books.totals(store).transfers()).isEqualTo(1);
                    assertThat(pool.getHikariPoolMXBean().getActiveConnections())
                            .isZero();
                    try (Connection connection = pool.getConnection()) {
                        assertThat(connection.getAutoCommit()).isTrue();
                        assertThat(connection.isReadOnly()).isFalse();
                    }
                }
            }
        }
    }

    @Nested
    class AStoreWithItsOwnPool {
        @Test
        void saysWhereItIsWithoutASecret() {
            String url = database.url() + "&password=hush-hush&ApplicationName=x";
            try (Store store = JdbcStore.postgres(url, "postgres", "hush-hush")) {
                assertThat(store.description())
                        .startsWith("PostgreSQL localhost:")
                        .contains("/souk_test_")
                        .doesNotContain("hush-hush", "?");
                assertThat(store.isDurable()).isTrue();
            }
        }

        @Test
        void isNotDurableWhereTheServerDoesNotWaitForTheDisk() {
            String url = database.url() + "&options=-c%20synchronous_commit=off";
            try (Store store = JdbcStore.postgres(url, "postgres", "postgres")) {
                assertThat(store.isDurable()).isFalse();
            }
        }

        @Test
        void thatReachesNobodyIsUnavailable() {
            assertRefused(
                    () -> JdbcStore.postgres("jdbc:postgresql://localhost:1/souk", "ann", "hush-hush"),
                    ErrorCode.STORE_UNAVAILABLE,
                    "PostgreSQL");
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl("jdbc:postgresql://localhost:1/souk");
            assertRefused(() -> JdbcStore.postgres(source), ErrorCode.STORE_UNAVAILABLE, "refused");
        }

        @Test
        void ofADatabaseThatIsNotThereIsRefused() {
            String url = database.url().replaceFirst("souk_test_[0-9]+", "no_such_database");
            assertRefused(
                    () -> JdbcStore.postgres(url, "postgres", "hush-hush"),
                    ErrorCode.CONFIG_INVALID,
                    "no_such_database");
        }
    }
}
