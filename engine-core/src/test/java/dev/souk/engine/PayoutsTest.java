package dev.souk.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.engine.call.PayoutReceipt;
import dev.souk.engine.call.PublisherBalance;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.support.Market;
import dev.souk.engine.support.TestAgent;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.agent.AgentReply;
import dev.souk.spi.agent.Pricing;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.PayoutId;
import dev.souk.spi.store.Payout;
import dev.souk.spi.store.PayoutState;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Earnings are held back for 14 whole days; a call here earns its publisher 0.8 credits. */
class PayoutsTest {
    private static final PayoutId MARCH = new PayoutId("march");

    private final Market market = Market.of(writer("indie.writer"), writer("acme.writer"));
    private final PayoutsView payouts = market.souk.payouts();

    private static TestAgent writer(String id) {
        return TestAgent.of(
                id, about -> about.pricing(Pricing.perCall("1")), (input, context) -> AgentReply.of(Map.of()));
    }

    @AfterEach
    void close() {
        assertThat(market.souk.credits().audit().findings()).isEmpty();
        market.close();
    }

    private ExecutionId paidCall() {
        return ((Receipt) market.call("indie.writer")).executionId();
    }

    private void days(int days) {
        market.time.advance(Duration.ofDays(days));
    }

    private void has(String heldBack, String payable, String owed) {
        assertThat(payouts.balance("indie"))
                .isEqualTo(new PublisherBalance(
                        "indie", Credits.parse(heldBack), Credits.parse(payable), Credits.parse(owed)));
    }

    private PayoutReceipt request(String credits, String by, String id) {
        return payouts.request(
                "indie",
                credits == null ? null : Credits.parse(credits),
                by,
                id == null ? null : new PayoutId(id),
                "for March");
    }

    private void refused(ErrorCode code, String words, ThrowingCallable what) {
        var accounts = market.souk.credits().accounts(null, 1_000);
        assertThatThrownBy(what)
                .isInstanceOfSatisfying(
                        SoukException.class, fault -> assertThat(fault.code()).isEqualTo(code))
                .hasMessageContaining(words);
        assertThat(market.souk.credits().accounts(null, 1_000)).isEqualTo(accounts);
    }

    @Nested
    class HoldBack {
        @Test
        void whatIsEarnedBecomesPayableWhenTheWholeDaysAreOver() {
            paidCall();
            has("0.8", "0", "0");
            days(14);
            has("0.8", "0", "0");
            refused(ErrorCode.INSUFFICIENT_EARNINGS, "0.8 are held back for 14 days", () -> request(null, "ann", null));
            days(1);
            has("0", "0.8", "0");
            assertThat(request(null, "ann", null).payout().amount()).isEqualTo(Credits.parse("0.8"));
        }

        @Test
        void youngerEarningsStayWhileOlderOnesAreRequested() {
            paidCall();
            days(15);
            paidCall();
            paidCall();
            has("1.6", "0.8", "0");
            refused(
                    ErrorCode.INSUFFICIENT_EARNINGS,
                    "0.81 credits were asked for and 0.8 are payable",
                    () -> request("0.81", "ann", null));
            request("0.3", "ann", null);
            has("1.6", "0.5", "0");
            days(15);
            has("0", "2.1", "0");
        }

        @Test
        void itsLengthIsASetting() {
            try (Market eager = Market.with(
                    parts -> parts.config(Market.config().holdBackDays(0).build()), writer("indie.writer"))) {
                eager.call("indie.writer");
                assertThat(eager.souk.payouts().balance("indie").payable()).isEqualTo(Credits.ZERO);
                eager.time.advance(Duration.ofDays(1));
                assertThat(eager.souk.payouts().balance("indie").payable()).isEqualTo(Credits.parse("0.8"));
            }
        }
    }

    @Nested
    class Requests {
        @Test
        void setTheAmountAsideUntilASecondPersonApproves() {
            paidCall();
            days(20);

            Payout payout = request("0.5", "ann", "march").payout();

            assertThat(payout.state()).isEqualTo(PayoutState.REQUESTED);
            assertThat(payout.requestedBy()).isEqualTo("ann");
            assertThat(market.posted(AccountId.of(MARCH))).isEqualTo(500_000);
            has("0", "0.3", "0");

            Payout approved = payouts.approve(MARCH, "bob", "wired").payout();

            assertThat(approved.state()).isEqualTo(PayoutState.APPROVED);
            assertThat(approved.decision().orElseThrow().by()).isEqualTo("bob");
            assertThat(payouts.find(MARCH)).contains(approved);
            assertThat(market.posted(AccountId.of(MARCH))).isZero();
            assertThat(market.posted(AccountId.PLATFORM_PAYOUTS)).isEqualTo(500_000);
            has("0", "0.3", "0");
        }

        @Test
        void arePayableAgainOnceRejected() {
            paidCall();
            days(20);
            request(null, "ann", "march");
            has("0", "0", "0");

            payouts.reject(MARCH, "bob", "wrong account number");

            has("0", "0.8", "0");
            assertThat(payouts.find(MARCH)).map(Payout::state).contains(PayoutState.REJECTED);
            assertThat(market.posted(AccountId.PLATFORM_PAYOUTS)).isZero();
        }

        @Test
        void areNotApprovedByWhoAsked() {
            paidCall();
            days(20);
            request(null, "ann", "march");

            refused(ErrorCode.SECOND_PERSON_REQUIRED, "another person", () -> payouts.approve(MARCH, "ann", ""));
            refused(ErrorCode.SECOND_PERSON_REQUIRED, "another person", () -> payouts.approve(MARCH, "ANN", ""));
            payouts.reject(MARCH, "ann", "my mistake");
            assertThat(payouts.find(MARCH)).map(Payout::state).contains(PayoutState.REJECTED);
        }

        @Test
        void areDecidedOnce() {
            paidCall();
            days(20);
            request(null, "ann", "march");
            Payout approved = payouts.approve(MARCH, "bob", "").payout();

            PayoutReceipt again = payouts.approve(MARCH, "bob", "");
            assertThat(again).isEqualTo(new PayoutReceipt(approved, true));
            refused(ErrorCode.CONFLICT, "was approved by 'bob'", () -> payouts.reject(MARCH, "bob", ""));
            refused(ErrorCode.CONFLICT, "was approved by 'bob'", () -> payouts.approve(MARCH, "cat", ""));
        }

        @Test
        void withTheSameIdAreMadeOnce() {
            paidCall();
            days(20);
            PayoutReceipt first = request("0.5", "ann", "march");

            assertThat(request("0.5", "ann", "march")).isEqualTo(new PayoutReceipt(first.payout(), true));
            assertThat(request(null, "ann", "march").replayed()).isTrue();
            refused(ErrorCode.CONFLICT, "0.5 credits to 'indie'", () -> request("0.4", "ann", "march"));
            refused(
                    ErrorCode.CONFLICT,
                    "0.5 credits to 'indie'",
                    () -> payouts.request("acme", Credits.parse("0.5"), "ann", MARCH, ""));
            assertThat(request(null, "ann", null).payout().amount()).isEqualTo(Credits.parse("0.3"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "-1", "-9223372036854.775808"})
        void ofWhatIsNotPositiveAreRefused(String credits) {
            paidCall();
            days(20);
            refused(ErrorCode.INVALID_AMOUNT, "not more than 0", () -> request(credits, "ann", null));
        }

        @Test
        void ofMoreThanIsPayableAreRefused() {
            paidCall();
            days(20);
            request("0.1", "ann", null);
            for (String credits : new String[] {"0.700001", "9223372036854.775807"}) {
                refused(ErrorCode.INSUFFICIENT_EARNINGS, "0.7 are payable", () -> request(credits, "ann", null));
            }
        }

        @Test
        void nameWhatIsThere() {
            refused(ErrorCode.PUBLISHER_NOT_FOUND, "earned", () -> request(null, "ann", null));
            for (String publisher : new String[] {"indie writer", "", "ünder", "indie/x", "INDIE"}) {
                refused(ErrorCode.PUBLISHER_NOT_FOUND, "earned", () -> payouts.balance(publisher));
            }
            refused(ErrorCode.PAYOUT_NOT_FOUND, "'march'", () -> payouts.approve(MARCH, "bob", ""));
            refused(ErrorCode.PAYOUT_NOT_FOUND, "'march'", () -> payouts.reject(MARCH, "bob", ""));
            refused(ErrorCode.MALFORMED_REQUEST, "a person's name", () -> request(null, "", null));
            refused(ErrorCode.MALFORMED_REQUEST, "a person's name", () -> request(null, "ann b", null));
            refused(ErrorCode.MALFORMED_REQUEST, "a person's name", () -> payouts.approve(MARCH, "x".repeat(301), ""));
            refused(ErrorCode.MALFORMED_REQUEST, "a memo", () -> payouts.reject(MARCH, "bob", "x".repeat(201)));
        }
    }

    @Nested
    class RefundsAfterwards {
        @Test
        void ofACallThatIsHeldBackLessenWhatIsHeldBack() {
            ExecutionId call = paidCall();
            paidCall();
            market.souk.refunds().refund(call, null, null, "");
            assertThat(market.posted(AccountId.earningsOf("indie"))).isEqualTo(800_000);
            has("0.8", "0", "0");
            days(15);
            has("0", "0.8", "0");
        }

        @Test
        void areTakenFromWhatIsPayable() {
            ExecutionId call = paidCall();
            paidCall();
            days(20);
            request("0.1", "ann", null);
            market.souk.refunds().refund(call, null, null, "");

            has("0", "0.7", "0");
            assertThat(market.posted(AccountId.earningsOf("indie"))).isEqualTo(-800_000);
            refused(ErrorCode.INSUFFICIENT_EARNINGS, "0.7 are payable", () -> request("0.71", "ann", null));
            request("0.7", "ann", null);
            assertThat(market.posted(AccountId.earningsOf("indie"))).isZero();
            assertThat(market.posted(AccountId.payableTo("indie"))).isZero();
            has("0", "0", "0");
        }

        @Test
        void ofWhatWasPaidOutAreOwedAndEarnedFirst() {
            ExecutionId call = paidCall();
            days(20);
            request(null, "ann", "march");
            payouts.approve(MARCH, "bob", "");

            market.souk.refunds().refund(call, null, null, "");
            assertThat(market.posted(AccountId.earningsOf("indie"))).isEqualTo(-800_000);
            has("0", "0", "0.8");
            refused(ErrorCode.INSUFFICIENT_EARNINGS, "0.8 are owed", () -> request(null, "ann", null));

            paidCall();
            has("0", "0", "0");
            paidCall();
            has("0.8", "0", "0");
            days(20);
            has("0", "0.8", "0");
        }
    }

    @Test
    void publishersAreListedByName() {
        assertThat(payouts.publishers(null, 10)).isEmpty();
        paidCall();
        market.call("acme.writer");

        assertThat(payouts.publishers(null, 10))
                .extracting(PublisherBalance::publisher)
                .containsExactly("acme", "indie");
        assertThat(payouts.publishers("acme", 10)).containsExactly(payouts.balance("indie"));
        assertThat(payouts.publishers(null, 1)).hasSize(1);
    }
}
