package dev.souk.testkit;

import static dev.souk.testkit.StoreContractSamples.ACME_CREDITS;
import static dev.souk.testkit.StoreContractSamples.NOON;
import static dev.souk.testkit.StoreContractSamples.executionId;
import static dev.souk.testkit.StoreContractSamples.running;
import static dev.souk.testkit.StoreContractSamples.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.Leg;
import dev.souk.spi.ledger.Reservation;
import dev.souk.spi.store.EngineName;
import dev.souk.spi.store.EngineSession;
import dev.souk.spi.store.EngineSession.Renewal;
import dev.souk.spi.store.Execution;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who holds running executions, and until when. Times are relative to the store's own, whatever clock that is. */
abstract class LeaseStoreContract extends StoreContractPart {
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final EngineName NAME = new EngineName("host-1:8080");
    private static final int ENGINES = 4;

    private final List<EngineSession> sessions = new CopyOnWriteArrayList<>();

    @AfterEach
    void leave() {
        sessions.forEach(EngineSession::close);
    }

    private EngineSession enter(@Nullable EngineName nameOrNull) {
        EngineSession session = store().leases().enter(nameOrNull);
        sessions.add(session);
        return session;
    }

    private static Instant time(EngineSession session) {
        return session.renew(Set.of(), LEASE, NOON).now();
    }

    static Execution heldBy(EngineSession session, Execution execution, Instant expiresAt) {
        return new Execution(
                execution.id(),
                execution.caller(),
                execution.agent(),
                execution.version(),
                execution.planOrNull(),
                execution.keyOrNull(),
                execution.fingerprint(),
                new Reservation(List.of(new Leg(ACME_CREDITS, 4)), session.epoch(), expiresAt),
                execution.startedAt(),
                execution.endOrNull());
    }

    /** A call of this session whose lease ends so long after the store's time. */
    private Execution admitted(EngineSession session, int number, Duration left) {
        Execution execution = heldBy(session, running(number), time(session).plus(left));
        admit(execution);
        return execution;
    }

    private Instant expiresAt(int number) {
        return store().executions()
                .find(executionId(number))
                .orElseThrow()
                .reservation()
                .expiresAt();
    }

    private static List<ExecutionId> ids(List<Execution> executions) {
        return executions.stream().map(Execution::id).toList();
    }

    @Test
    void everySessionHasEpochsOfItsOwnAboveThoseBefore() {
        long last = 0;
        for (int i = 0; i < 5; i++) {
            EngineSession session = enter(i % 2 == 0 ? null : NAME);
            assertThat(session.epoch()).isPositive().isGreaterThan(last);
            assertThat(session.epoch() % EngineSession.EPOCHS).isZero();
            last = session.epoch();
            session.close();
        }
    }

    @Test
    void enginesThatEnterAtTheSameMomentHaveDifferentEpochs() throws Exception {
        List<Long> epochs = together(number -> enter(null).epoch());
        assertThat(epochs).doesNotHaveDuplicates().hasSize(ENGINES);
    }

    @Test
    void aRenewalExtendsTheLeaseFromTheStoresTimeOn() {
        EngineSession session = enter(NAME);
        Execution first = admitted(session, 1, Duration.ofSeconds(5));
        Execution second = admitted(session, 2, Duration.ofSeconds(5));
        Execution other = admitted(session, 3, Duration.ofSeconds(5));
        Instant before = time(session);

        Renewal renewal = session.renew(Set.of(first.id(), second.id()), LEASE, NOON);

        assertThat(renewal.held()).containsExactlyInAnyOrder(first.id(), second.id());
        assertThat(renewal.now()).isBetween(before, time(session));
        assertThat(expiresAt(1)).isBetween(before.plus(LEASE), renewal.now().plus(LEASE));
        assertThat(expiresAt(2)).isBetween(before.plus(LEASE), renewal.now().plus(LEASE));
        assertThat(expiresAt(3)).isEqualTo(other.reservation().expiresAt());
        assertThat(store().executions().find(first.id())).contains(first.leasedUntil(expiresAt(1)));
    }

    @Test
    void aRenewalCanComeLateAsLongAsNobodyTookOver() {
        EngineSession session = enter(NAME);
        Execution late = admitted(session, 1, Duration.ofSeconds(-5));

        assertThat(session.renew(Set.of(late.id()), LEASE, NOON).held()).containsExactly(late.id());
        assertThat(session.takeOverExpired(10, LEASE, NOON)).isEmpty();
    }

    @Test
    void aRenewalSaysWhatIsNotHeld() {
        EngineSession session = enter(NAME);
        EngineSession other = enter(null);
        Execution ended = admitted(session, 1, LEASE);
        Execution others = admitted(other, 2, LEASE);
        end(ended.ended(succeeded("1")));

        Renewal renewal = session.renew(Set.of(ended.id(), others.id(), executionId(3)), LEASE, NOON);

        assertThat(renewal.held()).isEmpty();
        assertThat(expiresAt(2)).isEqualTo(others.reservation().expiresAt());
        assertThat(store().executions().find(ended.id())).contains(ended.ended(succeeded("1")));
    }

    @Test
    void whatIsNotRenewedIsTakenOverInANewEpoch() {
        EngineSession former = enter(null);
        EngineSession next = enter(null);
        Execution left = admitted(former, 1, Duration.ofSeconds(-1));
        Execution running = admitted(former, 2, LEASE);
        Instant before = time(next);

        List<Execution> taken = next.takeOverExpired(10, LEASE, NOON);

        assertThat(taken).singleElement().satisfies(execution -> {
            assertThat(execution.reservation().expiresAt())
                    .isBetween(before.plus(LEASE), time(next).plus(LEASE));
            assertThat(execution)
                    .isEqualTo(left.fencedAbove(next.epoch())
                            .leasedUntil(execution.reservation().expiresAt()));
            assertThat(store().executions().find(left.id())).contains(execution);
        });
        assertThat(former.renew(Set.of(left.id(), running.id()), LEASE, NOON).held())
                .containsExactly(running.id());
    }

    @Test
    void whatWasTakenOverIsTakenOverAgainWhenThatLeaseHasEnded() {
        EngineSession former = enter(null);
        Execution left = admitted(former, 1, Duration.ofSeconds(-1));

        List<Long> epochs = new ArrayList<>(List.of(left.reservation().epoch()));
        // The last one is the first again: an epoch rises even when an older session takes over from a younger one.
        for (EngineSession next : List.of(enter(null), enter(null), former)) {
            List<Execution> taken = next.takeOverExpired(10, Duration.ofMinutes(-1), NOON);
            assertThat(ids(taken)).containsExactly(left.id());
            epochs.add(taken.get(0).reservation().epoch());
        }
        assertThat(epochs).doesNotHaveDuplicates().isSorted();
        assertThat(former.renew(Set.of(left.id()), LEASE, NOON).held()).isEmpty();
    }

    @Test
    void whatExpiredLongestAgoIsTakenOverFirst() {
        EngineSession session = enter(null);
        admitted(session, 1, Duration.ofSeconds(-10));
        admitted(session, 2, Duration.ofSeconds(-30));
        admitted(session, 3, Duration.ofSeconds(-20));

        assertThat(ids(session.takeOverExpired(2, LEASE, NOON)))
                .containsExactlyInAnyOrder(executionId(2), executionId(3));
        assertThat(ids(session.takeOverExpired(2, LEASE, NOON))).containsExactly(executionId(1));
    }

    @Test
    void ofSeveralThatTakeOverEachExecutionGoesToOne() throws Exception {
        EngineSession former = enter(null);
        int count = 120;
        Instant past = time(former).minusSeconds(1);
        for (int number = 0; number < count; number++) {
            admit(heldBy(former, running(number), past));
        }

        List<List<ExecutionId>> taken = together(number -> {
            EngineSession session = enter(null);
            List<ExecutionId> mine = new ArrayList<>();
            List<Execution> page;
            do {
                page = session.takeOverExpired(7, LEASE, NOON);
                mine.addAll(ids(page));
            } while (!page.isEmpty());
            return mine;
        });

        assertThat(taken.stream().flatMap(List::stream)).doesNotHaveDuplicates().hasSize(count);
    }

    @Test
    void anEngineOfTheSameNameTakesOverWhatTheFormerLeft() {
        EngineSession former = enter(NAME);
        Execution left = admitted(former, 1, LEASE);
        former.close();

        EngineSession next = enter(NAME);

        assertThat(next.isNameTaken()).isFalse();
        assertThat(next.takeOverOwn(10, LEASE, NOON))
                .singleElement()
                .satisfies(taken -> assertThat(taken)
                        .isEqualTo(left.fencedAbove(next.epoch())
                                .leasedUntil(taken.reservation().expiresAt())));
        assertThat(next.takeOverOwn(10, LEASE, NOON)).isEmpty();
    }

    @Test
    void anEngineFindsWhatSeveralBeforeItLeftInPages() {
        for (int start = 0; start < 3; start++) {
            EngineSession former = enter(NAME);
            admitted(former, 2 * start, LEASE);
            admitted(former, 2 * start + 1, Duration.ofSeconds(-1));
            former.close();
        }
        EngineSession next = enter(NAME);
        List<Execution> taken = new ArrayList<>();
        List<Execution> page;
        do {
            page = next.takeOverOwn(4, LEASE, NOON);
            taken.addAll(page);
        } while (page.size() == 4);

        assertThat(ids(taken)).doesNotHaveDuplicates().hasSize(6);
    }

    @Test
    void twoLiveEnginesOfOneNameLeaveEachOtherAlone() {
        EngineSession first = enter(NAME);
        Execution firsts = admitted(first, 1, LEASE);
        EngineSession second = enter(NAME);
        Execution seconds = admitted(second, 2, LEASE);

        assertThat(first.isNameTaken()).isFalse();
        assertThat(second.isNameTaken()).isTrue();
        assertThat(first.takeOverOwn(10, LEASE, NOON)).isEmpty();
        assertThat(second.takeOverOwn(10, LEASE, NOON)).isEmpty();
        first.close();
        assertThat(second.takeOverOwn(10, LEASE, NOON)).isEmpty();
        assertThat(second.renew(Set.of(seconds.id()), LEASE, NOON).held()).containsExactly(seconds.id());
        assertThat(expiresAt(1)).isEqualTo(firsts.reservation().expiresAt());
    }

    @Test
    void whatALiveEngineHoldsIsNotLeftWhateverTheNameOfTheNext() {
        admitted(enter(NAME), 1, LEASE);
        admitted(enter(null), 2, LEASE);

        assertThat(enter(null).takeOverOwn(10, LEASE, NOON)).isEmpty();
        assertThat(enter(new EngineName("host-2:8080")).takeOverOwn(10, LEASE, NOON))
                .isEmpty();
    }

    @Test
    void aPageOutOfItsRangeIsRefused() {
        EngineSession session = enter(NAME);
        for (int most : new int[] {0, 1_001}) {
            assertThatThrownBy(() -> session.takeOverExpired(most, LEASE, NOON))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> session.takeOverOwn(most, LEASE, NOON))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void leavingTwiceDoesNothing() {
        EngineSession session = enter(NAME);
        session.close();
        session.close();
        assertThat(enter(NAME).isNameTaken()).isFalse();
    }

    /** What one engine does. */
    @FunctionalInterface
    private interface Work<T> {
        T of(int engine) throws Exception;
    }

    private static <T> List<T> together(Work<T> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(ENGINES);
        try {
            CyclicBarrier start = new CyclicBarrier(ENGINES);
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < ENGINES; i++) {
                int engine = i;
                futures.add(threads.submit(() -> {
                    start.await();
                    return work.of(engine);
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(30, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
