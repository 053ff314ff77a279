package dev.souk.engine.internal.ledger;

import static dev.souk.engine.internal.ledger.Samples.ACME;
import static dev.souk.engine.internal.ledger.Samples.NOW;
import static dev.souk.engine.internal.ledger.Samples.leg;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.engine.internal.ledger.LedgerCommand.DecidePayout;
import dev.souk.engine.internal.ledger.LedgerCommand.Mature;
import dev.souk.engine.internal.ledger.LedgerCommand.Move;
import dev.souk.engine.internal.ledger.LedgerCommand.Refund;
import dev.souk.engine.internal.ledger.LedgerCommand.RequestPayout;
import dev.souk.engine.internal.ledger.LedgerOutcome.Insufficient;
import dev.souk.engine.internal.ledger.LedgerOutcome.Moved;
import dev.souk.engine.internal.ledger.LedgerOutcome.MovedBefore;
import dev.souk.engine.internal.ledger.LedgerOutcome.NotRefundable;
import dev.souk.engine.internal.ledger.LedgerOutcome.Outdated;
import dev.souk.engine.internal.ledger.LedgerOutcome.OwnPayout;
import dev.souk.engine.internal.ledger.LedgerOutcome.PayoutKnown;
import dev.souk.engine.internal.ledger.LedgerOutcome.PayoutRecorded;
import dev.souk.engine.internal.ledger.LedgerOutcome.Rejected;
import dev.souk.engine.internal.memory.MemoryStore;
import dev.souk.spi.Credits;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.PayoutId;
import dev.souk.spi.ledger.TransferId;
import dev.souk.spi.ledger.TransferKind;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.Payout;
import dev.souk.spi.store.PayoutState;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Refunds, maturity and payouts, alone and with others in one batch. */
class PayoutRulesTest {
    private static final AccountId SOUK = AccountId.earningsOf("souk");
    private static final AccountId PAYABLE = AccountId.payableTo("souk");
    private static final PayoutId MARCH = new PayoutId("march");

    private final MemoryStore store = new MemoryStore();

    @AfterEach
    void theBooksAreRight() {
        assertThat(LedgerAudit.of(store.ledger()).findings()).isEmpty();
    }

    private List<LedgerOutcome> batch(LedgerCommand... commands) {
        List<LedgerCommand> batch = List.of(commands);
        return store.ledger().transact(transaction -> {
            LedgerRules.Decision decision = LedgerRules.decide(LedgerState.load(transaction, batch, false), batch, NOW);
            transaction.write(decision.changes());
            return decision.outcomes();
        });
    }

    private LedgerOutcome one(LedgerCommand command) {
        return batch(command).get(0);
    }

    private long posted(AccountId account) {
        return store.ledger().account(account).map(Account::posted).orElse(0L);
    }

    private static Move earn(String id, long amount) {
        return new Move(
                new TransferId(id),
                TransferKind.CALL,
                "",
                List.of(leg(SOUK, amount), leg(AccountId.PLATFORM_DEPOSITS, -amount)));
    }

    private static Payout payout(String id, long amount) {
        return new Payout(new PayoutId(id), "souk", Credits.ofMicros(amount), "", "ann", NOW, null);
    }

    private static DecidePayout decide(boolean approved, String by) {
        return new DecidePayout(MARCH, "souk", new Payout.Decision(approved, by, NOW, ""));
    }

    @Nested
    class Refunding {
        private final Execution call = Samples.execution(1, null, leg(ACME, 10));

        private Refund refund(String reference, Long amount) {
            return new Refund(new TransferId("refund/" + call.id() + "/" + reference), call.id(), ACME, amount, "");
        }

        @Test
        void aCallMayBePaidAndRefundedInOneBatch() {
            List<LedgerOutcome> outcomes = batch(
                    Samples.deposit("d", ACME, 10),
                    Samples.admit(call),
                    refund("early", 1L),
                    Samples.end(call, leg(ACME, -10), leg(SOUK, 7), leg(AccountId.PLATFORM_FEES, 3)),
                    refund("a", 6L),
                    refund("b", 5L),
                    refund("a", 6L),
                    refund("rest", null));
            assertThat(outcomes.get(2)).isEqualTo(new NotRefundable(0, 0, 0));
            assertThat(outcomes.get(4)).isInstanceOf(Moved.class);
            assertThat(outcomes.get(5)).isEqualTo(new NotRefundable(10, 6, 1));
            assertThat(outcomes.get(6)).isInstanceOf(MovedBefore.class);
            assertThat(outcomes.get(7)).isInstanceOf(Moved.class);
            assertThat(posted(ACME)).isEqualTo(10);
            assertThat(posted(SOUK)).isZero();
            assertThat(one(refund("more", null))).isEqualTo(new NotRefundable(10, 10, 2));
        }

        @Test
        void anAmountThatIsNotPositiveIsNotRefundable() {
            batch(
                    Samples.deposit("d", ACME, 10),
                    Samples.admit(call),
                    Samples.end(call, leg(ACME, -10), leg(AccountId.PLATFORM_FEES, 10)));
            for (long amount : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 11}) {
                assertThat(one(refund("r", amount))).isEqualTo(new NotRefundable(10, 0, 0));
            }
            assertThat(posted(ACME)).isZero();
        }

        @Test
        void aPaymentThatWentElsewhereIsNotRefunded() {
            batch(
                    Samples.deposit("d", ACME, 10),
                    Samples.admit(call),
                    Samples.end(call, leg(ACME, -10), leg(SOUK, 7), leg(AccountId.PLATFORM_GRANTS, 3)));
            assertThat(one(refund("r", 1L))).isInstanceOf(Rejected.class);
            assertThat(posted(ACME)).isZero();
        }
    }

    @Nested
    class Maturing {
        @Test
        void movesOnceForEachSequence() {
            batch(earn("e", 10));
            List<LedgerOutcome> outcomes = batch(new Mature("souk", 4, 0), new Mature("souk", 4, 0));
            assertThat(outcomes.get(0)).isInstanceOf(Moved.class);
            assertThat(outcomes.get(1)).isInstanceOf(MovedBefore.class);
            assertThat(one(new Mature("souk", 4, 0))).isInstanceOf(MovedBefore.class);
            assertThat(posted(PAYABLE)).isEqualTo(4);
            assertThat(posted(SOUK)).isEqualTo(6);
        }

        @Test
        void movesNothingOnceOthersHavePosted() {
            batch(earn("e", 10), new Mature("souk", 4, 0), new RequestPayout(payout("march", 1)));
            assertThat(one(new Mature("souk", 4, 1))).isEqualTo(new Outdated(PAYABLE));
            assertThat(posted(PAYABLE)).isEqualTo(3);
        }

        @Test
        void backIsAClawBackOfNoMoreThanThereIs() {
            batch(earn("e", 10), new Mature("souk", 4, 0));
            assertThat(one(new Mature("souk", -5, 1))).isEqualTo(new Insufficient(PAYABLE, 4, 5));
            Moved back = (Moved) one(new Mature("souk", -4, 1));
            assertThat(back.transfer().kind()).isEqualTo(TransferKind.CLAWBACK);
            assertThat(posted(PAYABLE)).isZero();
            assertThat(one(new Mature("souk", Long.MIN_VALUE, 2))).isInstanceOf(Rejected.class);
            assertThat(one(new Mature("souk", 0, 2))).isInstanceOf(Rejected.class);
        }
    }

    @Nested
    class Payouts {
        @Test
        void takeNoMoreThanIsPayableInOneBatch() {
            List<LedgerOutcome> outcomes = batch(
                    earn("e", 10),
                    new Mature("souk", 10, 0),
                    new RequestPayout(payout("march", 6)),
                    new RequestPayout(payout("april", 5)),
                    new RequestPayout(payout("may", 4)));
            assertThat(outcomes.get(2)).isInstanceOf(PayoutRecorded.class);
            assertThat(outcomes.get(3)).isEqualTo(new Insufficient(PAYABLE, 4, 5));
            assertThat(outcomes.get(4)).isInstanceOf(PayoutRecorded.class);
            assertThat(store.payouts().find(new PayoutId("april"))).isEmpty();
        }

        @Test
        void areRequestedAndDecidedOnceInOneBatch() {
            List<LedgerOutcome> outcomes = batch(
                    earn("e", 10),
                    new Mature("souk", 10, 0),
                    decide(true, "bob"),
                    new RequestPayout(payout("march", 6)),
                    new RequestPayout(payout("march", 6)),
                    decide(true, "Ann"),
                    decide(true, "bob"),
                    decide(false, "cat"));
            assertThat(outcomes.get(2)).isInstanceOf(Rejected.class);
            assertThat(outcomes.get(4)).isInstanceOf(PayoutKnown.class);
            assertThat(outcomes.get(5)).isInstanceOf(OwnPayout.class);
            assertThat(outcomes.get(6)).isInstanceOf(PayoutRecorded.class);
            assertThat(outcomes.get(7)).isInstanceOf(PayoutKnown.class);
            assertThat(store.payouts().find(MARCH)).map(Payout::state).contains(PayoutState.APPROVED);
            assertThat(posted(AccountId.PLATFORM_PAYOUTS)).isEqualTo(6);
            assertThat(posted(PAYABLE)).isEqualTo(4);
            assertThat(posted(AccountId.of(MARCH))).isZero();
        }

        @Test
        void areNotRequestedWithADecisionNorDecidedForAnother() {
            batch(earn("e", 10), new Mature("souk", 10, 0));
            Payout decided = payout("march", 6).decided(new Payout.Decision(true, "bob", NOW, ""));
            assertThat(one(new RequestPayout(decided))).isInstanceOf(Rejected.class);
            one(new RequestPayout(payout("march", 6)));
            assertThat(one(new DecidePayout(MARCH, "other", new Payout.Decision(true, "bob", NOW, ""))))
                    .isInstanceOf(Rejected.class);
            assertThat(posted(PAYABLE)).isEqualTo(4);
        }

        @Test
        void goBackWhenTheyAreRejected() {
            batch(earn("e", 10), new Mature("souk", 10, 0), new RequestPayout(payout("march", 6)));
            assertThat(one(decide(false, "ann"))).isInstanceOf(PayoutRecorded.class);
            assertThat(posted(PAYABLE)).isEqualTo(10);
            assertThat(posted(AccountId.of(MARCH))).isZero();
        }
    }
}
