package dev.souk.testkit;

import static dev.souk.testkit.StoreContractSamples.ACME;
import static dev.souk.testkit.StoreContractSamples.NOON;
import static dev.souk.testkit.StoreContractSamples.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.agent.AgentId;
import dev.souk.spi.agent.ModelUsage;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionEnd;
import dev.souk.spi.store.ExecutionState;
import dev.souk.spi.store.UsageRow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** What tenants used, added up by day and agent. */
abstract class UsageStoreContract extends StoreContractPart {
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");

    @Test
    void nothingUsedIsNoRow() {
        assertThat(store().usage().perDay(ACME, FIRST, FIRST)).isEmpty();
    }

    @Test
    void callsAreAddedUpByDayAndAgent() {
        ended(1, "acme", "souk.summarizer", NOON, ExecutionState.SUCCEEDED, 100, 10, 7);
        ended(2, "acme", "souk.summarizer", NOON.plusSeconds(1), ExecutionState.SUCCEEDED, 200, 20, 8);
        ended(3, "acme", "souk.summarizer", NOON, ExecutionState.FAILED, 5, 0, 0);
        ended(4, "acme", "souk.summarizer", NOON, ExecutionState.EXPIRED, 0, 0, 0);
        ended(5, "acme", "souk.data", NOON, ExecutionState.SUCCEEDED, 0, 0, 3);
        ended(6, "acme", "souk.summarizer", MIDNIGHT, ExecutionState.SUCCEEDED, 1, 1, 1);
        ended(7, "beta", "souk.summarizer", NOON, ExecutionState.SUCCEEDED, 9, 9, 9);
        admit(running(8));

        assertThat(store().usage().perDay(ACME, FIRST, FIRST.plusDays(1)))
                .containsExactly(
                        row(FIRST, "souk.data", 1, 0, 0, 0, 3),
                        row(FIRST, "souk.summarizer", 2, 2, 305, 30, 15),
                        row(FIRST.plusDays(1), "souk.summarizer", 1, 0, 1, 1, 1));
    }

    @Test
    void aDayBeginsAndEndsAtMidnightUtc() {
        ended(1, "acme", "souk.a", MIDNIGHT.minusNanos(1_000), ExecutionState.SUCCEEDED, 1, 0, 1);
        ended(2, "acme", "souk.a", MIDNIGHT, ExecutionState.SUCCEEDED, 2, 0, 2);
        ended(3, "acme", "souk.a", MIDNIGHT.plus(Duration.ofDays(1)), ExecutionState.SUCCEEDED, 4, 0, 4);

        assertThat(store().usage().perDay(ACME, FIRST, FIRST)).containsExactly(row(FIRST, "souk.a", 1, 0, 1, 0, 1));
        assertThat(store().usage().perDay(ACME, FIRST.plusDays(1), FIRST.plusDays(1)))
                .containsExactly(row(FIRST.plusDays(1), "souk.a", 1, 0, 2, 0, 2));
    }

    @Test
    void hugeSumsAreExact() {
        long half = 1L << 61;
        ended(1, "acme", "souk.a", NOON, ExecutionState.SUCCEEDED, half + 1, half, half + 1);
        ended(2, "acme", "souk.a", NOON, ExecutionState.SUCCEEDED, half, half, half);

        assertThat(store().usage().perDay(ACME, FIRST, FIRST))
                .containsExactly(row(FIRST, "souk.a", 2, 0, 2 * half + 1, 2 * half, 2 * half + 1));
    }

    @Test
    void aSpanOfMoreThanAYearIsRefused() {
        assertThat(store().usage().perDay(ACME, FIRST, FIRST.plusDays(366))).isEmpty();
        assertThat(store().usage().perDay(ACME, FIRST, FIRST.minusDays(1))).isEmpty();
        assertThatThrownBy(() -> store().usage().perDay(ACME, FIRST, FIRST.plusDays(367)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void ended(
            int number, String tenant, String agent, Instant at, ExecutionState state, long in, long out, long micros) {
        Execution execution = running(number, Caller.of(tenant, "ann"), agent, at);
        boolean succeeded = state == ExecutionState.SUCCEEDED;
        admit(execution);
        end(execution.ended(new ExecutionEnd(
                state,
                at.plus(Duration.ofDays(2)),
                succeeded ? null : ErrorCode.AGENT_FAILED,
                "",
                succeeded ? "1" : null,
                new ModelUsage(in, out),
                Duration.ofMillis(5),
                1,
                false,
                new Credits(micros),
                0)));
    }

    private static UsageRow row(
            LocalDate day, String agent, long succeeded, long failed, long in, long out, long micros) {
        return new UsageRow(day, new AgentId(agent), succeeded, failed, new ModelUsage(in, out), new Credits(micros));
    }
}
