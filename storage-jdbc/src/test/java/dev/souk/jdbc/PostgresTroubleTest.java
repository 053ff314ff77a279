package dev.souk.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.store.Store;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

@Timeout(60)
class PostgresTroubleTest {
    private static void assertFails(ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SoukException.class,
                        fault -> assertThat(fault.code()).as(fault.getMessage()).isEqualTo(code));
    }

    @Nested
    class WhenTheServerGoesAway {
        @TempDir
        private Path directory;

        @Test
        void nothingIsWrittenUntilItIsBack() throws Exception {
            int port;
            try (Store store = startAndOpen()) {
                port = server.getPort();
                Books.callWithDeposit(store, Books.ACME, 1);
                server.close();

                assertFails(() -> Books.callWithDeposit(store, Books.ACME, 2), ErrorCode.STORE_UNAVAILABLE);
                assertFails(() -> store.ledger().account(Books.ACME), ErrorCode.STORE_UNAVAILABLE);
                assertFails(store::ping, ErrorCode.STORE_UNAVAILABLE);

                start(port);
                awaitAnswer(store);
                Books.callWithDeposit(store, Books.ACME, 2);
                assertThat(Books.totals(store)).isEqualTo(new Books.Totals(1, 2, 2, List.of()));
            } finally {
                server.close();
            }
        }

        /** The pool asks a server that was away less and less often, so it may not know at once that it is back. */
        private static void awaitAnswer(Store store) {
            for (int tries = 1; ; tries++) {
                try {
                    store.ping();
                    return;
                } catch (SoukException away) {
                    if (away.code() != ErrorCode.STORE_UNAVAILABLE || tries == 20) {
                        throw away;
                    }
                }
            }
        }

        private EmbeddedPostgres server;

        private Store startAndOpen() throws Exception {
            start(0);
            return JdbcStore.postgres(server.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
        }

        private void start(int port) throws Exception {
            server = EmbeddedPostgres.builder()
                    .setDataDirectory(directory.resolve("data"))
                    .setCleanDataDirectory(false)
                    .setServerConfig("fsync", "on")
                    .setPort(port)
                    .start();
        }
    }

    @Nested
    class WhenAConnectionBreaks {
        private final PostgresServer.Database database = PostgresServer.newDatabase();

        @Test
        void inTheMiddleOfATransactionNothingIsWrittenAndTheNextOneWorks() {
            try (Store store = JdbcStore.postgres(database.url(), "postgres", "postgres")) {
                assertFails(
                        () -> store.ledger().<Object>transact(transaction -> {
                            transaction.lockAccounts(new TreeSet<>(List.of(Books.ACME)));
                            database.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                    + " WHERE datname = current_database() AND state = 'idle in transaction'");
                            return transaction.lockAccounts(new TreeSet<>(List.of(Books.ACME)));
                        }),
                        ErrorCode.STORE_UNAVAILABLE);

                Books.callWithDeposit(store, Books.ACME, 1);
                assertThat(Books.totals(store).transfers()).isEqualTo(1);
            }
        }

        @Test
        void afterACommitTheOutcomeIsUnknownAndCanBeLookedUp() {
            UnwillingSource unwilling = new UnwillingSource(database.source());
            try (Store store = JdbcStore.postgres(unwilling.source())) {
                unwilling.failAfterCommit(new SQLException("An I/O error occurred", "08006"));
                assertFails(() -> Books.callWithDeposit(store, Books.ACME, 1), ErrorCode.STORE_OUTCOME_UNKNOWN);
                assertThat(store.executions().find(Books.executionId(1))).isPresent();

                unwilling.failBeforeCommit(new SQLException("An I/O error occurred", "08006"));
                assertFails(() -> Books.callWithDeposit(store, Books.ACME, 2), ErrorCode.STORE_OUTCOME_UNKNOWN);
                assertThat(store.executions().find(Books.executionId(2))).isEmpty();
            }
        }
    }

    @Nested
    class WhenACommitIsRefused {
        private final PostgresServer.Database database = PostgresServer.newDatabase();
        private final UnwillingSource unwilling = new UnwillingSource(database.source());

        @Test
        void becauseItCollidedTheWorkIsRunAgain() {
            try (Store store = JdbcStore.postgres(unwilling.source())) {
                int before = unwilling.commits();
                unwilling.failBeforeCommit(new SQLException("could not serialize access", "40001"));

                Books.callWithDeposit(store, Books.ACME, 1);

                assertThat(unwilling.commits() - before).isEqualTo(2);
                assertThat(Books.totals(store)).isEqualTo(new Books.Totals(1, 1, 1, List.of()));
            }
        }

        @Test
        void byAFullDiskNothingIsWritten() {
            try (Store store = JdbcStore.postgres(unwilling.source())) {
                unwilling.failBeforeCommit(new SQLException("could not extend file: No space left on device", "53100"));

                assertFails(() -> Books.callWithDeposit(store, Books.ACME, 1), ErrorCode.STORE_UNAVAILABLE);

                assertThat(Books.totals(store).transfers()).isZero();
            }
        }
    }

    @Nested
    class WhenWorkCollides {
        private final PostgresServer.Database database = PostgresServer.newDatabase();

        @Test
        void againAndAgainItIsGivenUp() {
            List<Integer> runs = new ArrayList<>();
            try (Store store = JdbcStore.postgres(database.source())) {
                Books.callWithDeposit(store, Books.ACME, 1);
                database.execute("CREATE FUNCTION in_the_way() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN RAISE SQLSTATE ''40001''; END'");
                database.execute(
                        "CREATE TRIGGER in_the_way BEFORE UPDATE ON souk_account EXECUTE FUNCTION in_the_way()");

                assertFails(
                        () -> store.ledger().<Object>transact(transaction -> {
                            runs.add(runs.size());
                            transaction.write(new dev.souk.spi.store.LedgerChanges(
                                    List.of(),
                                    List.of(dev.souk.spi.ledger.Account.empty(Books.ACME)),
                                    List.of(),
                                    List.of(),
                                    List.of()));
                            return null;
                        }),
                        ErrorCode.STORE_UNAVAILABLE);
            }
            assertThat(runs).hasSize(10);
        }

        @Test
        void underTheStrictestIsolationNothingIsLost() throws Exception {
            PGSimpleDataSource strict = new PGSimpleDataSource();
            strict.setUrl(database.url());
            strict.setOptions("-c default_transaction_isolation=serializable");
            ExecutorService pool = Executors.newFixedThreadPool(3);
            try (Store store = JdbcStore.postgres(strict)) {
                Books.callWithDeposit(store, Books.ACME, 1_000);
                List<Future<?>> writers = new ArrayList<>();
                for (int writer = 0; writer < 3; writer++) {
                    int first = writer * 10;
                    writers.add(pool.submit(() -> {
                        for (int number = first; number < first + 10; number++) {
                            writePatiently(store, number);
                        }
                    }));
                }
                for (Future<?> writer : writers) {
                    writer.get();
                }
                assertThat(Books.totals(store)).isEqualTo(new Books.Totals(1, 31, 31, List.of()));
            } finally {
                pool.shutdownNow();
            }
        }

        /** Under such isolation the bound may be reached, and then nothing was written. */
        private static void writePatiently(Store store, int number) {
            while (store.executions().find(Books.executionId(number)).isEmpty()) {
                try {
                    Books.callWithDeposit(store, Books.ACME, number);
                } catch (SoukException fault) {
                    assertThat(fault.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
                }
            }
        }
    }

    @Nested
    class WhenTheHostsPoolGivesNoConnection {
        private final UnwillingSource unwilling =
                new UnwillingSource(PostgresServer.newDatabase().source());

        @Test
        void aPingStillAnswersAndWorksAgainWhenItDoes() {
            try (Store store = JdbcStore.postgres(unwilling.source())) {
                CountDownLatch gate = new CountDownLatch(1);
                int before = unwilling.handedOut();
                unwilling.blockOn(gate);
                assertFails(store::ping, ErrorCode.STORE_UNAVAILABLE);
                assertFails(store::ping, ErrorCode.STORE_UNAVAILABLE);

                gate.countDown();
                store.ping();
                store.ping();

                // The two that got no answer asked one question between them.
                assertThat(unwilling.handedOut() - before).isBetween(2, 3);
            }
        }

        @Test
        void aPingThatIsInterruptedSaysSo() {
            try (Store store = JdbcStore.postgres(unwilling.source())) {
                CountDownLatch gate = new CountDownLatch(1);
                unwilling.blockOn(gate);
                Thread.currentThread().interrupt();
                assertFails(store::ping, ErrorCode.STORE_UNAVAILABLE);
                assertThat(Thread.interrupted()).isTrue();
                gate.countDown();
            }
        }
    }

    @Nested
    class WhatAFaultSays {
        private final PostgresServer.Database database = PostgresServer.newDatabase();

        @Test
        void holdsNothingOfWhatWasWritten() throws SQLException {
            try (Store store = JdbcStore.postgres(database.url(), "postgres", "postgres");
                    Connection connection = database.source().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("ALTER TABLE souk_running ADD CONSTRAINT never CHECK (idempotency_key <> 'key-7')");

                assertThatThrownBy(() -> Books.callWithDeposit(store, Books.ACME, 7))
                        .isInstanceOfSatisfying(SoukException.class, fault -> {
                            assertThat(fault.code()).isEqualTo(ErrorCode.INTERNAL);
                            for (Throwable at = fault; at != null; at = at.getCause()) {
                                assertThat(at.toString())
                                        .doesNotContain("key-7")
                                        .doesNotContain("fingerprint");
                            }
                        })
                        .hasMessageContaining("nothing was written");
            }
        }
    }
}
