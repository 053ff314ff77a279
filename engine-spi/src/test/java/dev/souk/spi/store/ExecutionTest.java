package dev.souk.spi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.agent.AgentId;
import dev.souk.spi.agent.AgentVersion;
import dev.souk.spi.agent.ModelUsage;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.PlanId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.caller.UserId;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.Leg;
import dev.souk.spi.ledger.Posting;
import dev.souk.spi.ledger.Reservation;
import dev.souk.spi.ledger.Transfer;
import dev.souk.spi.ledger.TransferId;
import dev.souk.spi.ledger.TransferKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ExecutionTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final AccountId ACME = AccountId.creditsOf(new TenantId("acme"));

    private static Execution running(String plan, String key) {
        return new Execution(
                new ExecutionId("exe_01JD7ZK3T40000000000000000"),
                Caller.of("acme", "ann"),
                new AgentId("acme.greeter"),
                AgentVersion.parse("1.0.0"),
                plan == null ? null : new PlanId(plan),
                key,
                "ab",
                new Reservation(List.of(new Leg(ACME, 5)), 7, NOW),
                NOW,
                null);
    }

    private static ExecutionEnd end(ExecutionState state, ErrorCode code, String message, String output) {
        return new ExecutionEnd(
                state, NOW, code, message, output, ModelUsage.NONE, Duration.ZERO, 1, false, Credits.ZERO, 0);
    }

    @Nested
    class AnExecution {
        @Test
        void runsUntilItEnds() {
            Execution execution = running("basic", "k");
            assertThat(execution.isRunning()).isTrue();
            assertThat(execution.state()).isEqualTo(ExecutionState.RUNNING);
            assertThat(execution.end()).isEmpty();
            ExecutionEnd end = end(ExecutionState.SUCCEEDED, null, "", "{}");
            Execution ended = execution.ended(end);
            assertThat(ended.isRunning()).isFalse();
            assertThat(ended.state()).isEqualTo(ExecutionState.SUCCEEDED);
            assertThat(ended.end()).contains(end);
            assertThat(ended.id()).isEqualTo(execution.id());
        }

        @Test
        void hasAKeyOfItsCallersOwn() {
            assertThat(running(null, "k").key())
                    .contains(new IdempotencyKey(new TenantId("acme"), new UserId("ann"), "k"));
            assertThat(running(null, null).key()).isEmpty();
        }

        @Test
        void knowsItsPlanUnlessItIsATrial() {
            assertThat(running("basic", null).plan()).contains(new PlanId("basic"));
            assertThat(running(null, null).plan()).isEmpty();
        }

        @Test
        void isFencedByTheNextEpoch() {
            Execution execution = running(null, null);
            Execution fenced = execution.fenced();
            assertThat(fenced.reservation().epoch()).isEqualTo(8);
            assertThat(fenced.reservation().legs())
                    .isEqualTo(execution.reservation().legs());
            assertThat(fenced).isNotEqualTo(execution);
        }
    }

    @Nested
    class AnEnd {
        @Test
        void thatSucceededHasAnOutputAndNoCode() {
            ExecutionEnd end = end(ExecutionState.SUCCEEDED, null, "", "{}");
            assertThat(end.output()).contains("{}");
            assertThat(end.code()).isEmpty();
            refused(ExecutionState.SUCCEEDED, ErrorCode.AGENT_FAILED, "{}");
            refused(ExecutionState.SUCCEEDED, null, null);
        }

        @Test
        void thatFailedHasACodeAndNoOutput() {
            ExecutionEnd end = end(ExecutionState.FAILED, ErrorCode.AGENT_FAILED, "no", null);
            assertThat(end.code()).contains(ErrorCode.AGENT_FAILED);
            assertThat(end.output()).isEmpty();
            refused(ExecutionState.FAILED, null, null);
            refused(ExecutionState.FAILED, ErrorCode.AGENT_FAILED, "{}");
            refused(ExecutionState.EXPIRED, null, null);
        }

        @Test
        void isNotRunning() {
            refused(ExecutionState.RUNNING, ErrorCode.AGENT_FAILED, null);
        }

        /** A missing state used to pass as a failure. */
        @Test
        void hasAState() {
            assertThatThrownBy(() -> end(null, ErrorCode.AGENT_FAILED, "", null))
                    .isInstanceOf(NullPointerException.class);
        }

        @Test
        void hasAShortMessage() {
            assertThatThrownBy(() -> end(ExecutionState.FAILED, ErrorCode.INTERNAL, "m".repeat(1_001), null))
                    .hasMessageContaining("1000");
        }

        @Test
        void keepsEverythingButItsBalance() {
            ExecutionEnd end = end(ExecutionState.SUCCEEDED, null, "", "{}");
            assertThat(end.withBalanceAfter(9).balanceAfter()).isEqualTo(9);
            assertThat(end.withBalanceAfter(9).withBalanceAfter(0)).isEqualTo(end);
        }

        private static void refused(ExecutionState state, ErrorCode code, String output) {
            assertThatThrownBy(() -> end(state, code, "", output))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("" + state);
        }
    }

    @Nested
    class AKey {
        private static IdempotencyKey key(String tenant, String user, String value) {
            return new IdempotencyKey(new TenantId(tenant), new UserId(user), value);
        }

        @Test
        void isPrintableAscii() {
            assertThat(key("t", "u", "order 7").value()).isEqualTo("order 7");
            for (String wrong : List.of("", "ä", "a\n", "a".repeat(256))) {
                assertThat(IdempotencyKey.isWellFormed(wrong)).isFalse();
                assertThatThrownBy(() -> key("t", "u", wrong)).isInstanceOf(IllegalArgumentException.class);
            }
            assertThat(IdempotencyKey.isWellFormed("a".repeat(255))).isTrue();
        }

        @Test
        void isOrderedByTenantThenUserThenValue() {
            assertThat(key("a", "z", "z")).isLessThan(key("b", "a", "a"));
            assertThat(key("a", "a", "z")).isLessThan(key("a", "b", "a"));
            assertThat(key("a", "a", "a")).isLessThan(key("a", "a", "b"));
        }
    }

    @Nested
    class Rows {
        @Test
        void aPageHasOneToAThousandRows() {
            TenantId acme = new TenantId("acme");
            assertThat(new ExecutionQuery(acme, null, null, 1_000).most()).isEqualTo(1_000);
            assertThatThrownBy(() -> new ExecutionQuery(acme, null, null, 0)).hasMessageContaining("not 0");
            assertThatThrownBy(() -> new ExecutionQuery(acme, null, null, 1_001))
                    .hasMessageContaining("1001");
        }

        @Test
        void anApiKeyIsActiveUntilItIsRevoked() {
            assertThat(apiKey(null).isActive()).isTrue();
            assertThat(apiKey(NOW).isActive()).isFalse();
        }

        private static ApiKey apiKey(Instant revokedAt) {
            return new ApiKey("k1", "00", new TenantId("acme"), new UserId("ann"), false, "", NOW, revokedAt);
        }

        @Test
        void aTenantMayHoldAPlan() {
            assertThat(new Tenant(new TenantId("acme"), new PlanId("basic"), NOW).plan())
                    .contains(new PlanId("basic"));
            assertThat(new Tenant(new TenantId("acme"), null, NOW).plan()).isEmpty();
        }

        @Test
        void changesKnowWhetherThereAreAnyAndAreCopies() {
            assertThat(new LedgerChanges(List.of(), List.of(), List.of(), List.of(), List.of()).isEmpty())
                    .isTrue();
            List<Account> opened = new ArrayList<>(List.of(Account.empty(ACME)));
            LedgerChanges changes = new LedgerChanges(opened, List.of(), List.of(), List.of(), List.of());
            opened.clear();
            assertThat(changes.isEmpty()).isFalse();
            assertThat(changes.opened()).hasSize(1);
        }

        @Test
        void aJournaledTransferNeedNotBalance() {
            Posting posting = new Posting(ACME, 1, 1, 1);
            assertThat(new LedgerVisitor.JournaledTransfer(
                                    new TransferId("t"), TransferKind.GRANT, NOW, null, "", List.of(posting))
                            .postings())
                    .containsExactly(posting);
            Transfer transfer = new Transfer(
                    new TransferId("t"),
                    TransferKind.GRANT,
                    NOW,
                    null,
                    "",
                    List.of(posting, new Posting(AccountId.PLATFORM_GRANTS, -1, 0, 0)));
            assertThat(LedgerVisitor.JournaledTransfer.of(transfer).postings()).isEqualTo(transfer.postings());
        }

        @Test
        void onlyCollectingAccountsAreRolledUp() {
            RolledUpLine line = new RolledUpLine(AccountId.PLATFORM_FEES, 1, NOW, 5, 5, "link");
            assertThat(new RollUp(AccountId.PLATFORM_FEES, 7, line).last()).contains(line);
            assertThat(new RollUp(AccountId.PLATFORM_FEES, 7, null).last()).isEmpty();
            assertThatIllegalArgumentException().isThrownBy(() -> new RolledUpLine(ACME, 1, NOW, 5, 5, "link"));
            assertThatIllegalArgumentException().isThrownBy(() -> new RollUp(AccountId.PLATFORM_GRANTS, 7, line));
        }
    }
}
