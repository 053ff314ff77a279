package dev.souk.engine.internal.ledger;

import static dev.souk.engine.internal.ledger.Samples.ACME;
import static dev.souk.engine.internal.ledger.Samples.LATER;
import static dev.souk.engine.internal.ledger.Samples.NOW;
import static dev.souk.engine.internal.ledger.Samples.PHONE;
import static dev.souk.engine.internal.ledger.Samples.USER;
import static dev.souk.engine.internal.ledger.Samples.ZETA;
import static dev.souk.engine.internal.ledger.Samples.admit;
import static dev.souk.engine.internal.ledger.Samples.deposit;
import static dev.souk.engine.internal.ledger.Samples.end;
import static dev.souk.engine.internal.ledger.Samples.execution;
import static dev.souk.engine.internal.ledger.Samples.expire;
import static dev.souk.engine.internal.ledger.Samples.fail;
import static dev.souk.engine.internal.ledger.Samples.id;
import static dev.souk.engine.internal.ledger.Samples.leg;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.engine.internal.ledger.LedgerOutcome.Admitted;
import dev.souk.engine.internal.ledger.LedgerOutcome.Ended;
import dev.souk.engine.internal.ledger.LedgerOutcome.Insufficient;
import dev.souk.engine.internal.ledger.LedgerOutcome.KeyKnown;
import dev.souk.engine.internal.ledger.LedgerOutcome.Moved;
import dev.souk.engine.internal.ledger.LedgerOutcome.MovedBefore;
import dev.souk.engine.internal.ledger.LedgerOutcome.NotHeld;
import dev.souk.engine.internal.ledger.LedgerOutcome.Rejected;
import dev.souk.engine.internal.memory.MemoryStore;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Leg;
import dev.souk.spi.ledger.Reservation;
import dev.souk.spi.ledger.TransferId;
import dev.souk.spi.ledger.TransferKind;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionState;
import dev.souk.spi.store.LedgerChanges;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LedgerRulesTest {
    private final MemoryStore store = new MemoryStore();
    private Instant now = NOW;
    private LedgerChanges lastChanges;

    private List<LedgerOutcome> batch(LedgerCommand... commands) {
        return decide(Arrays.asList(commands), false);
    }

    private List<LedgerOutcome> decide(List<LedgerCommand> batch, boolean again) {
        return store.ledger().transact(transaction -> {
            LedgerRules.Decision decision = LedgerRules.decide(LedgerState.load(transaction, batch, again), batch, now);
            lastChanges = decision.changes();
            transaction.write(decision.changes());
            return decision.outcomes();
        });
    }

    private LedgerOutcome one(LedgerCommand command) {
        return batch(command).get(0);
    }

    /** A command whose reply was lost. */
    private LedgerOutcome again(LedgerCommand command) {
        return decide(List.of(command), true).get(0);
    }

    private Account account(AccountId id) {
        return store.ledger().account(id).orElse(Account.empty(id));
    }

    private void balance(AccountId id, long posted, long held) {
        assertThat(account(id).posted()).isEqualTo(posted);
        assertThat(account(id).held()).isEqualTo(held);
        assertThat(LedgerAudit.of(store.ledger()).findings()).isEmpty();
    }

    private void nothingChanges() {
        assertThat(lastChanges.isEmpty()).isTrue();
    }

    @Nested
    class Moving {
        @Test
        void isDoneOnceForEachId() {
            assertThat(one(deposit("d", ACME, 10))).isInstanceOf(Moved.class);
            LedgerOutcome again = one(deposit("d", ACME, 99));
            nothingChanges();
            assertThat(again)
                    .isInstanceOfSatisfying(
                            MovedBefore.class,
                            before -> assertThat(before.transfer().postings())
                                    .anyMatch(posting -> posting.amount() == 10));
            balance(ACME, 10, 0);
            balance(AccountId.PLATFORM_DEPOSITS, -10, 0);
        }

        @Test
        void isDoneOnceForEachIdInOneBatch() {
            List<LedgerOutcome> outcomes = batch(deposit("d", ACME, 10), deposit("d", ACME, 10));
            assertThat(outcomes.get(0)).isInstanceOf(Moved.class);
            assertThat(outcomes.get(1)).isInstanceOf(MovedBefore.class);
            balance(ACME, 10, 0);
        }

        @Test
        void takesNoMoreThanIsAvailable() {
            Execution running = execution(1, null, leg(ACME, 4));
            batch(deposit("d", ACME, 10), admit(running));
            LedgerOutcome tooMuch = one(move("m", leg(ACME, -7), leg(ZETA, 7)));
            assertThat(tooMuch).isEqualTo(new Insufficient(ACME, 6, 7));
            nothingChanges();
            assertThat(one(move("m", leg(ACME, -6), leg(ZETA, 6)))).isInstanceOf(Moved.class);
            balance(ACME, 4, 4);
            balance(ZETA, 6, 0);
        }

        @Test
        void numbersThePostingsOfAnAccountAndKeepsItsBalance() {
            batch(deposit("a", ACME, 10), deposit("b", ACME, 5));
            assertThat(store.ledger().statement(ACME, Long.MAX_VALUE, 10))
                    .extracting(line -> line.posting().sequence())
                    .containsExactly(2L, 1L);
            assertThat(store.ledger().statement(ACME, Long.MAX_VALUE, 10))
                    .extracting(line -> line.posting().balance())
                    .containsExactly(15L, 10L);
        }

        @Test
        void thatDoesNotBalanceIsRejected() {
            assertThat(one(move("m", leg(ACME, 5), leg(AccountId.PLATFORM_GRANTS, -4))))
                    .isInstanceOf(Rejected.class);
            nothingChanges();
            assertThat(one(move("m", leg(ACME, 5), leg(AccountId.TRIAL_ISSUED, -5))))
                    .isInstanceOf(Rejected.class);
            assertThat(one(move("m"))).isInstanceOf(Rejected.class);
            assertThat(one(move("m", leg(ACME, 5), leg(ACME, -5)))).isNotInstanceOf(Moved.class);
            nothingChanges();
        }

        @Test
        void ofMoreThanCanBeCountedIsRejected() {
            batch(deposit("d", ACME, Long.MAX_VALUE));
            assertThat(one(deposit("e", ACME, 1))).isInstanceOf(Rejected.class);
            nothingChanges();
            assertThat(one(move("m", leg(ACME, Long.MIN_VALUE), leg(ZETA, Long.MAX_VALUE), leg(PHONE, 1))))
                    .isInstanceOf(Rejected.class);
            nothingChanges();
        }

        private static LedgerCommand.Move move(String id, Leg... legs) {
            return new LedgerCommand.Move(new TransferId(id), TransferKind.GRANT, "", List.of(legs));
        }
    }

    @Nested
    class Admitting {
        @Test
        void setsAsideOnEveryAccountOrOnNone() {
            batch(deposit("d", ACME, 10));
            Execution both = execution(1, null, leg(ACME, 4), leg(ZETA, 1));
            assertThat(one(admit(both))).isEqualTo(new Insufficient(ZETA, 0, 1));
            nothingChanges();
            balance(ACME, 10, 0);
            batch(deposit("e", ZETA, 1));
            assertThat(one(admit(both))).isInstanceOf(Admitted.class);
            balance(ACME, 10, 4);
            balance(ZETA, 1, 1);
        }

        @Test
        void doesNotSetAsideWhatIsHeldAlready() {
            batch(deposit("d", ACME, 10), admit(execution(1, null, leg(ACME, 6))));
            assertThat(one(admit(execution(2, null, leg(ACME, 5))))).isEqualTo(new Insufficient(ACME, 4, 5));
        }

        @Test
        void opensAnAccountOnce() {
            LedgerCommand.Admit first = trial(1);
            assertThat(one(first)).isInstanceOf(Admitted.class);
            assertThat(lastChanges.opened()).extracting(Account::id).containsExactlyInAnyOrder(USER, PHONE);
            balance(USER, 3, 1);
            assertThat(one(trial(2))).isInstanceOf(Admitted.class);
            assertThat(lastChanges.opened()).isEmpty();
            balance(USER, 3, 2);
            balance(AccountId.TRIAL_ISSUED, -6, 0);
        }

        @Test
        void opensAnAccountOnceInOneBatch() {
            assertThat(batch(trial(1), trial(2), trial(3), trial(4)))
                    .hasExactlyElementsOfTypes(Admitted.class, Admitted.class, Admitted.class, Insufficient.class);
            balance(USER, 3, 3);
        }

        @Test
        void opensNothingIfItIsRefused() {
            LedgerCommand.Admit tooMuch = new LedgerCommand.Admit(
                    execution(1, null, leg(USER, 4)),
                    List.of(new LedgerCommand.Opening(USER, 3, AccountId.TRIAL_ISSUED)));
            assertThat(one(tooMuch)).isEqualTo(new Insufficient(USER, 3, 4));
            nothingChanges();
        }

        private static LedgerCommand.Admit trial(int number) {
            return new LedgerCommand.Admit(
                    execution(number, null, leg(USER, 1), leg(PHONE, 1)),
                    List.of(
                            new LedgerCommand.Opening(USER, 3, AccountId.TRIAL_ISSUED),
                            new LedgerCommand.Opening(PHONE, 3, AccountId.TRIAL_ISSUED)));
        }

        @Test
        void happensOnceForEachKey() {
            Execution first = execution(1, "k");
            batch(admit(first));
            assertThat(one(admit(execution(2, "k")))).isEqualTo(new KeyKnown(first));
            nothingChanges();
            assertThat(store.executions().find(id(2))).isEmpty();
        }

        @Test
        void happensOnceForEachKeyInOneBatch() {
            Execution first = execution(1, "k");
            assertThat(batch(admit(first), admit(execution(2, "k"))))
                    .containsExactly(new Admitted(first), new KeyKnown(first));
        }

        /** The rules used to show the first call as still running if its end stood before in the same batch. */
        @Test
        void aKeyShowsTheEndThatStandsBeforeInTheSameBatch() {
            Execution first = execution(1, "k");
            batch(admit(first));
            List<LedgerOutcome> outcomes = batch(fail(first), admit(execution(2, "k")));
            assertThat(outcomes.get(1))
                    .isInstanceOfSatisfying(
                            KeyKnown.class,
                            known -> assertThat(known.execution().state()).isEqualTo(ExecutionState.FAILED));
        }

        @Test
        void happensOnceForEachExecution() {
            Execution first = execution(1, null);
            assertThat(batch(admit(first), admit(first)).get(1)).isInstanceOf(Rejected.class);
            assertThat(one(admit(execution(2, null).ended(Samples.failure())))).isInstanceOf(Rejected.class);
        }

        /** Tried again after a reply was lost, it was rejected as a fault of the engine's if others had given the call up meanwhile. */
        @Test
        void triedAgainFindsItselfOrThatItIsInOtherHands() {
            Execution first = execution(1, "k", leg(ACME, 6));
            batch(deposit("d", ACME, 10), admit(first));
            assertThat(again(admit(first))).isInstanceOf(Admitted.class);

            now = LATER;
            one(expire(first));
            assertThat(again(admit(first)))
                    .isInstanceOfSatisfying(
                            NotHeld.class,
                            lost -> assertThat(lost.execution().state()).isEqualTo(ExecutionState.EXPIRED));
            assertThat(again(admit(execution(1, "k", leg(ACME, 5))))).isInstanceOf(Rejected.class);
            nothingChanges();
        }

        @Test
        void ofMoreThanCanBeCountedIsInsufficient() {
            batch(deposit("d", ACME, 10));
            assertThat(one(admit(execution(1, null, leg(ACME, Long.MAX_VALUE)))))
                    .isInstanceOf(Insufficient.class);
            nothingChanges();
        }
    }

    @Nested
    class Ending {
        private final Execution running = execution(1, null, leg(ACME, 6));

        @Test
        void paysAndGivesTheRestBack() {
            batch(deposit("d", ACME, 10), admit(running));
            LedgerOutcome outcome = one(end(running, leg(ACME, -4), leg(AccountId.PLATFORM_FEES, 4)));
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Ended.class,
                            ended -> assertThat(ended.execution()
                                            .end()
                                            .orElseThrow()
                                            .balanceAfter())
                                    .isEqualTo(6));
            balance(ACME, 6, 0);
            balance(AccountId.PLATFORM_FEES, 4, 0);
        }

        @Test
        void withoutPaymentGivesEverythingBack() {
            batch(deposit("d", ACME, 10), admit(running));
            assertThat(one(fail(running))).isInstanceOf(Ended.class);
            balance(ACME, 10, 0);
            assertThat(lastChanges.transfers()).isEmpty();
        }

        @Test
        void happensOnce() {
            batch(deposit("d", ACME, 10), admit(running));
            one(fail(running));
            assertThat(one(end(running, leg(ACME, -4), leg(AccountId.PLATFORM_FEES, 4))))
                    .isInstanceOf(NotHeld.class);
            nothingChanges();
            balance(ACME, 10, 0);
        }

        @Test
        void happensOnceInOneBatch() {
            batch(deposit("d", ACME, 10), admit(running));
            assertThat(batch(fail(running), fail(running))).hasExactlyElementsOfTypes(Ended.class, NotHeld.class);
            balance(ACME, 10, 0);
        }

        @Test
        void settlingMoreThanReservedIsRefused() {
            batch(deposit("d", ACME, 10), admit(running));
            assertThat(one(end(running, leg(ACME, -7), leg(AccountId.PLATFORM_FEES, 7))))
                    .isInstanceOfSatisfying(
                            Rejected.class, no -> assertThat(no.reason()).contains("settling 7", "6"));
            nothingChanges();
            balance(ACME, 10, 6);
        }

        @Test
        void takesNothingFromAnAccountOnWhichNothingIsSetAside() {
            batch(deposit("d", ACME, 10), deposit("e", ZETA, 10), admit(running));
            assertThat(one(end(running, leg(ZETA, -1), leg(AccountId.PLATFORM_FEES, 1))))
                    .isInstanceOf(Rejected.class);
            nothingChanges();
        }

        @Test
        void withWhatWasNotSetAsideIsRejected() {
            batch(deposit("d", ACME, 10), admit(running));
            assertThat(one(fail(execution(1, null, leg(ACME, 5))))).isInstanceOf(Rejected.class);
            nothingChanges();
        }

        @Test
        void thatDoesNotBalanceIsRejectedAndTheCallRunsOn() {
            batch(deposit("d", ACME, 10), admit(running));
            assertThat(one(end(running, leg(ACME, -4), leg(AccountId.PLATFORM_FEES, 3))))
                    .isInstanceOf(Rejected.class);
            nothingChanges();
            assertThat(one(end(running, leg(ACME, -4), leg(AccountId.PLATFORM_FEES, 4))))
                    .isInstanceOf(Ended.class);
        }

        @Test
        void whatWasNeverAdmittedIsRejected() {
            assertThat(one(fail(running))).isInstanceOf(Rejected.class);
            assertThat(one(expire(running))).isInstanceOf(Rejected.class);
            nothingChanges();
        }

        @Test
        void inTheBatchThatAdmittedWritesTheCallOnceAsItEnded() {
            batch(deposit("d", ACME, 10));
            assertThat(batch(admit(running), end(running, leg(ACME, -6), leg(AccountId.PLATFORM_FEES, 6))))
                    .hasExactlyElementsOfTypes(Admitted.class, Ended.class);
            assertThat(lastChanges.ended()).isEmpty();
            assertThat(lastChanges.admitted()).extracting(Execution::state).containsExactly(ExecutionState.SUCCEEDED);
            balance(ACME, 4, 0);
        }

        @Test
        void recordsNoBalanceOfACollectingAccount() {
            batch(deposit("d", ACME, 10), admit(running));
            LedgerCommand.End end = fail(running);
            Ended ended = (Ended) one(new LedgerCommand.End(
                    end.execution(), end.reservation(), end.end(), List.of(), AccountId.PLATFORM_FEES));
            assertThat(ended.execution().end().orElseThrow().balanceAfter()).isZero();
        }
    }

    @Nested
    class Expiring {
        private final Execution running = execution(1, "k", leg(ACME, 6));

        @Test
        void leavesAloneWhatWasRenewedMeanwhile() {
            batch(deposit("d", ACME, 10), admit(running));
            assertThat(one(expire(running.leasedUntil(LATER.plusSeconds(1))))).isInstanceOf(NotHeld.class);
            nothingChanges();
        }

        @Test
        void givesEverythingBack() {
            batch(deposit("d", ACME, 10), admit(running));
            now = LATER;
            assertThat(one(expire(running)))
                    .isInstanceOfSatisfying(
                            Ended.class,
                            ended -> assertThat(ended.execution().state()).isEqualTo(ExecutionState.EXPIRED));
            balance(ACME, 10, 0);
        }

        @Test
        void raisesTheEpochSoThatALateEndChangesNothing() {
            batch(deposit("d", ACME, 10), admit(running));
            now = LATER;
            one(expire(running));
            assertThat(store.executions()
                            .find(id(1))
                            .orElseThrow()
                            .reservation()
                            .epoch())
                    .isEqualTo(1);
            assertThat(one(end(running, leg(ACME, -6), leg(AccountId.PLATFORM_FEES, 6))))
                    .isInstanceOf(NotHeld.class);
            nothingChanges();
            balance(ACME, 10, 0);
        }

        @Test
        void findsNothingAfterAnEnd() {
            batch(deposit("d", ACME, 10), admit(running));
            now = LATER;
            assertThat(batch(fail(running), expire(running))).hasExactlyElementsOfTypes(Ended.class, NotHeld.class);
            assertThat(batch(expire(running))).hasExactlyElementsOfTypes(NotHeld.class);
        }

        @Test
        void leavesAloneWhatIsInOtherHandsByNow() {
            batch(deposit("d", ACME, 10), admit(running));
            now = LATER;
            assertThat(one(expire(running.fenced()))).isInstanceOf(NotHeld.class);
            nothingChanges();
        }

        @Test
        void anEndInAnotherEpochFindsNothing() {
            batch(deposit("d", ACME, 10), admit(running));
            Reservation other = running.fenced().reservation();
            LedgerCommand.End end = fail(running);
            assertThat(one(new LedgerCommand.End(end.execution(), other, end.end(), List.of(), ACME)))
                    .isInstanceOf(NotHeld.class);
            nothingChanges();
        }
    }

    @Test
    void whatIsNotDoneLeavesNoTraceBetweenWhatIs() {
        Execution good = execution(1, "a", leg(ACME, 4));
        Execution tooMuch = execution(2, "b", leg(ACME, 100));
        List<LedgerOutcome> outcomes = batch(
                deposit("d", ACME, 10),
                admit(tooMuch),
                admit(good),
                end(good, leg(ACME, -9), leg(AccountId.PLATFORM_FEES, 9)),
                admit(execution(3, "b", leg(ACME, 6))));
        assertThat(outcomes)
                .hasExactlyElementsOfTypes(
                        Moved.class, Insufficient.class, Admitted.class, Rejected.class, Admitted.class);
        balance(ACME, 10, 10);
        assertThat(store.executions().find(id(2))).isEmpty();
    }
}
