package dev.souk.spi.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.spi.caller.DeviceId;
import dev.souk.spi.caller.TenantId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransferTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final AccountId ACME = AccountId.creditsOf(new TenantId("acme"));
    private static final AccountId PHONE = AccountId.trialOf(new DeviceId("phone"));
    private static final ExecutionId CALL = new ExecutionId("exe_01JD7ZK3T40000000000000000");

    private static Transfer transfer(String memo, Posting... postings) {
        return new Transfer(new TransferId("t/1"), TransferKind.CALL, NOW, CALL, memo, List.of(postings));
    }

    private static Posting posting(AccountId account, long amount) {
        return new Posting(account, amount, 0, 0);
    }

    @Nested
    class ATransfer {
        @Test
        void holdsPostingsThatSumToZeroForEachUnit() {
            Transfer made = transfer(
                    "both",
                    posting(ACME, -3),
                    posting(AccountId.PLATFORM_FEES, 3),
                    posting(PHONE, -1),
                    posting(AccountId.TRIAL_USED, 1));
            assertThat(made.postings()).hasSize(4);
            assertThat(made.execution()).contains(CALL);
        }

        @Test
        void isRefusedIfAUnitIsOffAlthoughAllTogetherSumToZero() {
            assertThatThrownBy(() -> transfer("", posting(ACME, -1), posting(AccountId.TRIAL_USED, 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is off by");
        }

        @Test
        void namesNoAccountTwice() {
            assertThatThrownBy(() -> transfer("", posting(ACME, -1), posting(ACME, 1)))
                    .hasMessageContaining("twice");
            assertThatThrownBy(() ->
                            transfer("", posting(ACME, -1), posting(AccountId.PLATFORM_FEES, 2), posting(ACME, -1)))
                    .hasMessageContaining("twice");
        }

        /** An empty one used to pass, and a move of nothing was recorded in the journal. */
        @Test
        void hasTwoPostingsAtLeast() {
            assertThatThrownBy(() -> transfer("")).hasMessageContaining("0 postings");
            assertThatThrownBy(() -> transfer("", posting(ACME, 0))).hasMessageContaining("1 postings");
        }

        @Test
        void hasAShortMemo() {
            Posting[] postings = {posting(ACME, -1), posting(AccountId.PLATFORM_FEES, 1)};
            assertThat(transfer("m".repeat(200), postings).memo()).hasSize(200);
            assertThatThrownBy(() -> transfer("m".repeat(201), postings)).hasMessageContaining("201");
        }

        @Test
        void ofMoreThanCanBeCountedIsRefused() {
            assertThatThrownBy(() -> transfer(
                            "",
                            posting(AccountId.PLATFORM_FEES, Long.MAX_VALUE),
                            posting(AccountId.PLATFORM_GRANTS, Long.MAX_VALUE),
                            posting(ACME, 2)))
                    .isInstanceOf(ArithmeticException.class);
        }
    }

    @Nested
    class AReservation {
        @Test
        void knowsWhatItHoldsOnAnAccount() {
            Reservation held = new Reservation(List.of(new Leg(ACME, 5)), 0, NOW);
            assertThat(held.amountOn(ACME)).isEqualTo(5);
            assertThat(held.amountOn(PHONE)).isZero();
        }

        @Test
        void holdsPositiveAmountsOnGuardedAccountsOnceEach() {
            assertThatThrownBy(() -> new Reservation(List.of(new Leg(ACME, -5)), 0, NOW))
                    .hasMessageContaining("-5");
            assertThatThrownBy(() -> new Reservation(List.of(new Leg(AccountId.PLATFORM_FEES, 5)), 0, NOW))
                    .hasMessageContaining("platform-fees");
            List<Leg> three = List.of(new Leg(ACME, 5), new Leg(PHONE, 1), new Leg(ACME, 6));
            assertThatThrownBy(() -> new Reservation(three, 0, NOW)).hasMessageContaining("twice");
            assertThat(new Reservation(three.subList(1, 3), 0, NOW).amountOn(PHONE))
                    .isEqualTo(1);
            assertThatThrownBy(() -> new Reservation(List.of(new Leg(ACME, 5), new Leg(ACME, 6)), 0, NOW))
                    .hasMessageContaining("twice");
        }
    }

    @Test
    void aLegHasAnAmount() {
        assertThatThrownBy(() -> new Leg(ACME, 0)).hasMessageContainingAll("zero", "tenant/acme");
    }

    @Test
    void aStatementLineMayBelongToACall() {
        Posting posting = posting(ACME, -1);
        assertThat(new StatementLine(new TransferId("t"), TransferKind.CALL, NOW, CALL, "", posting).execution())
                .contains(CALL);
        assertThat(new StatementLine(new TransferId("t"), TransferKind.GRANT, NOW, null, "", posting).execution())
                .isEmpty();
    }

    @Nested
    class Ids {
        /** 256 characters were too few, so a user with a long name in a tenant with a long name could never try anything. */
        @Test
        void ofTransfersAreLongEnoughForEveryAccount() {
            AccountId longest = AccountId.parse("user-trial/" + "t".repeat(128) + "/" + "u".repeat(128));
            assertThat(new TransferId("open/" + longest)).hasToString("open/" + longest);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "a b", "ä", "a\n"})
        void ofTransfersArePrintableAscii(String value) {
            assertThatThrownBy(() -> new TransferId(value)).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void ofTransfersAreBounded() {
            assertThatThrownBy(() -> new TransferId("a".repeat(513))).isInstanceOf(IllegalArgumentException.class);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "exe_",
                    "exe_01JD7ZK3T4000000000000000",
                    "exe_01JD7ZK3T4000000000000000I",
                    "exe_01jd7zk3t40000000000000000",
                    "run_01JD7ZK3T40000000000000000",
                    "exe_01JD7ZK3T400000000000000000"
                })
        void ofExecutionsHaveTheirForm(String value) {
            assertThatThrownBy(() -> new ExecutionId(value))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("execution id");
        }

        @Test
        void areOrdered() {
            assertThat(CALL)
                    .isGreaterThan(new ExecutionId("exe_00000000000000000000000000"))
                    .hasToString(CALL.value());
            assertThat(new TransferId("a")).isLessThan(new TransferId("b"));
        }
    }
}
