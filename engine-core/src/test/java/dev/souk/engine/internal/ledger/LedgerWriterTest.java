package dev.souk.engine.internal.ledger;

import static dev.souk.engine.internal.ledger.Samples.ACME;
import static dev.souk.engine.internal.ledger.Samples.ZETA;
import static dev.souk.engine.internal.ledger.Samples.admit;
import static dev.souk.engine.internal.ledger.Samples.deposit;
import static dev.souk.engine.internal.ledger.Samples.execution;
import static dev.souk.engine.internal.ledger.Samples.leg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.engine.config.EngineThreads;
import dev.souk.engine.config.SoukConfig.LedgerSettings;
import dev.souk.engine.support.Threads;
import dev.souk.engine.support.Threads.Started;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.ledger.AccountId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LedgerWriterTest {
    private static final Duration PATIENCE = Duration.ofHours(1);

    /** Of a tenant whose commands are in another lane than {@code acme}'s, where there are two. */
    private static final AccountId OTHER_LANE = AccountId.creditsOf(new TenantId("omega"));

    private final GatedLedger store = new GatedLedger();
    private final AtomicLong nanos = new AtomicLong();

    private LedgerWriter writer(int queue, int lanes, int maxGroup) {
        return new LedgerWriter(
                store, () -> Samples.NOW, nanos::get, EngineThreads.SYSTEM, settings(queue, lanes, maxGroup));
    }

    private static LedgerSettings settings(int queue, int lanes, int maxGroup) {
        return new LedgerSettings(queue, lanes, maxGroup, PATIENCE, PATIENCE, Duration.ofHours(1));
    }

    /** The system's threads, for a test that listens. */
    private static class ForwardingThreads implements EngineThreads {
        @Override
        public void park(Object blocker, long nanos) {
            SYSTEM.park(blocker, nanos);
        }

        @Override
        public void pause(long nanos, BooleanSupplier enough) {
            SYSTEM.pause(nanos, enough);
        }

        @Override
        public void unpark(Thread thread) {
            SYSTEM.unpark(thread);
        }

        @Override
        public Repetition repeat(String name, Duration first, Supplier<Duration> task) {
            return SYSTEM.repeat(name, first, task);
        }
    }

    private final LedgerWriter writer = writer(100, 1, 100);

    /** What came of a command, and whether its thread was still interrupted afterwards. */
    private record Answer(LedgerOutcome outcome, boolean interrupted) {}

    private static Started<Answer> start(LedgerWriter writer, LedgerCommand command) {
        return Threads.start(
                () -> new Answer(writer.submit(command), Thread.currentThread().isInterrupted()));
    }

    /** Starts commands one after the other, so that they queue in this order behind one that is being written. */
    private List<Started<Answer>> queue(LedgerWriter to, LedgerCommand... commands) {
        List<Started<Answer>> started = new ArrayList<>();
        for (LedgerCommand command : commands) {
            int before = to.waiting();
            started.add(start(to, command));
            Threads.until(() -> to.waiting() == before + 1);
        }
        return started;
    }

    private Started<Answer> hold(LedgerWriter to) {
        store.shut();
        Started<Answer> first = start(to, deposit("first", ACME, 1));
        store.awaitBegun(1);
        return first;
    }

    private static ErrorCode faultOf(Started<Answer> started) {
        try {
            throw new AssertionError("it came to " + started.result());
        } catch (ExecutionException failed) {
            return ((SoukException) failed.getCause()).code();
        } catch (Exception unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    private long posted(AccountId account) {
        return store.account(account).map(found -> found.posted()).orElse(0L);
    }

    @Test
    void aCommandAloneIsWrittenAtOnceByItsCaller() {
        assertThat(writer.submit(deposit("d", ACME, 10))).isInstanceOf(LedgerOutcome.Moved.class);
        assertThat(writer.submit(deposit("e", ACME, 10))).isInstanceOf(LedgerOutcome.Moved.class);
        assertThat(store.written()).containsExactly(1, 1);
    }

    @Test
    void thoseThatComeWhileAGroupIsWrittenGoTogetherInTheNext() throws Exception {
        Started<Answer> first = hold(writer);
        List<Started<Answer>> rest = queue(writer, deposit("a", ACME, 1), deposit("b", ZETA, 2), deposit("c", ACME, 3));
        store.open();
        first.result();
        for (Started<Answer> each : rest) {
            assertThat(each.result().outcome()).isInstanceOf(LedgerOutcome.Moved.class);
        }
        assertThat(store.written()).containsExactly(1, 3);
    }

    @Test
    void aGroupIsNoLargerThanItMayBe() throws Exception {
        LedgerWriter small = writer(100, 1, 2);
        Started<Answer> first = hold(small);
        List<Started<Answer>> rest = queue(small, deposit("a", ACME, 1), deposit("b", ACME, 1), deposit("c", ACME, 1));
        store.open();
        first.result();
        for (Started<Answer> each : rest) {
            each.result();
        }
        assertThat(store.written()).containsExactly(1, 2, 1);
    }

    @Test
    void twoLanesWriteTwoGroupsAtOnce() throws Exception {
        LedgerWriter wide = writer(100, 2, 100);
        Started<Answer> first = hold(wide);
        Started<Answer> second = start(wide, deposit("second", OTHER_LANE, 1));
        store.awaitBegun(2);
        List<Started<Answer>> rest = queue(wide, deposit("a", ACME, 1), deposit("b", ACME, 1));
        store.open();
        first.result();
        second.result();
        for (Started<Answer> each : rest) {
            each.result();
        }
        assertThat(posted(ACME)).isEqualTo(3);
        assertThat(posted(OTHER_LANE)).isEqualTo(1);
    }

    @Test
    void whatWantsTheSameAccountIsInOneLane() throws Exception {
        LedgerWriter wide = writer(100, 2, 100);
        Started<Answer> first = hold(wide);
        List<Started<Answer>> rest = queue(wide, deposit("a", ACME, 1), deposit("b", ACME, 1));
        store.open();
        first.result();
        for (Started<Answer> each : rest) {
            each.result();
        }
        assertThat(store.written()).containsExactly(1, 2);
    }

    /** So the next group is written while the callers of this one go on. */
    @Test
    void theNextLeaderIsWokenBeforeThoseWhoAreDone() throws Exception {
        List<Thread> woken = Collections.synchronizedList(new ArrayList<>());
        LedgerWriter pairs = new LedgerWriter(
                store,
                () -> Samples.NOW,
                nanos::get,
                new ForwardingThreads() {
                    @Override
                    public void unpark(Thread thread) {
                        woken.add(thread);
                        super.unpark(thread);
                    }
                },
                settings(100, 1, 2));
        Started<Answer> first = hold(pairs);
        List<Started<Answer>> rest = queue(pairs, deposit("a", ACME, 1), deposit("b", ACME, 1), deposit("c", ACME, 1));
        store.open();
        first.result();
        for (Started<Answer> each : rest) {
            each.result();
        }
        assertThat(woken)
                .containsExactly(
                        rest.get(0).thread(), rest.get(2).thread(), rest.get(1).thread());
    }

    @Test
    void eachHasAnOutcomeOfItsOwn() throws Exception {
        writer.submit(deposit("d", ACME, 10));
        store.shut();
        Started<Answer> first = start(writer, deposit("first", ZETA, 1));
        store.awaitBegun(2);
        List<Started<Answer>> rest = queue(
                writer,
                admit(execution(1, null, leg(ACME, 6))),
                admit(execution(2, null, leg(ACME, 6))),
                admit(execution(3, null, leg(ACME, 4))));
        store.open();
        first.result();
        assertThat(rest.get(0).result().outcome()).isInstanceOf(LedgerOutcome.Admitted.class);
        assertThat(rest.get(1).result().outcome()).isEqualTo(new LedgerOutcome.Insufficient(ACME, 4, 6));
        assertThat(rest.get(2).result().outcome()).isInstanceOf(LedgerOutcome.Admitted.class);
    }

    @Test
    void oneThatTheStoreCannotWriteFailsAlone() throws Exception {
        store.refuse(changes ->
                changes.transfers().stream().anyMatch(made -> made.id().value().equals("poison")));
        Started<Answer> first = hold(writer);
        List<Started<Answer>> rest = queue(
                writer,
                deposit("a", ACME, 1),
                deposit("poison", ACME, 100),
                deposit("b", ACME, 2),
                deposit("c", ZETA, 4),
                deposit("d", ZETA, 8));
        store.open();
        first.result();
        assertThat(faultOf(rest.remove(1))).isEqualTo(ErrorCode.INTERNAL);
        for (Started<Answer> each : rest) {
            assertThat(each.result().outcome()).isInstanceOf(LedgerOutcome.Moved.class);
        }
        assertThat(posted(ACME)).isEqualTo(4);
        assertThat(posted(ZETA)).isEqualTo(12);
    }

    @Test
    void aFullQueueRefusesAndNothingIsDone() throws Exception {
        LedgerWriter narrow = writer(1, 1, 100);
        Started<Answer> first = hold(narrow);
        Started<Answer> waiting = queue(narrow, deposit("a", ACME, 1)).get(0);
        assertThatThrownBy(() -> narrow.submit(deposit("b", ACME, 1)))
                .isInstanceOfSatisfying(
                        SoukException.class, fault -> assertThat(fault.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE))
                .hasMessageContaining("nothing was done");
        store.open();
        first.result();
        waiting.result();
        assertThat(posted(ACME)).isEqualTo(2);
        assertThat(narrow.submit(deposit("b", ACME, 1))).isInstanceOf(LedgerOutcome.Moved.class);
    }

    @Nested
    class ACallerThatIsInterrupted {
        @Test
        void whileItWaitsGetsItsCommandBack() throws Exception {
            Started<Answer> first = hold(writer);
            Started<Answer> waiting = queue(writer, deposit("a", ACME, 10)).get(0);
            waiting.interrupt();
            assertThat(faultOf(waiting)).isEqualTo(ErrorCode.CANCELLED);
            assertThat(writer.waiting()).isZero();
            store.open();
            first.result();
            assertThat(writer.submit(deposit("b", ACME, 2))).isInstanceOf(LedgerOutcome.Moved.class);
            assertThat(posted(ACME)).isEqualTo(3);
        }

        @Test
        void whileItsCommandIsWrittenLearnsTheOutcomeAndStaysInterrupted() throws Exception {
            Started<Answer> first = hold(writer);
            List<Started<Answer>> group = queue(writer, deposit("a", ACME, 10), deposit("b", ACME, 20));
            first = release(first);
            store.awaitBegun(2);
            group.get(1).interrupt();
            store.open();
            assertThat(group.get(0).result().interrupted()).isFalse();
            Answer answer = group.get(1).result();
            assertThat(answer.outcome()).isInstanceOf(LedgerOutcome.Moved.class);
            assertThat(answer.interrupted()).isTrue();
            assertThat(first.isDone()).isTrue();
        }

        /** Lets the first transaction end and the next one wait. */
        private Started<Answer> release(Started<Answer> first) throws Exception {
            store.pass();
            first.result();
            return first;
        }

        @Test
        void whileItWritesForAllDoesNotBreakTheirTransaction() throws Exception {
            Started<Answer> first = hold(writer);
            List<Started<Answer>> group = queue(writer, deposit("a", ACME, 10), deposit("b", ACME, 20));
            release(first);
            store.awaitBegun(2);
            group.get(0).interrupt();
            store.awaitBegun(3);
            store.open();
            assertThat(group.get(0).result())
                    .satisfies(leader -> assertThat(leader.interrupted()).isTrue())
                    .satisfies(leader -> assertThat(leader.outcome()).isInstanceOf(LedgerOutcome.Moved.class));
            assertThat(group.get(1).result().outcome()).isInstanceOf(LedgerOutcome.Moved.class);
            assertThat(posted(ACME)).isEqualTo(31);
        }

        @Test
        void beforeItAsksIsWrittenIfNobodyElseWrites() {
            Thread.currentThread().interrupt();
            assertThat(writer.submit(deposit("a", ACME, 1))).isInstanceOf(LedgerOutcome.Moved.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Nested
    class ACallerWhosePatienceEnds {
        private void wait(Started<Answer> started) {
            nanos.addAndGet(PATIENCE.toNanos());
            started.wake();
        }

        @Test
        void whileItWaitsGetsItsCommandBack() throws Exception {
            Started<Answer> first = hold(writer);
            Started<Answer> waiting = queue(writer, deposit("a", ACME, 10)).get(0);
            wait(waiting);
            assertThat(faultOf(waiting)).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
            store.open();
            first.result();
            assertThat(posted(ACME)).isEqualTo(1);
        }

        @Test
        void whileItsCommandIsWrittenLearnsThatNobodyKnowsAndAskingAgainTells() throws Exception {
            Started<Answer> first = hold(writer);
            List<Started<Answer>> group = queue(writer, deposit("a", ACME, 10), deposit("b", ACME, 20));
            store.pass();
            first.result();
            store.awaitBegun(2);
            wait(group.get(1));
            assertThat(faultOf(group.get(1))).isEqualTo(ErrorCode.STORE_OUTCOME_UNKNOWN);
            store.open();
            group.get(0).result();
            assertThat(writer.submit(deposit("b", ACME, 20))).isInstanceOf(LedgerOutcome.MovedBefore.class);
            assertThat(posted(ACME)).isEqualTo(31);
        }
    }

    @Test
    void ofAThousandCommandsByManyCallersEachIsDoneOnce() throws Exception {
        LedgerWriter wide = writer(1_000, 2, 16);
        Threads.together(20, caller -> {
            for (int i = 0; i < 50; i++) {
                wide.submit(deposit("d" + caller + "-" + i, i % 2 == 0 ? ACME : ZETA, 1));
            }
            return null;
        });
        assertThat(posted(ACME)).isEqualTo(500);
        assertThat(posted(ZETA)).isEqualTo(500);
        assertThat(wide.waiting()).isZero();
        assertThat(store.written().stream().mapToInt(Integer::intValue).sum()).isEqualTo(1_000);
        assertThat(LedgerAudit.of(store).findings()).isEmpty();
    }
}
