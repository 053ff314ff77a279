package dev.souk.testkit;

import static dev.souk.testkit.StoreContractSamples.ACME;
import static dev.souk.testkit.StoreContractSamples.ACME_CREDITS;
import static dev.souk.testkit.StoreContractSamples.NOON;
import static dev.souk.testkit.StoreContractSamples.executionId;
import static dev.souk.testkit.StoreContractSamples.failed;
import static dev.souk.testkit.StoreContractSamples.holding;
import static dev.souk.testkit.StoreContractSamples.running;
import static dev.souk.testkit.StoreContractSamples.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.agent.AgentId;
import dev.souk.spi.agent.ModelUsage;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.Leg;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionEnd;
import dev.souk.spi.store.ExecutionQuery;
import dev.souk.spi.store.ExecutionState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reading executions, running and ended. */
abstract class ExecutionStoreContract extends StoreContractPart {
    private static final int MEGABYTE = 1 << 20;

    @Test
    void anExecutionThatIsNotThereIsNotFound() {
        assertThat(store().executions().find(executionId(1))).isEmpty();
    }

    @Test
    void aSuccessIsReadBackFieldForField() {
        assertReadBack(succeeded("{\"summary\":\"short\"}"));
    }

    @Test
    void aFailureIsReadBackFieldForField() {
        int number = 0;
        for (ErrorCode code : ErrorCode.values()) {
            number++;
            ExecutionEnd end = failed(code, "it's \"" + code.id() + "\"\n\tat \\ 100% ?");
            admit(running(number));
            end(running(number).ended(end));
            assertThat(store().executions().find(executionId(number)).flatMap(Execution::end))
                    .contains(end);
        }
    }

    @Test
    void anExpiryIsReadBackFieldForField() {
        assertReadBack(new ExecutionEnd(
                ExecutionState.EXPIRED,
                NOON.plus(Duration.ofDays(400)),
                ErrorCode.RESERVATION_EXPIRED,
                "",
                null,
                ModelUsage.NONE,
                Duration.ZERO,
                0,
                false,
                Credits.ZERO,
                -1));
    }

    @Test
    void theLargestValuesOfAnEndAreExact() {
        assertReadBack(new ExecutionEnd(
                ExecutionState.SUCCEEDED,
                Instant.parse("9999-12-31T23:59:59.999999Z"),
                null,
                "",
                "",
                new ModelUsage(Long.MAX_VALUE, Long.MAX_VALUE - 1),
                Duration.ofNanos(Long.MAX_VALUE),
                Integer.MAX_VALUE,
                true,
                new Credits(Long.MAX_VALUE),
                Long.MIN_VALUE));
    }

    @Test
    void everyCharacterOfAnOutputSurvives() {
        assertReadBack(succeeded("{\"text\":\"🐪 naïve 漢字 \u202e\u00a0\\u0000 ' \\\" \\\\ ;-- %s ?1 :name \r\n\t\"}"));
    }

    @Test
    void aTextThatIsNoCharacterKeepsNoExecutionFromEnding() {
        admit(running(1));
        end(running(1).ended(failed(ErrorCode.AGENT_FAILED, "before \0 and \ud83d after")));

        assertThat(store().executions().find(executionId(1)).flatMap(Execution::end))
                .hasValueSatisfying(end -> assertThat(end.message())
                        .startsWith("before ")
                        .endsWith(" after")
                        .hasSameSizeAs("before ? and ? after"));
    }

    @Test
    void aMegabyteOfOutputSurvives() {
        assertReadBack(succeeded("\"" + "é🐪 x".repeat(MEGABYTE / 8) + "\""));
    }

    @Test
    void executionsOfATenantAreListedNewestFirstInPages() {
        admit(running(3), running(1), running(5), running(2), running(4));
        admit(running(6, Caller.of("beta", "ann"), "souk.summarizer", NOON));

        assertThat(ids(new ExecutionQuery(ACME, null, null, 2))).containsExactly(executionId(5), executionId(4));
        assertThat(ids(new ExecutionQuery(ACME, null, executionId(4), 1_000)))
                .containsExactly(executionId(3), executionId(2), executionId(1));
        assertThat(ids(new ExecutionQuery(new TenantId("gamma"), null, null, 10)))
                .isEmpty();
    }

    @Test
    void executionsAreListedByAgent() {
        admit(
                running(1, Caller.of("acme", "ann"), "souk.summarizer", NOON),
                running(2, Caller.of("acme", "bob"), "souk.scanner", NOON),
                running(3, Caller.of("acme", "bob"), "souk.summarizer", NOON));

        assertThat(ids(new ExecutionQuery(ACME, new AgentId("souk.summarizer"), null, 10)))
                .containsExactly(executionId(3), executionId(1));
        assertThat(ids(new ExecutionQuery(ACME, new AgentId("souk.summarizer"), executionId(3), 10)))
                .containsExactly(executionId(1));
    }

    @Test
    void aListHasEverythingButTheOutputs() {
        admit(running(1), running(2), running(3));
        end(running(1).ended(succeeded("{}")), running(2).ended(failed(ErrorCode.AGENT_FAILED, "oops")));

        assertThat(store().executions().list(new ExecutionQuery(ACME, null, null, 10)))
                .containsExactly(
                        running(3),
                        running(2).ended(failed(ErrorCode.AGENT_FAILED, "oops")),
                        running(1).ended(succeeded("")));
    }

    @Test
    void whatExpiredIsFoundTheLongestExpiredFirst() {
        Execution late = holding(running(1), NOON.plusSeconds(20), new Leg(ACME_CREDITS, 4));
        Execution early = holding(running(2), NOON.plusSeconds(10), new Leg(ACME_CREDITS, 5));
        Execution alsoEarly = holding(running(3), NOON.plusSeconds(10));
        Execution ended = holding(running(4), NOON);
        admit(late, early, alsoEarly, ended);
        end(ended.ended(succeeded("1")));

        assertThat(expired(NOON.plusSeconds(10).minusNanos(1_000), 10)).isEmpty();
        assertThat(expired(NOON.plusSeconds(10), 10)).containsExactly(early, alsoEarly);
        assertThat(expired(NOON.plusSeconds(1_000), 10)).containsExactly(early, alsoEarly, late);
        assertThat(expired(NOON.plusSeconds(1_000), 1)).containsExactly(early);
    }

    @Test
    void aPageOfExpiredOnesOutOfItsRangeIsRefused() {
        assertThatThrownBy(() -> expired(NOON, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> expired(NOON, 1_001)).isInstanceOf(IllegalArgumentException.class);
    }

    private void assertReadBack(ExecutionEnd end) {
        admit(running(1));
        end(running(1).ended(end));
        assertThat(store().executions().find(executionId(1)))
                .contains(running(1).ended(end));
    }

    private List<Execution> expired(Instant now, int most) {
        return store().executions().expired(now, most);
    }

    private List<ExecutionId> ids(ExecutionQuery query) {
        return store().executions().list(query).stream().map(Execution::id).toList();
    }
}
