package dev.souk.testkit;

import static dev.souk.testkit.StoreContractSamples.ACME;
import static dev.souk.testkit.StoreContractSamples.ACME_CREDITS;
import static dev.souk.testkit.StoreContractSamples.NOON;
import static dev.souk.testkit.StoreContractSamples.executionId;
import static dev.souk.testkit.StoreContractSamples.holding;
import static dev.souk.testkit.StoreContractSamples.running;
import static dev.souk.testkit.StoreContractSamples.succeeded;
import static dev.souk.testkit.StoreContractSamples.withKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.budget.Budget;
import dev.souk.spi.budget.BudgetHolder;
import dev.souk.spi.budget.BudgetId;
import dev.souk.spi.budget.BudgetPeriod;
import dev.souk.spi.caller.PlanId;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Leg;
import dev.souk.spi.store.ApiKey;
import dev.souk.spi.store.ApiKeyStore;
import dev.souk.spi.store.BudgetStore;
import dev.souk.spi.store.EngineName;
import dev.souk.spi.store.EngineSession;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionQuery;
import dev.souk.spi.store.ExecutionStore;
import dev.souk.spi.store.LeaseStore;
import dev.souk.spi.store.LedgerStore;
import dev.souk.spi.store.Store;
import dev.souk.spi.store.Tenant;
import dev.souk.spi.store.TenantStore;
import dev.souk.spi.store.UsageStore;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Opening, closing, and what is left after it. */
abstract class StoreLifecycleContract extends StoreContractPart {
    abstract boolean isDurable();

    abstract Store reopen() throws Exception;

    @Test
    void anOpenStoreAnswersAndSaysWhatItIs() {
        store().ping();

        assertThat(store().description()).isNotBlank().doesNotContainIgnoringCase("password");
        assertThat(store().isDurable()).isEqualTo(isDurable());
    }

    @Test
    void closingTwiceDoesNothing() {
        store().close();
        store().close();
    }

    @Test
    void everyMethodOfAClosedStoreThrows() {
        LedgerStore ledger = store().ledger();
        ExecutionStore executions = store().executions();
        EngineSession session = store().leases().enter(null);
        LeaseStore leases = store().leases();
        TenantStore tenants = store().tenants();
        ApiKeyStore apiKeys = store().apiKeys();
        BudgetStore budgets = store().budgets();
        Budget budget = new Budget(
                new BudgetId(new BudgetHolder.WholeTenant(ACME), BudgetPeriod.DAY), Credits.parse("1"), NOON);
        UsageStore usage = store().usage();
        ApiKey key = ApiKeyStoreContract.key("k1", "acme", false, "", NOON, null);
        store().close();

        List.<ThrowingCallable>of(
                        () -> store().ping(),
                        () -> ledger.transact(transaction -> "done"),
                        () -> ledger.account(ACME_CREDITS),
                        () -> ledger.accounts(null, 1),
                        () -> ledger.statement(ACME_CREDITS, 1, 1),
                        () -> ledger.visit(new StoreContractAudit()),
                        () -> executions.find(executionId(1)),
                        () -> executions.list(new ExecutionQuery(ACME, null, null, 1)),
                        () -> executions.expired(NOON, 1),
                        () -> leases.enter(null),
                        () -> session.renew(Set.of(), Duration.ofSeconds(30), NOON),
                        () -> session.takeOverExpired(1, Duration.ofSeconds(30), NOON),
                        () -> tenants.find(ACME),
                        () -> tenants.insert(new Tenant(ACME, null, NOON)),
                        () -> tenants.changePlan(ACME, null),
                        () -> tenants.list(null, 1),
                        () -> apiKeys.insert(key),
                        () -> apiKeys.findByHash("hash"),
                        () -> apiKeys.list(ACME),
                        () -> apiKeys.revoke("k1", NOON),
                        () -> apiKeys.hasAdmin(),
                        () -> budgets.set(budget),
                        () -> budgets.remove(budget.id()),
                        () -> budgets.find(budget.id()),
                        () -> budgets.of(Set.of(budget.id().holder())),
                        () -> budgets.list(ACME, null, 1),
                        () -> budgets.past(BudgetPeriod.DAY, "2026-11-01", 1),
                        () -> usage.perDay(ACME, LocalDate.EPOCH, LocalDate.EPOCH))
                .forEach(call -> assertThatThrownBy(call)
                        .isInstanceOfSatisfying(
                                SoukException.class,
                                fault -> assertThat(fault.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE))
                        .hasMessageContaining("closed"));
        session.close();
    }

    @Test
    void anEngineThatStartsAgainFindsWhatItLeftWhetherItsLeaseHasEndedOrNot() throws Exception {
        assumeTrue(isDurable(), "the store is declared not durable");
        Duration lease = Duration.ofDays(1);
        EngineName name = new EngineName("one");
        Execution left;
        try (EngineSession former = store().leases().enter(name)) {
            left = LeaseStoreContract.heldBy(former, running(1), NOON.plus(Duration.ofDays(9_999)));
            admit(left);
        }
        store().close();

        reopen();

        try (EngineSession next = store().leases().enter(name)) {
            assertThat(next.isNameTaken()).isFalse();
            assertThat(next.takeOverOwn(10, lease, NOON)).singleElement().satisfies(taken -> {
                assertThat(taken.id()).isEqualTo(left.id());
                assertThat(taken.reservation().epoch()).isGreaterThan(next.epoch());
            });
            assertThat(next.takeOverOwn(10, lease, NOON)).isEmpty();
        }
    }

    @Test
    void whatWasWrittenIsThereAfterReopening() throws Exception {
        assumeTrue(isDurable(), "the store is declared not durable");
        Execution runs = withKey(holding(running(1), NOON, new Leg(ACME_CREDITS, 4)), "k");
        Execution ended = running(2).ended(succeeded("{\"a\":\"🐪\"}"));
        Tenant tenant = new Tenant(ACME, new PlanId("pro"), NOON);
        ApiKey key = ApiKeyStoreContract.key("k1", "acme", true, "main", NOON, null);
        deposit("t1", ACME_CREDITS, 10);
        write(StoreContractChanges.none()
                .admit(runs, running(2))
                .change(new Account(ACME_CREDITS, 10, 4, 1))
                .build());
        end(ended);
        store().tenants().insert(tenant);
        store().apiKeys().insert(key);
        Budget budget = new Budget(
                new BudgetId(new BudgetHolder.WholeTenant(ACME), BudgetPeriod.DAY), Credits.parse("1"), NOON);
        store().budgets().set(budget);
        store().close();

        reopen();

        assertThat(store().ledger().accounts(null, 10))
                .containsExactly(
                        new Account(AccountId.PLATFORM_DEPOSITS, -10, 0, 0), new Account(ACME_CREDITS, 10, 4, 1));
        assertThat(store().executions().find(executionId(1))).contains(runs);
        assertThat(store().executions().find(executionId(2))).contains(ended);
        assertThat(store().tenants().find(ACME)).contains(new Tenant(ACME, new PlanId("pro"), NOON, 1));
        assertThat(store().budgets().find(budget.id())).contains(budget);
        assertThat(store().apiKeys().findByHash("hash-k1")).contains(key);
        assertThat(deposit("t1", ACME_CREDITS, 10)).isFalse();
        StoreContractAudit audit = new StoreContractAudit();
        store().ledger().visit(audit);
        audit.assertBalanced();
    }
}
