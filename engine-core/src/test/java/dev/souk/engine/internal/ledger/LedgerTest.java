package dev.souk.engine.internal.ledger;

import static dev.souk.engine.internal.ledger.Samples.ACME;
import static dev.souk.engine.internal.ledger.Samples.admit;
import static dev.souk.engine.internal.ledger.Samples.deposit;
import static dev.souk.engine.internal.ledger.Samples.end;
import static dev.souk.engine.internal.ledger.Samples.execution;
import static dev.souk.engine.internal.ledger.Samples.expire;
import static dev.souk.engine.internal.ledger.Samples.fail;
import static dev.souk.engine.internal.ledger.Samples.leg;
import static dev.souk.engine.support.FaultyStore.Fate.FINE;
import static dev.souk.engine.support.FaultyStore.Fate.LOST;
import static dev.souk.engine.support.FaultyStore.Fate.REPLY_LOST;
import static dev.souk.engine.support.FaultyStore.Fate.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.engine.config.EngineThreads;
import dev.souk.engine.config.SoukConfig;
import dev.souk.engine.support.FaultyStore;
import dev.souk.engine.support.FaultyStore.Fate;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.agent.AgentId;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionEnd;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerTest {
    private final FaultyStore store = new FaultyStore();
    private final Ledger ledger =
            new Ledger(store, () -> Samples.NOW, System::nanoTime, EngineThreads.SYSTEM, SoukConfig.defaults());
    private final Execution call = execution(1, "k", leg(ACME, 6));

    private static void failsWith(ErrorCode code, ThrowingCallable submit) {
        assertThatThrownBy(submit)
                .isInstanceOfSatisfying(
                        SoukException.class, fault -> assertThat(fault.code()).isEqualTo(code));
    }

    private void balance(long posted, long held) {
        assertThat(store.ledger().account(ACME)).hasValueSatisfying(account -> {
            assertThat(account.posted()).isEqualTo(posted);
            assertThat(account.held()).isEqualTo(held);
        });
        assertThat(LedgerAudit.of(store.ledger()).findings()).isEmpty();
    }

    @Nested
    class WhenTheOutcomeIsUnknown {
        @ParameterizedTest
        @EnumSource(names = {"LOST", "REPLY_LOST"})
        void aMoveIsMadeOnce(Fate fate) {
            store.next(fate);
            LedgerOutcome outcome = ledger.submit(deposit("d", ACME, 10));
            assertThat(outcome).isInstanceOfAny(LedgerOutcome.Moved.class, LedgerOutcome.MovedBefore.class);
            balance(10, 0);
        }

        @ParameterizedTest
        @EnumSource(names = {"LOST", "REPLY_LOST"})
        void aCallIsAdmittedOnceAndIsNotTakenForARepeatOfItself(Fate fate) {
            ledger.submit(deposit("d", ACME, 10));
            store.next(fate);
            assertThat(ledger.submit(admit(call))).isEqualTo(new LedgerOutcome.Admitted(call));
            balance(10, 6);
        }

        @ParameterizedTest
        @EnumSource(names = {"LOST", "REPLY_LOST"})
        void aCallEndsOnceAndItsOwnEndIsNotTakenForAnothers(Fate fate) {
            ledger.submit(deposit("d", ACME, 10));
            ledger.submit(admit(call));
            store.next(fate);
            assertThat(ledger.submit(end(call, leg(ACME, -4), leg(AccountId.PLATFORM_FEES, 4))))
                    .isInstanceOf(LedgerOutcome.Ended.class);
            balance(6, 0);
        }

        @ParameterizedTest
        @EnumSource(names = {"LOST", "REPLY_LOST"})
        void aCallExpiresOnce(Fate fate) {
            Ledger late = new Ledger(
                    store, () -> Samples.LATER, System::nanoTime, EngineThreads.SYSTEM, SoukConfig.defaults());
            ledger.submit(deposit("d", ACME, 10));
            ledger.submit(admit(call));
            store.next(fate);
            assertThat(late.submit(expire(call)))
                    .isInstanceOfAny(LedgerOutcome.Ended.class, LedgerOutcome.NotHeld.class);
            balance(10, 0);
        }

        @Test
        void itIsToldAfterThreeTries() {
            store.next(LOST, LOST, LOST, FINE);
            failsWith(ErrorCode.STORE_OUTCOME_UNKNOWN, () -> ledger.submit(deposit("d", ACME, 10)));
            assertThat(store.transactions()).isEqualTo(LedgerWriter.MAX_TRIES);
        }

        @Test
        void itIsToldIfTheStoreDoesNotComeBack() {
            store.next(REPLY_LOST, UNAVAILABLE);
            failsWith(ErrorCode.STORE_OUTCOME_UNKNOWN, () -> ledger.submit(deposit("d", ACME, 10)));
            balance(10, 0);
        }

        @Test
        void anAdmissionThatWasLostStillFindsTheKeyOfAnother() {
            ledger.submit(deposit("d", ACME, 10));
            ledger.submit(admit(call));
            store.next(LOST);
            assertThat(ledger.submit(admit(execution(2, "k", leg(ACME, 6)))))
                    .isEqualTo(new LedgerOutcome.KeyKnown(call));
        }
    }

    @Test
    void aStoreThatIsAwayIsToldAtOnce() {
        store.next(UNAVAILABLE);
        failsWith(ErrorCode.STORE_UNAVAILABLE, () -> ledger.submit(deposit("d", ACME, 10)));
        assertThat(store.transactions()).isEqualTo(1);
    }

    @Test
    void aCommandThatMakesNoSenseIsAFaultOfTheEngine() {
        assertThatThrownBy(() -> ledger.submit(fail(call)))
                .isInstanceOfSatisfying(
                        SoukException.class, fault -> assertThat(fault.code()).isEqualTo(ErrorCode.INTERNAL))
                .hasMessageContaining("never admitted");
    }

    @Nested
    class AnEndThatFindsAnEnd {
        @Test
        void ofItsOwnWasWrittenByAnEarlierTry() {
            ledger.submit(deposit("d", ACME, 10));
            ledger.submit(admit(call));
            ledger.submit(fail(call));
            assertThat(ledger.submit(fail(call))).isInstanceOf(LedgerOutcome.Ended.class);
        }

        /** A store cuts times to the microsecond, so the engine did not know its own end again and told of an expiry instead. */
        @Test
        void ofItsOwnIsKnownAgainAlthoughTheStoreCutItsTime() {
            ledger.submit(deposit("d", ACME, 10));
            ledger.submit(admit(call));
            ExecutionEnd end = Samples.failure();
            ExecutionEnd cut = new ExecutionEnd(
                    end.state(),
                    end.at().truncatedTo(ChronoUnit.MICROS),
                    end.codeOrNull(),
                    end.message(),
                    null,
                    end.usage(),
                    end.duration(),
                    end.attempts(),
                    false,
                    end.charge(),
                    0);
            assertThat(cut).isNotEqualTo(end);
            ledger.submit(new LedgerCommand.End(call.id(), call.reservation(), cut, List.of(), ACME));
            assertThat(ledger.submit(fail(call))).isInstanceOf(LedgerOutcome.Ended.class);
        }

        @Test
        void ofAnotherKindIsAnothers() {
            ledger.submit(deposit("d", ACME, 10));
            ledger.submit(admit(call));
            ledger.submit(fail(call));
            assertThat(ledger.submit(end(call, leg(ACME, -4), leg(AccountId.PLATFORM_FEES, 4))))
                    .isInstanceOf(LedgerOutcome.NotHeld.class);
        }
    }

    @Test
    void anAdmissionIsOfTheAgentThatWasCalled() {
        ledger.submit(deposit("d", ACME, 10));
        assertThat(ledger.submit(admit(call)))
                .isInstanceOfSatisfying(
                        LedgerOutcome.Admitted.class,
                        admitted -> assertThat(admitted.execution().agent()).isEqualTo(new AgentId("souk.scanner")));
    }
}
