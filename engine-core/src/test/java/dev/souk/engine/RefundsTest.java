package dev.souk.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.engine.call.Call;
import dev.souk.engine.call.Failure;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.call.Refund;
import dev.souk.engine.call.RefundReceipt;
import dev.souk.engine.support.Market;
import dev.souk.engine.support.TestAgent;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.agent.AgentReply;
import dev.souk.spi.agent.Pricing;
import dev.souk.spi.budget.BudgetHolder;
import dev.souk.spi.budget.BudgetId;
import dev.souk.spi.budget.BudgetPeriod;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.StatementLine;
import dev.souk.spi.ledger.TransferKind;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefundsTest {
    private static final AccountId INDIE = AccountId.earningsOf("indie");

    private final Market market =
            Market.of(TestAgent.of("indie.writer", about -> about.pricing(Pricing.perCall("1")), (input, context) -> {
                if (input.asMap().containsKey("fail")) {
                    throw new IllegalStateException("on purpose");
                }
                return AgentReply.of(Map.of());
            }));
    private final RefundsView refunds = market.souk.refunds();

    @AfterEach
    void close() {
        assertThat(market.souk.credits().audit().findings()).isEmpty();
        market.close();
    }

    /** Costs 1.2375 credits: 0.2375 of the plan, and 1 of the agent, of which 0.8 are its publisher's. */
    private ExecutionId paidCall() {
        return ((Receipt) market.call("indie.writer")).executionId();
    }

    private RefundReceipt refund(ExecutionId call, String credits, String reference) {
        return refunds.refund(call, credits == null ? null : Credits.parse(credits), reference, "sorry");
    }

    private void refused(ErrorCode code, String words, ExecutionId call, String credits, String reference) {
        long lines = market.souk
                .credits()
                .account(AccountId.creditsOf(Market.ACME))
                .orElseThrow()
                .sequence();
        assertThatThrownBy(() -> refund(call, credits, reference))
                .isInstanceOfSatisfying(
                        SoukException.class, fault -> assertThat(fault.code()).isEqualTo(code))
                .hasMessageContaining(words);
        assertThat(market.souk
                        .credits()
                        .account(AccountId.creditsOf(Market.ACME))
                        .orElseThrow()
                        .sequence())
                .isEqualTo(lines);
    }

    @Test
    void aWholeRefundGivesTheTenantAllBackAndTakesItFromThoseWhoGotIt() {
        ExecutionId call = paidCall();
        assertThat(market.posted(INDIE)).isEqualTo(800_000);

        RefundReceipt receipt = refund(call, null, null);

        assertThat(receipt.refund().amount()).isEqualTo(Credits.parse("1.2375"));
        assertThat(receipt.left()).isEqualTo(Credits.ZERO);
        assertThat(receipt.balance().available()).isEqualTo(Credits.parse("1000"));
        assertThat(market.posted(INDIE)).isZero();
        assertThat(market.posted(AccountId.PLATFORM_FEES)).isZero();
    }

    @Test
    void aPartIsTakenInProportionToTheMicro() {
        ExecutionId call = paidCall();

        refund(call, "0.000001", null);
        assertThat(market.posted(INDIE)).isEqualTo(800_000);
        assertThat(market.posted(AccountId.PLATFORM_FEES)).isEqualTo(437_499);

        RefundReceipt half = refund(call, "0.618749", null);
        assertThat(market.posted(INDIE)).isEqualTo(400_000);
        assertThat(market.posted(AccountId.PLATFORM_FEES)).isEqualTo(218_750);
        assertThat(half.paid()).isEqualTo(Credits.parse("1.2375"));
        assertThat(half.refunded()).isEqualTo(Credits.parse("0.61875"));
        assertThat(half.left()).isEqualTo(Credits.parse("0.61875"));
    }

    /** A budget bounds what is spent in a period, and a refund may come long after it. */
    @Test
    void aRefundGivesMoneyBackAndNoBudget() {
        BudgetId all = new BudgetId(new BudgetHolder.WholeTenant(Market.ACME), BudgetPeriod.MONTH);
        market.souk.budgets().set(all, Credits.parse("5"));
        ExecutionId call = paidCall();

        refund(call, "0.5", null);
        refund(call, null, null);

        assertThat(market.available()).isEqualTo(Credits.parse("1000"));
        assertThat(market.posted(INDIE)).isZero();
        assertThat(market.souk.budgets().list(Market.ACME, null, 10).get(0).used())
                .isEqualTo(Credits.parse("1.2375"));
    }

    @Test
    void aRefundStandsOnTheStatementWithItsCall() {
        ExecutionId call = paidCall();
        refund(call, "0.5", "ticket-7");

        StatementLine line =
                market.souk.credits().history(Market.ACME, Long.MAX_VALUE, 1).get(0);
        assertThat(line.kind()).isEqualTo(TransferKind.REFUND);
        assertThat(line.execution()).contains(call);
        assertThat(line.memo()).isEqualTo("sorry");
        assertThat(line.transfer()).hasToString("refund/" + call + "/ticket-7");
    }

    @Test
    void theRefundsOfACallAreListedTheOldestFirst() {
        ExecutionId call = paidCall();
        assertThat(refunds.of(call)).isEmpty();
        refund(call, "0.5", "b");
        refund(call, "0.25", "a");
        refund(paidCall(), "1", "of-another-call");

        assertThat(refunds.of(call))
                .extracting(Refund::amount)
                .containsExactly(Credits.parse("0.5"), Credits.parse("0.25"));
    }

    @Test
    void moreThanWasPaidIsNeverGivenBackInSum() {
        ExecutionId call = paidCall();
        refused(ErrorCode.REFUND_EXCEEDS_PAYMENT, "has paid 1.2375", call, "1.237501", null);
        refund(call, "1", null);
        refused(ErrorCode.REFUND_EXCEEDS_PAYMENT, "0.2375 is left", call, "0.237501", null);
        refund(call, "0.2375", null);
        refused(ErrorCode.REFUND_EXCEEDS_PAYMENT, "0 is left", call, "0.000001", null);
        refused(ErrorCode.REFUND_EXCEEDS_PAYMENT, "0 is left", call, null, null);
        refused(ErrorCode.REFUND_EXCEEDS_PAYMENT, "0 is left", call, "9223372036854.775807", null);
    }

    @Test
    void aReferenceGivesBackOnce() {
        ExecutionId call = paidCall();
        RefundReceipt first = refund(call, "0.25", "ticket-7");
        RefundReceipt again = refund(call, "0.25", "ticket-7");

        assertThat(first.replayed()).isFalse();
        assertThat(again.replayed()).isTrue();
        assertThat(again.refund()).isEqualTo(first.refund());
        assertThat(again.refunded()).isEqualTo(Credits.parse("0.25"));
        assertThat(refund(call, null, "ticket-7").refund()).isEqualTo(first.refund());
        refused(ErrorCode.CONFLICT, "was used before for a refund of 0.25", call, "0.26", "ticket-7");
        assertThat(refund(paidCall(), "0.5", "ticket-7").replayed()).isFalse();
    }

    @Test
    void theLastOfAHundredPartsIsTheRest() {
        ExecutionId call = paidCall();
        for (int part = 1; part <= 99; part++) {
            refund(call, "0.000001", null);
        }
        refused(ErrorCode.NOT_REFUNDABLE, "after 99 refunds of one call the next must be the rest", call, "0.1", null);
        refund(call, null, null);
        assertThat(market.posted(INDIE)).isZero();
        assertThat(refunds.of(call)).hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "-0.000001"})
    void anAmountThatIsNotPositiveIsRefused(String credits) {
        refused(ErrorCode.INVALID_AMOUNT, "not more than 0", paidCall(), credits, null);
    }

    @Test
    void aReferenceAndAMemoHaveTheirForm() {
        ExecutionId call = paidCall();
        refused(ErrorCode.MALFORMED_REQUEST, "a reference has", call, "1", "with blank");
        refused(ErrorCode.MALFORMED_REQUEST, "a reference has", call, "1", "x".repeat(101));
        assertThatThrownBy(() -> refunds.refund(call, null, null, "x".repeat(201)))
                .hasMessageContaining("a memo has at most 200");
    }

    @Test
    void whatPaidNothingCannotBeRefunded() {
        market.tenant("curious", null, "0");
        Receipt trial = (Receipt) market.souk.call(Call.to("indie.writer")
                .by(Caller.of("curious", "tom").on("laptop"))
                .build());
        refused(ErrorCode.NOT_REFUNDABLE, "trial call", trial.executionId(), null, null);
        Failure failed = (Failure) market.souk.call(
                Market.to("indie.writer").input(Map.of("fail", 1)).build());
        paidCall();
        refused(ErrorCode.NOT_REFUNDABLE, "paid nothing", failed.executionIdOrNull(), null, null);
        refused(
                ErrorCode.EXECUTION_NOT_FOUND,
                "no execution",
                new ExecutionId("exe_00000000000000000000000000"),
                null,
                null);
    }
}
