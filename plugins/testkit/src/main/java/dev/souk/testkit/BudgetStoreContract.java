package dev.souk.testkit;

import static dev.souk.testkit.StoreContractSamples.ACME;
import static dev.souk.testkit.StoreContractSamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.spi.Credits;
import dev.souk.spi.budget.Budget;
import dev.souk.spi.budget.BudgetHolder;
import dev.souk.spi.budget.BudgetHolder.OneKey;
import dev.souk.spi.budget.BudgetHolder.OneUser;
import dev.souk.spi.budget.BudgetHolder.WholeTenant;
import dev.souk.spi.budget.BudgetId;
import dev.souk.spi.budget.BudgetPeriod;
import dev.souk.spi.caller.ApiKeyId;
import dev.souk.spi.caller.PlanId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.caller.UserId;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Leg;
import dev.souk.spi.store.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Budgets: set, changed and removed with the tenant's revision, found by their holders, and the accounts of past periods. */
abstract class BudgetStoreContract extends StoreContractPart {
    private static final TenantId BETA = new TenantId("beta");
    private static final BudgetHolder ALL = new WholeTenant(ACME);
    private static final BudgetHolder ANN = new OneUser(ACME, new UserId("ann"));
    private static final BudgetHolder KEY = new OneKey(ACME, new ApiKeyId("key_1"));

    private static Budget budget(BudgetHolder holder, BudgetPeriod period, String credits) {
        return new Budget(new BudgetId(holder, period), Credits.parse(credits), NOON);
    }

    private void register(TenantId... tenants) {
        List.of(tenants).forEach(id -> store().tenants().insert(new Tenant(id, null, NOON)));
    }

    private long revision(TenantId id) {
        return store().tenants().find(id).orElseThrow().budgetRevision();
    }

    @Test
    void aBudgetThatIsSetIsReadBack() {
        register(ACME);
        for (BudgetHolder holder : List.of(ALL, ANN, KEY)) {
            for (BudgetPeriod period : BudgetPeriod.values()) {
                Budget budget = budget(holder, period, "12.345678");
                assertThat(store().budgets().set(budget)).isTrue();
                assertThat(store().budgets().find(budget.id())).contains(budget);
            }
        }
    }

    @Test
    void theLargestAmountIsKeptExactly() {
        register(ACME);
        Budget most = new Budget(
                new BudgetId(ANN, BudgetPeriod.DAY), Credits.ofMicros(Long.MAX_VALUE), NOON.plusNanos(1_000));
        store().budgets().set(most);
        assertThat(store().budgets().find(most.id())).contains(most);
    }

    @Test
    void aHolderHasOneBudgetOfEachPeriod() {
        register(ACME);
        store().budgets().set(budget(ANN, BudgetPeriod.MONTH, "10"));
        store().budgets().set(budget(ANN, BudgetPeriod.DAY, "1"));
        Budget changed = new Budget(new BudgetId(ANN, BudgetPeriod.MONTH), Credits.parse("20"), NOON.plusSeconds(5));
        store().budgets().set(changed);
        assertThat(store().budgets().list(ACME, null, 10)).containsExactly(budget(ANN, BudgetPeriod.DAY, "1"), changed);
    }

    @Test
    void eachChangeRaisesTheRevisionOfItsTenantAlone() {
        register(ACME, BETA);
        Budget budget = budget(ANN, BudgetPeriod.MONTH, "10");
        store().budgets().set(budget);
        assertThat(revision(ACME)).isEqualTo(1);
        store().budgets().set(budget);
        assertThat(revision(ACME)).isEqualTo(2);
        store().budgets().remove(budget.id());
        assertThat(revision(ACME)).isEqualTo(3);
        assertThat(revision(BETA)).isZero();
    }

    @Test
    void aNewPlanLeavesTheRevisionAsItIs() {
        register(ACME);
        store().budgets().set(budget(ALL, BudgetPeriod.DAY, "1"));
        store().tenants().changePlan(ACME, new PlanId("pro"));
        assertThat(store().tenants().find(ACME)).contains(new Tenant(ACME, new PlanId("pro"), NOON, 1));
    }

    @Test
    void aBudgetThatIsRemovedIsGone() {
        register(ACME);
        Budget day = budget(KEY, BudgetPeriod.DAY, "1");
        Budget month = budget(KEY, BudgetPeriod.MONTH, "2");
        store().budgets().set(day);
        store().budgets().set(month);
        assertThat(store().budgets().remove(day.id())).isTrue();
        assertThat(store().budgets().find(day.id())).isEmpty();
        assertThat(store().budgets().list(ACME, null, 10)).containsExactly(month);
    }

    @Test
    void whatIsNotThereCannotBeRemovedAndChangesNothing() {
        register(ACME);
        assertThat(store().budgets().remove(new BudgetId(ANN, BudgetPeriod.DAY)))
                .isFalse();
        assertThat(revision(ACME)).isZero();
        assertThat(store().budgets().remove(new BudgetId(new WholeTenant(BETA), BudgetPeriod.DAY)))
                .isFalse();
    }

    @Test
    void aTenantThatNobodyRegisteredGetsNoBudget() {
        Budget budget = budget(ANN, BudgetPeriod.MONTH, "10");
        assertThat(store().budgets().set(budget)).isFalse();
        assertThat(store().budgets().find(budget.id())).isEmpty();
        assertThat(store().budgets().list(ACME, null, 10)).isEmpty();
        assertThat(store().tenants().find(ACME)).isEmpty();
    }

    @Test
    void theBudgetsOfSomeHoldersAreFoundTogetherAndNobodyElses() {
        register(ACME, BETA);
        Budget all = budget(ALL, BudgetPeriod.DAY, "100");
        Budget annMonth = budget(ANN, BudgetPeriod.MONTH, "10");
        Budget annEver = budget(ANN, BudgetPeriod.NONE, "50");
        List.of(
                        all,
                        annMonth,
                        annEver,
                        budget(KEY, BudgetPeriod.DAY, "1"),
                        budget(new OneUser(ACME, new UserId("Ann")), BudgetPeriod.DAY, "1"),
                        budget(new OneUser(BETA, new UserId("ann")), BudgetPeriod.DAY, "1"),
                        budget(new WholeTenant(BETA), BudgetPeriod.DAY, "1"))
                .forEach(budget -> store().budgets().set(budget));
        assertThat(store().budgets().of(Set.of(ALL, ANN))).containsExactly(all, annMonth, annEver);
        assertThat(store().budgets().of(Set.of(new OneUser(ACME, new UserId("bob")))))
                .isEmpty();
    }

    @Test
    void holdersThatCannotBeAskedForTogetherAreRefused() {
        Set<BudgetHolder> many = IntStream.range(0, 11)
                .mapToObj(i -> new OneUser(ACME, new UserId("u" + i)))
                .collect(Collectors.toSet());
        for (Set<BudgetHolder> holders : List.of(Set.<BudgetHolder>of(), many, Set.of(ALL, new WholeTenant(BETA)))) {
            assertThatThrownBy(() -> store().budgets().of(holders)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void budgetsAreListedInPagesInTheOrderOfTheirIds() {
        register(ACME, BETA);
        List<Budget> ordered = List.of(
                budget(KEY, BudgetPeriod.NONE, "1"),
                budget(ALL, BudgetPeriod.DAY, "1"),
                budget(ALL, BudgetPeriod.MONTH, "1"),
                budget(new OneUser(ACME, new UserId("B")), BudgetPeriod.DAY, "1"),
                budget(ANN, BudgetPeriod.MONTH, "1"));
        IntStream.of(3, 0, 4, 1, 2).forEach(i -> store().budgets().set(ordered.get(i)));
        store().budgets().set(budget(new WholeTenant(BETA), BudgetPeriod.DAY, "1"));
        assertThat(store().budgets().list(ACME, null, 1_000)).containsExactlyElementsOf(ordered);
        assertThat(store().budgets().list(ACME, null, 2)).containsExactlyElementsOf(ordered.subList(0, 2));
        assertThat(store().budgets().list(ACME, ordered.get(1).id(), 2))
                .containsExactlyElementsOf(ordered.subList(2, 4));
        assertThat(store().budgets().list(ACME, ordered.get(4).id(), 2)).isEmpty();
        assertThatThrownBy(() -> store().budgets().list(ACME, null, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().budgets().list(ACME, null, 1_001))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void accountsOfPastPeriodsAreFoundAsLongAsSomethingIsThereThatNobodyHolds() {
        Instant october = Instant.parse("2026-10-31T23:59:59Z");
        Instant november = Instant.parse("2026-11-01T00:00:00Z");
        BudgetId month = new BudgetId(ANN, BudgetPeriod.MONTH);
        AccountId past = AccountId.budgetLeft(month, october);
        AccountId others = AccountId.budgetLeft(new BudgetId(ALL, BudgetPeriod.MONTH), october);
        AccountId held = AccountId.budgetLeft(new BudgetId(KEY, BudgetPeriod.MONTH), october);
        deposit("past", past, 10);
        deposit("others", others, 1);
        deposit("held", held, 4);
        deposit("now", AccountId.budgetLeft(month, november), 10);
        deposit("used", AccountId.budgetUsed(month, october), 10);
        deposit("day", AccountId.budgetLeft(new BudgetId(ANN, BudgetPeriod.DAY), october), 10);
        deposit("ever", AccountId.budgetLeft(new BudgetId(ANN, BudgetPeriod.NONE), october), 10);
        write(StoreContractChanges.none()
                .change(new Account(held, 4, 4, 1))
                .admit(StoreContractSamples.holding(StoreContractSamples.running(1), NOON, new Leg(held, 4)))
                .build());
        assertThat(store().budgets().past(BudgetPeriod.MONTH, "2026-11", 10)).containsExactly(others, past);
        assertThat(store().budgets().past(BudgetPeriod.MONTH, "2026-11", 1)).containsExactly(others);
        assertThat(store().budgets().past(BudgetPeriod.MONTH, "2026-10", 10)).isEmpty();
        assertThat(store().budgets().past(BudgetPeriod.DAY, "2026-11-01", 10))
                .containsExactly(AccountId.budgetLeft(new BudgetId(ANN, BudgetPeriod.DAY), october));
        assertThatThrownBy(() -> store().budgets().past(BudgetPeriod.DAY, "2026-11-01", 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
