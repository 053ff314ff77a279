package dev.souk.benchmarks.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.engine.Souk;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.PayoutId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CashTestimonyTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Answer DONE = new Answer(Answer.Kind.RECEIPT, "", 100, "", "");
    private static final Answer REFUSED = new Answer(Answer.Kind.REFUSED, "", 0, "conflict", "");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
    private final CashTestimony testimony = new CashTestimony(ACME);
    private final PayoutId payout = testimony.payout("one");
    private final Question request = new Question.RequestPayout(payout, 100);
    private final Question approve = new Question.DecidePayout(payout, true, "bea");
    private final Question reject = new Question.DecidePayout(payout, false, "carl");
    private Souk souk;
    private Question part;
    private Question rest;

    @BeforeEach
    void earn() {
        souk = Market.engine(new Worker(LONG, () -> {}), LONG)
                .clock(now::get)
                .inMemoryStore()
                .build();
        Market.open(souk, ACME, 10);
        Answer paid = Market.call(souk, ACME, "paid", "");
        part = new Question.Refund(new ExecutionId(paid.id()), "part", 100);
        rest = new Question.Refund(new ExecutionId(paid.id()), "rest", 0);
        now.updateAndGet(time -> time.plus(Duration.ofDays(40)));
    }

    @AfterEach
    void close() {
        souk.close();
    }

    private void askAndTell(Question question) {
        testimony.told(question, question.askOf(souk));
    }

    private void assertContradiction(String... parts) {
        List<String> wrong = testimony.contradictions(souk);
        assertThat(wrong).anySatisfy(what -> assertThat(what).contains(parts));
    }

    @Test
    void whatIsTrueIsNotContradicted() {
        askAndTell(request);
        askAndTell(request);
        askAndTell(approve);
        askAndTell(reject);
        askAndTell(part);
        askAndTell(rest);
        askAndTell(rest);
        assertThat(testimony.contradictions(souk)).isEmpty();
        assertThat(testimony.sums(souk)).isEqualTo(new CashTestimony.Sums(0, 0, 100));
        assertThat(CashTestimony.contradictions(souk, testimony.sums(souk))).isEmpty();
    }

    @Test
    void whoGotNoAnswerAsksAgainAndHasOne() {
        request.askOf(souk);
        approve.askOf(souk);
        testimony.told(request, Answer.GONE);
        testimony.told(approve, Answer.GONE);
        testimony.told(reject, Answer.GONE);
        testimony.told(part, Answer.GONE);
        assertThat(testimony.askAgain(souk)).isEmpty();
        assertThat(testimony.contradictions(souk)).isEmpty();
        assertThat(testimony.sums(souk)).isEqualTo(new CashTestimony.Sums(793, 0, 100));
    }

    @Test
    void aRefundThatIsNotThereIs() {
        testimony.told(part, DONE);
        assertContradiction("part", "the books say nothing");
    }

    @Test
    void aRefundOfAnotherAmountIs() {
        rest.askOf(souk);
        testimony.told(rest, DONE);
        assertContradiction("rest", "micros=100", "the books say 10500");
    }

    @Test
    void aRefundThatWasRefusedAndIsThereIs() {
        part.askOf(souk);
        testimony.told(part, REFUSED);
        assertContradiction("part", "only that nothing was done");
    }

    @Test
    void aRefundThatNobodyAskedForIs() {
        part.askOf(souk);
        assertContradiction("/part is there", "nobody asked");
    }

    @Test
    void aPayoutThatIsNotThereIs() {
        testimony.told(request, DONE);
        assertContradiction("RequestPayout", "the books say nothing");
    }

    @Test
    void aPayoutThatNobodyAskedForIs() {
        request.askOf(souk);
        assertContradiction("acme-one", "nobody asked");
    }

    @Test
    void aPayoutThatWasApprovedForOneAndRejectedForAnotherIs() {
        askAndTell(request);
        askAndTell(approve);
        testimony.told(reject, DONE);
        assertContradiction("carl", "the books say", "bea");
    }

    @Test
    void aDecisionThatNobodyAskedForIs() {
        askAndTell(request);
        approve.askOf(souk);
        testimony.told(reject, REFUSED);
        assertContradiction("bea", "nobody asked");
    }

    @Test
    void moneyOfThePublishersThatIsNotWhatItEarnedLessItsPayoutsIs() {
        askAndTell(request);
        CashTestimony.Sums sums = testimony.sums(souk);
        assertThat(sums).isEqualTo(new CashTestimony.Sums(800, 100, 0));
        souk.payouts().reject(payout, "bea", "");
        assertThat(CashTestimony.contradictions(souk, sums))
                .singleElement()
                .asString()
                .contains("has 800 micros", "is 700");
    }

    @Test
    void aPayoutThatLeftTheBooksWithoutAnApprovalIs() {
        askAndTell(request);
        CashTestimony.Sums sums = testimony.sums(souk);
        souk.payouts().approve(payout, "bea", "");
        assertThat(CashTestimony.contradictions(souk, sums))
                .singleElement()
                .asString()
                .contains("100 micros were paid out");
    }

    @Test
    void aQuestionGoesThroughAPipe() {
        for (Question question : List.of(request, approve, reject, part, rest, new Question.Call(ACME, "key"))) {
            assertThat(Question.ofWords(question.words())).isEqualTo(question);
        }
    }
}
