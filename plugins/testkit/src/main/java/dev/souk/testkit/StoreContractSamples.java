package dev.souk.testkit;

import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.agent.AgentId;
import dev.souk.spi.agent.AgentVersion;
import dev.souk.spi.agent.ModelUsage;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.PlanId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.Leg;
import dev.souk.spi.ledger.Reservation;
import dev.souk.spi.ledger.TransferId;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionEnd;
import dev.souk.spi.store.ExecutionState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The values the contract writes and expects. */
final class StoreContractSamples {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");
    static final TenantId ACME = new TenantId("acme");
    static final AccountId ACME_CREDITS = AccountId.creditsOf(ACME);

    private StoreContractSamples() {}

    /** Ids that sort as their numbers do. */
    static ExecutionId executionId(int number) {
        return new ExecutionId("exe_" + String.format(Locale.ROOT, "%026d", number));
    }

    static TransferId transferId(String value) {
        return new TransferId(value);
    }

    static AccountId creditsOf(String tenant) {
        return AccountId.creditsOf(new TenantId(tenant));
    }

    /** A running execution of tenant acme and user ann, without a key, admitted at noon and expiring an hour later. */
    static Execution running(int number) {
        return running(number, Caller.of("acme", "ann"), "souk.summarizer", NOON);
    }

    static Execution running(int number, Caller caller, String agent, Instant startedAt) {
        return new Execution(
                executionId(number),
                caller,
                new AgentId(agent),
                AgentVersion.parse("1.4.0-rc.1"),
                new PlanId("pro"),
                null,
                "fingerprint-" + number,
                new Reservation(List.of(), 1, startedAt.plus(Duration.ofHours(1))),
                startedAt,
                null);
    }

    static Execution withKey(Execution execution, String key) {
        return new Execution(
                execution.id(),
                execution.caller(),
                execution.agent(),
                execution.version(),
                execution.planOrNull(),
                key,
                execution.fingerprint(),
                execution.reservation(),
                execution.startedAt(),
                execution.endOrNull());
    }

    static Execution holding(Execution execution, Instant expiresAt, Leg... legs) {
        return new Execution(
                execution.id(),
                execution.caller(),
                execution.agent(),
                execution.version(),
                execution.planOrNull(),
                execution.keyOrNull(),
                execution.fingerprint(),
                new Reservation(List.of(legs), execution.reservation().epoch(), expiresAt),
                execution.startedAt(),
                execution.endOrNull());
    }

    static ExecutionEnd succeeded(String output) {
        return new ExecutionEnd(
                ExecutionState.SUCCEEDED,
                NOON.plusSeconds(2),
                null,
                "",
                output,
                new ModelUsage(1_200, 340),
                Duration.ofNanos(1_999_999_999L),
                2,
                false,
                Credits.parse("0.0125"),
                41_987_500L);
    }

    static ExecutionEnd failed(ErrorCode code, String message) {
        return new ExecutionEnd(
                ExecutionState.FAILED,
                NOON.plusSeconds(3),
                code,
                message,
                null,
                new ModelUsage(10, 0),
                Duration.ofSeconds(3),
                3,
                false,
                Credits.ZERO,
                2L);
    }
}
