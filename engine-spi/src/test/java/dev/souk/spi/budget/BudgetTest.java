package dev.souk.spi.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.spi.Credits;
import dev.souk.spi.caller.ApiKeyId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.caller.UserId;
import dev.souk.spi.ledger.AccountId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final BudgetHolder ANN = new BudgetHolder.OneUser(ACME, new UserId("ann@example.org"));
    private static final List<BudgetHolder> HOLDERS =
            List.of(new BudgetHolder.OneKey(ACME, new ApiKeyId("key_4fT")), new BudgetHolder.WholeTenant(ACME), ANN);

    @Test
    void anIdIsReadAsItIsWritten() {
        assertThat(new BudgetId(ANN, BudgetPeriod.MONTH)).hasToString("user/acme/ann@example.org/month");
        for (BudgetHolder holder : HOLDERS) {
            for (BudgetPeriod period : BudgetPeriod.values()) {
                BudgetId id = new BudgetId(holder, period);
                assertThat(BudgetId.parse(id.toString())).isEqualTo(id);
            }
        }
        assertThat(HOLDERS.stream().map(BudgetHolder::kind)).containsExactly("key", "tenant", "user");
        assertThat(HOLDERS).isSorted();
    }

    @Test
    void whatIsNoIdIsRefused() {
        for (String text : List.of(
                "",
                "month",
                "tenant/acme",
                "tenant/acme/",
                "tenant/acme/year",
                "tenant/acme/MONTH",
                "tenant/a b/month",
                "tenant/acme/ann/month",
                "user/acme/month",
                "user//ann/month",
                "device/acme/x/day",
                "key/acme/k/day/",
                "x".repeat(1_000))) {
            assertThatThrownBy(() -> BudgetId.parse(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aPeriodIsTheCalendarsInUtc() {
        Instant leap = Instant.parse("2028-02-29T23:59:59.999999Z");
        assertThat(BudgetPeriod.DAY.nameAt(leap)).isEqualTo("2028-02-29");
        assertThat(BudgetPeriod.MONTH.nameAt(leap)).isEqualTo("2028-02");
        assertThat(BudgetPeriod.NONE.nameAt(leap)).isEqualTo("ever");
        assertThat(BudgetPeriod.DAY.endAt(leap)).contains(Instant.parse("2028-03-01T00:00:00Z"));
        assertThat(BudgetPeriod.MONTH.endAt(leap)).contains(Instant.parse("2028-03-01T00:00:00Z"));
        assertThat(BudgetPeriod.NONE.endAt(leap)).isEmpty();
        Instant newYear = Instant.parse("2028-12-01T00:00:00Z");
        assertThat(BudgetPeriod.MONTH.endAt(newYear)).contains(Instant.parse("2029-01-01T00:00:00Z"));
        assertThat(BudgetPeriod.DAY.nameAt(newYear)).isEqualTo("2028-12-01");
    }

    @Test
    void eachPeriodHasAccountsOfItsOwn() {
        Instant at = Instant.parse("2026-11-14T10:00:00Z");
        assertThat(AccountId.budgetLeft(new BudgetId(ANN, BudgetPeriod.MONTH), at))
                .hasToString("budget-left/month/2026-11/user/acme/ann@example.org");
        assertThat(AccountId.budgetUsed(new BudgetId(HOLDERS.get(1), BudgetPeriod.DAY), at))
                .hasToString("budget-used/day/2026-11-14/tenant/acme");
        assertThat(AccountId.budgetLeft(new BudgetId(HOLDERS.get(0), BudgetPeriod.NONE), at))
                .hasToString("budget-left/none/ever/key/acme/key_4fT");
    }

    /** Accounts are locked in the order of their texts, and a kind whose name begins with another's would not keep it. */
    @Test
    void accountsSortAsTheirTextsDo() {
        Instant at = Instant.parse("2026-11-14T10:00:00Z");
        BudgetId id = new BudgetId(ANN, BudgetPeriod.DAY);
        List<AccountId> sorted = Stream.of(
                        AccountId.budgetUsed(id, at),
                        AccountId.creditsOf(ACME),
                        AccountId.BUDGET_ISSUED,
                        AccountId.TRIAL_USED,
                        AccountId.budgetLeft(id, at),
                        AccountId.trialOf(ACME, new UserId("ann")),
                        AccountId.PLATFORM_FEES,
                        AccountId.earningsOf("souk"))
                .sorted()
                .toList();
        assertThat(sorted.stream().map(AccountId::toString)).isSorted();
    }

    @Test
    void anAmountIsPositive() {
        BudgetId id = new BudgetId(ANN, BudgetPeriod.DAY);
        for (long micros : new long[] {0, -1, Long.MIN_VALUE}) {
            assertThatThrownBy(() -> new Budget(id, Credits.ofMicros(micros), Instant.EPOCH))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void periodsAreKnownByTheirNamesAlone() {
        Arrays.stream(BudgetPeriod.values())
                .forEach(period -> assertThat(BudgetPeriod.ofId(period.id())).isEqualTo(period));
        for (String text : List.of("", "Month", "year", " day")) {
            assertThatThrownBy(() -> BudgetPeriod.ofId(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
