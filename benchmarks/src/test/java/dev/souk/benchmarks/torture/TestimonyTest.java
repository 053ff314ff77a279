package dev.souk.benchmarks.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.engine.Souk;
import dev.souk.spi.Credits;
import dev.souk.spi.caller.TenantId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TestimonyTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final Duration LONG = Duration.ofMinutes(5);

    private Souk souk;
    private Testimony testimony;

    @BeforeEach
    void open() {
        souk = Market.engine(new Worker(LONG, () -> {}), LONG).inMemoryStore().build();
        testimony = new Testimony(ACME, Market.open(souk, ACME, 10));
    }

    @AfterEach
    void close() {
        souk.close();
    }

    private Answer call(String key, String task) {
        return Market.call(souk, ACME, key, task);
    }

    private void assertContradiction(String... parts) {
        List<String> wrong = testimony.contradictions(souk);
        assertThat(wrong).anySatisfy(what -> assertThat(what).contains(parts));
    }

    @Test
    void whatIsTrueIsNotContradicted() {
        testimony.told("paid", call("paid", ""));
        testimony.told("paid", call("paid", ""));
        testimony.told("failed", call("failed", Worker.FAIL));
        assertThat(testimony.contradictions(souk)).isEmpty();
        assertThat(testimony.awaitEnds(souk)).isEmpty();
        assertThat(Testimony.audit(souk)).isEmpty();
    }

    @Test
    void aReceiptWithoutAnExecutionIs() {
        Answer paid = call("paid", "");
        testimony.told("paid", paid);
        testimony.told("other", paid);
        assertContradiction("other", "no execution");
    }

    @Test
    void aReceiptForAnotherRunOfTheAgentIs() {
        Answer paid = call("paid", "");
        testimony.told("paid", new Answer(paid.kind(), paid.id(), paid.micros(), paid.code(), "another run"));
        assertContradiction("paid", "its answer is kept as");
    }

    @Test
    void aReceiptForACallThatFailedIs() {
        Answer failed = call("failed", Worker.FAIL);
        testimony.told("failed", new Answer(Answer.Kind.RECEIPT, failed.id(), 10_500, "", ""));
        assertContradiction("failed", "it is FAILED");
    }

    @Test
    void aFailureOfACallThatWasChargedIs() {
        Answer paid = call("paid", "");
        testimony.told("paid", new Answer(Answer.Kind.FAILED, paid.id(), 0, "agent_timeout", ""));
        assertContradiction("paid", "it was charged");
    }

    @Test
    void aStoreThatWasUnavailableAndWroteAllTheSameIs() {
        call("paid", "");
        testimony.told("paid", new Answer(Answer.Kind.FAILED, "", 0, "store_unavailable", ""));
        assertContradiction("paid", "nothing was done", "is there");
    }

    @Test
    void anExecutionThatNobodyAskedForIs() {
        call("paid", "");
        assertContradiction("paid", "nobody asked");
    }

    @Test
    void aBalanceThatIsNotWhatWasPaidInLessWhatCallsCostIs() {
        testimony.told("paid", call("paid", ""));
        souk.credits().grant(ACME, Credits.ofMicros(1), null, "");
        assertContradiction("acme has", "less what calls cost");
    }
}
