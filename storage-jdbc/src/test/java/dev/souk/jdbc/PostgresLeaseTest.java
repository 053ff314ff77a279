package dev.souk.jdbc;

import static dev.souk.jdbc.Books.executionId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.agent.ModelUsage;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.Reservation;
import dev.souk.spi.store.EngineName;
import dev.souk.spi.store.EngineSession;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionEnd;
import dev.souk.spi.store.ExecutionState;
import dev.souk.spi.store.LedgerChanges;
import dev.souk.spi.store.Store;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is different when several engines share a database: its clock, its locks, and who is alive. */
@Timeout(60)
class PostgresLeaseTest {
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final EngineName NAME = new EngineName("host-1:8080");

    private final PostgresServer.Database database = PostgresServer.newDatabase();
    private final List<EngineSession> sessions = new ArrayList<>();
    private Store store;

    @BeforeEach
    void open() {
        store = JdbcStore.postgres(database.source());
    }

    @AfterEach
    void close() {
        sessions.forEach(EngineSession::close);
        store.close();
    }

    private EngineSession enter(EngineName name) {
        EngineSession session = store.leases().enter(name);
        sessions.add(session);
        return session;
    }

    /** A call of this session whose lease ends so long after the database's time. */
    private Execution admitted(EngineSession session, int number, Duration left) {
        Execution some = Books.running(Books.ACME, number);
        Execution execution = new Execution(
                some.id(),
                some.caller(),
                some.agent(),
                some.version(),
                null,
                null,
                "",
                new Reservation(List.of(), session.epoch(), time(session).plus(left)),
                Instant.EPOCH,
                null);
        store.ledger().<Object>transact(transaction -> {
            transaction.write(new LedgerChanges(List.of(), List.of(), List.of(execution), List.of(), List.of()));
            return null;
        });
        return execution;
    }

    private static Instant time(EngineSession session) {
        return session.renew(Set.of(), LEASE, Instant.EPOCH).now();
    }

    private static List<ExecutionId> ids(List<Execution> executions) {
        return executions.stream().map(Execution::id).toList();
    }

    @Test
    void anEngineWhoseClockIsWrongDoesNoHarm() {
        EngineSession session = enter(NAME);
        Execution running = admitted(session, 1, LEASE);
        admitted(session, 2, Duration.ofSeconds(-1));
        Instant aheadOfAll = Instant.parse("2999-01-01T00:00:00Z");

        assertThat(ids(enter(null).takeOverExpired(10, LEASE, aheadOfAll))).containsExactly(executionId(2));
        assertThat(session.renew(Set.of(running.id()), LEASE, aheadOfAll).now()).isBefore(aheadOfAll);
        assertThat(store.executions()
                        .find(running.id())
                        .orElseThrow()
                        .reservation()
                        .expiresAt())
                .isBefore(aheadOfAll);
        admitted(session, 3, Duration.ofSeconds(-1));
        assertThat(ids(enter(null).takeOverExpired(10, LEASE, Instant.EPOCH))).containsExactly(executionId(3));
    }

    @Test
    void nobodyWaitsForARowThatAnotherTransactionHasLocked() throws SQLException {
        EngineSession session = enter(NAME);
        Execution locked = admitted(session, 1, Duration.ofSeconds(-1));
        Execution free = admitted(session, 2, Duration.ofSeconds(-1));
        try (Connection other = database.source().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT * FROM souk_running WHERE id = '" + locked.id() + "' FOR UPDATE");

            assertThat(ids(enter(null).takeOverExpired(10, LEASE, Instant.EPOCH)))
                    .containsExactly(free.id());
            assertThat(session.renew(Set.of(locked.id()), LEASE, Instant.EPOCH).held())
                    .containsExactly(locked.id());
            other.rollback();
        }
    }

    /** The end read the call before it was taken over and removed it after that: the call was paid in an epoch that was over. */
    @Test
    void anEndThatMeetsATakingOverIsDecidedAgain() {
        EngineSession former = enter(null);
        EngineSession next = enter(null);
        Execution call = admitted(former, 1, Duration.ofSeconds(-1));
        List<Long> epochs = new ArrayList<>();

        store.ledger().<Object>transact(transaction -> {
            Execution read =
                    transaction.lockExecutions(new TreeSet<>(Set.of(call.id()))).get(call.id());
            epochs.add(read.reservation().epoch());
            if (epochs.size() == 1) {
                assertThat(next.takeOverExpired(10, LEASE, Instant.EPOCH)).hasSize(1);
                transaction.write(new LedgerChanges(
                        List.of(), List.of(), List.of(), List.of(read.ended(succeeded())), List.of()));
            }
            return null;
        });

        assertThat(epochs).hasSize(2).isSorted().doesNotHaveDuplicates();
        assertThat(store.executions().find(call.id()).orElseThrow().isRunning()).isTrue();
    }

    private static ExecutionEnd succeeded() {
        return new ExecutionEnd(
                ExecutionState.SUCCEEDED,
                Instant.EPOCH,
                null,
                "",
                "{}",
                ModelUsage.NONE,
                Duration.ZERO,
                1,
                false,
                Credits.ZERO,
                0);
    }

    @Test
    void onlyAnEngineOfTheSameNameIsASuccessor() {
        for (EngineName name : new EngineName[] {NAME, null}) {
            EngineSession former = enter(name);
            admitted(former, sessions.size(), LEASE);
            former.close();
        }

        assertThat(enter(new EngineName("host-2:8080")).takeOverOwn(10, LEASE, Instant.EPOCH))
                .isEmpty();
        assertThat(enter(null).takeOverOwn(10, LEASE, Instant.EPOCH)).isEmpty();
        assertThat(ids(enter(NAME).takeOverOwn(10, LEASE, Instant.EPOCH))).containsExactly(executionId(1));
    }

    @Test
    void anEngineThatLosesItsConnectionKeepsItsNameAndItsCalls() {
        EngineSession session = enter(NAME);
        Execution running = admitted(session, 1, LEASE);
        database.execute("SELECT pg_terminate_backend(CAST(SPLIT_PART(session, ' ', 1) AS INT)) FROM souk_engine");

        assertThatThrownBy(() -> session.renew(Set.of(running.id()), LEASE, Instant.EPOCH))
                .isInstanceOfSatisfying(
                        SoukException.class, fault -> assertThat(fault.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE));
        assertThat(session.renew(Set.of(running.id()), LEASE, Instant.EPOCH).held())
                .containsExactly(running.id());
        EngineSession namesake = enter(NAME);
        assertThat(namesake.isNameTaken()).isTrue();
        assertThat(namesake.takeOverOwn(10, LEASE, Instant.EPOCH)).isEmpty();
    }

    @Test
    void anEngineWhoseStoreIsClosedWithoutIsGoneWhenItsConnectionIs() {
        EngineSession former = enter(NAME);
        admitted(former, 1, LEASE);
        store.close();
        store = JdbcStore.postgres(database.source());
        awaitNoSession();

        EngineSession next = enter(NAME);

        assertThat(next.isNameTaken()).isFalse();
        assertThat(ids(next.takeOverOwn(10, LEASE, Instant.EPOCH))).containsExactly(executionId(1));
    }

    /** The server notices in its own time that a connection was closed. */
    private void awaitNoSession() {
        database.execute("DO $$ BEGIN WHILE EXISTS (SELECT 1 FROM pg_stat_activity a JOIN souk_engine e"
                + " ON SPLIT_PART(e.session, ' ', 1) = CAST(a.pid AS TEXT)) LOOP PERFORM pg_sleep(0.01);"
                + " PERFORM pg_stat_clear_snapshot(); END LOOP; END $$");
    }

    @Test
    void sessionsThatAreGoneAndHaveLeftNothingAreForgotten() throws SQLException {
        for (int i = 0; i < 5; i++) {
            enter(i % 2 == 0 ? NAME : null).close();
        }
        EngineSession with = enter(null);
        admitted(with, 1, LEASE);
        with.close();
        enter(NAME);

        try (Connection connection = database.source().getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT COUNT(*) FROM souk_engine")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(2);
        }
    }
}
