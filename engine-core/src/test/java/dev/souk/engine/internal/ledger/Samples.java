package dev.souk.engine.internal.ledger;

import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.agent.AgentId;
import dev.souk.spi.agent.AgentVersion;
import dev.souk.spi.agent.ModelUsage;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.DeviceId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.caller.UserId;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.Leg;
import dev.souk.spi.ledger.Reservation;
import dev.souk.spi.ledger.TransferId;
import dev.souk.spi.ledger.TransferKind;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionEnd;
import dev.souk.spi.store.ExecutionState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Executions, ends and commands for tests of the ledger. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123456789Z");
    static final Instant LATER = NOW.plusSeconds(60);
    static final AccountId ACME = AccountId.creditsOf(new TenantId("acme"));
    static final AccountId ZETA = AccountId.creditsOf(new TenantId("zeta"));
    static final AccountId USER = AccountId.trialOf(new TenantId("acme"), new UserId("ann"));
    static final AccountId PHONE = AccountId.trialOf(new DeviceId("phone"));

    private Samples() {}

    static ExecutionId id(int number) {
        return new ExecutionId("exe_" + String.format("%026d", number));
    }

    static Execution execution(int number, String key, Leg... legs) {
        return new Execution(
                id(number),
                Caller.of("acme", "ann"),
                new AgentId("souk.scanner"),
                AgentVersion.parse("1.0.0"),
                null,
                key,
                "f",
                new Reservation(List.of(legs), 0, LATER),
                NOW,
                null);
    }

    static Leg leg(AccountId account, long amount) {
        return new Leg(account, amount);
    }

    static LedgerCommand.Admit admit(Execution execution) {
        return new LedgerCommand.Admit(execution, List.of());
    }

    static LedgerCommand.End end(Execution execution, Leg... payment) {
        return new LedgerCommand.End(execution.id(), execution.reservation(), success(), List.of(payment), ACME);
    }

    static LedgerCommand.End fail(Execution execution) {
        return new LedgerCommand.End(execution.id(), execution.reservation(), failure(), List.of(), ACME);
    }

    static LedgerCommand.Expire expire(Execution execution) {
        return new LedgerCommand.Expire(execution, end(ExecutionState.EXPIRED, ErrorCode.RESERVATION_EXPIRED, null));
    }

    static LedgerCommand.Move deposit(String id, AccountId account, long amount) {
        return new LedgerCommand.Move(
                new TransferId(id),
                TransferKind.DEPOSIT,
                "",
                List.of(leg(account, amount), leg(AccountId.PLATFORM_DEPOSITS, -amount)));
    }

    static ExecutionEnd success() {
        return end(ExecutionState.SUCCEEDED, null, "{}");
    }

    static ExecutionEnd failure() {
        return end(ExecutionState.FAILED, ErrorCode.AGENT_FAILED, null);
    }

    private static ExecutionEnd end(ExecutionState state, ErrorCode code, String output) {
        return new ExecutionEnd(
                state, NOW, code, "", output, ModelUsage.NONE, Duration.ZERO, 1, false, Credits.ZERO, 0);
    }
}
