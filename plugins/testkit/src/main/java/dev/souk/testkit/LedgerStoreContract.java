package dev.souk.testkit;

import static dev.souk.testkit.StoreContractSamples.ACME_CREDITS;
import static dev.souk.testkit.StoreContractSamples.NOON;
import static dev.souk.testkit.StoreContractSamples.creditsOf;
import static dev.souk.testkit.StoreContractSamples.executionId;
import static dev.souk.testkit.StoreContractSamples.holding;
import static dev.souk.testkit.StoreContractSamples.running;
import static dev.souk.testkit.StoreContractSamples.succeeded;
import static dev.souk.testkit.StoreContractSamples.transferId;
import static dev.souk.testkit.StoreContractSamples.withKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.DeviceId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.caller.UserId;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.Leg;
import dev.souk.spi.ledger.PayoutId;
import dev.souk.spi.ledger.Posting;
import dev.souk.spi.ledger.Transfer;
import dev.souk.spi.ledger.TransferKind;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.IdempotencyKey;
import dev.souk.spi.store.LedgerChanges;
import dev.souk.spi.store.LedgerTransaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One ledger transaction on its own: what it writes is there, whole or not at all. */
abstract class LedgerStoreContract extends StoreContractPart {
    private static final int BATCH = 300;

    @Test
    void whatIsNotThereIsNotLoaded() {
        store().ledger().transact(transaction -> {
            assertThat(transaction.lockAccounts(sorted(ACME_CREDITS))).isEmpty();
            assertThat(transaction.lockExecutions(sorted(executionId(1)))).isEmpty();
            assertThat(transaction.executionsByKey(sorted(key("acme", "ann", "k"))))
                    .isEmpty();
            assertThat(transaction.transfers(sorted(transferId("t")))).isEmpty();
            assertThat(transaction.refunds(sorted(executionId(1)))).isEmpty();
            assertThat(transaction.payouts(sorted(new PayoutId("march")))).isEmpty();
            return null;
        });
    }

    @Test
    void nothingIsLoadedForNoIds() {
        store().ledger().transact(transaction -> {
            assertThat(transaction.lockAccounts(Collections.emptySortedSet())).isEmpty();
            assertThat(transaction.lockExecutions(Collections.emptySortedSet())).isEmpty();
            assertThat(transaction.executionsByKey(Collections.emptySortedSet()))
                    .isEmpty();
            assertThat(transaction.transfers(Collections.emptySortedSet())).isEmpty();
            assertThat(transaction.refunds(Collections.emptySortedSet())).isEmpty();
            assertThat(transaction.payouts(Collections.emptySortedSet())).isEmpty();
            transaction.write(StoreContractChanges.none().build());
            return null;
        });
    }

    @Test
    void theResultOfTheWorkComesBack() {
        assertThat(store().ledger().<String>transact(transaction -> "done")).isEqualTo("done");
        assertThat(store().ledger().<Object>transact(transaction -> null)).isNull();
    }

    @Test
    void openedAndChangedAccountsAreReadBack() {
        Account opened = new Account(ACME_CREDITS, 50, 20, 3);
        Account changed = new Account(ACME_CREDITS, 45, 0, 4);

        write(StoreContractChanges.none().open(opened).build());
        assertThat(lockedAccounts(ACME_CREDITS)).containsExactly(Map.entry(ACME_CREDITS, opened));

        write(StoreContractChanges.none().change(changed).build());
        assertThat(lockedAccounts(ACME_CREDITS)).containsExactly(Map.entry(ACME_CREDITS, changed));
    }

    @Test
    void anAdmittedExecutionIsReadBackFieldForField() {
        Execution plain = running(1);
        Execution full = withKey(
                holding(
                        running(2, Caller.of("acme", "ann").on("phone:1"), "souk.data-processor", NOON),
                        NOON.plusSeconds(90),
                        new Leg(AccountId.trialOf(new TenantId("acme"), new UserId("ann")), 1),
                        new Leg(AccountId.trialOf(new DeviceId("phone:1")), 1),
                        new Leg(ACME_CREDITS, 12_500_000)),
                "order 4711; 'quoted' \"twice\" \\ %_?:x");
        Execution onTrial = new Execution(
                executionId(3),
                Caller.of("acme", "ann"),
                plain.agent(),
                plain.version(),
                null,
                null,
                "",
                plain.reservation(),
                NOON,
                null);

        admit(plain, full, onTrial);

        assertThat(lockedExecutions(1, 2, 3))
                .containsOnly(
                        Map.entry(plain.id(), plain), Map.entry(full.id(), full), Map.entry(onTrial.id(), onTrial));
        assertThat(byKey(full.key().orElseThrow()))
                .containsOnly(Map.entry(full.key().orElseThrow(), full));
    }

    @Test
    void anEndedExecutionIsReadBackWithItsNewEpoch() {
        Execution before = withKey(holding(running(1), NOON.plusSeconds(9), new Leg(ACME_CREDITS, 7)), "k");
        admit(before);

        Execution after = before.fenced().ended(succeeded("{\"ok\":true}"));
        end(after);

        assertThat(lockedExecutions(1)).containsOnly(Map.entry(before.id(), after));
        assertThat(byKey(key("acme", "ann", "k"))).containsOnly(Map.entry(key("acme", "ann", "k"), after));
    }

    @Test
    void anExecutionThatIsAdmittedAndEndedAtOnceIsReadBack() {
        Execution over = withKey(running(1), "k").ended(succeeded("1"));
        admit(over, running(2));

        assertThat(lockedExecutions(1, 2))
                .containsOnly(Map.entry(over.id(), over), Map.entry(executionId(2), running(2)));
        assertThat(byKey(key("acme", "ann", "k")).values()).containsExactly(over);
        assertThat(store().executions().expired(NOON.plusSeconds(100_000), 10)).containsExactly(running(2));
    }

    @Test
    void aTransferIsReadBackFieldForField() {
        write(StoreContractChanges.none()
                .open(Account.empty(ACME_CREDITS), Account.empty(creditsOf("beta")))
                .build());
        Transfer call = new Transfer(
                transferId("call:exe'1\";--"),
                TransferKind.CALL,
                NOON.plusNanos(1_000),
                executionId(7),
                "Überweisung 🐪 'q' \"d\" \\ \n end",
                List.of(
                        new Posting(ACME_CREDITS, -10, 5, 90),
                        new Posting(AccountId.earningsOf("souk"), 7, 0, 0),
                        new Posting(AccountId.PLATFORM_FEES, 3, 0, 0)));
        Transfer grant = new Transfer(
                transferId("grant"),
                TransferKind.GRANT,
                NOON,
                null,
                "",
                List.of(new Posting(AccountId.PLATFORM_GRANTS, -4, 0, 0), new Posting(creditsOf("beta"), 4, 1, 4)));

        write(StoreContractChanges.none().transfer(call, grant).build());

        store().ledger().transact(transaction -> {
            assertThat(transaction.transfers(sorted(call.id(), grant.id(), transferId("other"))))
                    .containsOnly(Map.entry(call.id(), call), Map.entry(grant.id(), grant));
            return null;
        });
    }

    @Test
    void theRefundsOfACallAreFoundByTheCall() {
        write(StoreContractChanges.none()
                .open(Account.empty(ACME_CREDITS))
                .transfer(
                        transfer("call/" + executionId(1), TransferKind.CALL, executionId(1), -10),
                        transfer("refund/1/a", TransferKind.REFUND, executionId(1), 3),
                        transfer("refund/2/a", TransferKind.REFUND, executionId(2), 4),
                        transfer("refund/3/a", TransferKind.REFUND, executionId(3), 5),
                        transfer("grant", TransferKind.GRANT, null, 6))
                .build());
        write(StoreContractChanges.none()
                .transfer(transfer("refund/1/b", TransferKind.REFUND, executionId(1), 7))
                .build());

        Map<ExecutionId, List<Transfer>> refunds = store().ledger()
                .transact(transaction -> transaction.refunds(sorted(executionId(1), executionId(2), executionId(4))));

        assertThat(refunds).containsOnlyKeys(executionId(1), executionId(2));
        assertThat(refunds.get(executionId(1)))
                .containsExactlyInAnyOrder(
                        transfer("refund/1/a", TransferKind.REFUND, executionId(1), 3),
                        transfer("refund/1/b", TransferKind.REFUND, executionId(1), 7));
        assertThat(refunds.get(executionId(2)))
                .containsExactly(transfer("refund/2/a", TransferKind.REFUND, executionId(2), 4));
    }

    private static Transfer transfer(String id, TransferKind kind, @Nullable ExecutionId call, long amount) {
        return new Transfer(
                transferId(id),
                kind,
                NOON,
                call,
                "memo of " + id,
                List.of(
                        new Posting(AccountId.earningsOf("souk"), amount, 0, 0),
                        new Posting(AccountId.PLATFORM_FEES, -amount, 0, 0)));
    }

    @Test
    void manyThingsGoInOneTransaction() {
        StoreContractChanges changes = StoreContractChanges.none();
        IntStream.range(0, BATCH).forEach(number -> {
            changes.deposit("t" + number, creditsOf("tenant-" + number), null, number + 1L);
            changes.admit(withKey(running(number), "key-" + number));
        });
        write(changes.build());

        store().ledger().transact(transaction -> {
            int more = BATCH + 50;
            assertThat(transaction.lockAccounts(sorted(more, number -> creditsOf("tenant-" + number))))
                    .hasSize(BATCH)
                    .allSatisfy((id, account) -> assertThat(account.id()).isEqualTo(id));
            assertThat(transaction.lockExecutions(sorted(more, StoreContractSamples::executionId)))
                    .hasSize(BATCH);
            assertThat(transaction.executionsByKey(sorted(more, number -> key("acme", "ann", "key-" + number))))
                    .hasSize(BATCH)
                    .allSatisfy((key, execution) -> assertThat(execution.key()).contains(key));
            assertThat(transaction.transfers(sorted(more, number -> transferId("t" + number))))
                    .hasSize(BATCH)
                    .allSatisfy(
                            (id, transfer) -> assertThat(transfer.postings()).hasSize(2));
            return null;
        });
        assertThat(store().ledger().account(AccountId.PLATFORM_DEPOSITS))
                .contains(new Account(AccountId.PLATFORM_DEPOSITS, -BATCH * (BATCH + 1L) / 2, 0, 0));
    }

    @Test
    void aThrowingWorkWritesNothingAndItsExceptionComesOut() {
        RuntimeException failure = new RuntimeException("the engine changed its mind");

        assertThatThrownBy(() -> store().ledger().transact(transaction -> {
                    deposit(transaction, "t1", ACME_CREDITS, 5);
                    throw failure;
                }))
                .isSameAs(failure);

        assertThat(store().ledger().account(ACME_CREDITS)).isEmpty();
        assertThat(store().ledger().account(AccountId.PLATFORM_DEPOSITS)).isEmpty();
        assertThat(deposit("t1", ACME_CREDITS, 6)).isTrue();
    }

    @Test
    void anErrorInTheWorkWritesNothingAndComesOut() {
        assertThatThrownBy(() -> store().ledger().transact(transaction -> {
                    deposit(transaction, "t1", ACME_CREDITS, 5);
                    throw new AssertionError("on purpose");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessage("on purpose");

        assertThat(store().ledger().account(ACME_CREDITS)).isEmpty();
    }

    @Test
    void idempotencyKeysBelongToOneUserOfOneTenant() {
        Execution anns = withKey(running(1, Caller.of("acme", "ann"), "souk.a", NOON), "same");
        Execution bobs = withKey(running(2, Caller.of("acme", "bob"), "souk.a", NOON), "same");
        Execution others = withKey(running(3, Caller.of("beta", "ann"), "souk.a", NOON), "same");

        admit(anns, bobs, others);

        assertThat(byKey(key("acme", "ann", "same"), key("beta", "ann", "same"), key("beta", "bob", "same")))
                .containsOnly(
                        Map.entry(key("acme", "ann", "same"), anns), Map.entry(key("beta", "ann", "same"), others));
    }

    @Test
    void idempotencyKeysDifferByCaseAndBlanks() {
        admit(withKey(running(1), "Key"), withKey(running(2), "key"), withKey(running(3), "key "));

        assertThat(byKey(key("acme", "ann", "key")).values())
                .extracting(Execution::id)
                .containsExactly(executionId(2));
    }

    @Test
    void whatIsThereCannotBeWrittenAsNew() {
        deposit("t1", ACME_CREDITS, 10);
        admit(withKey(running(1), "k"));

        assertRefused(changes -> changes.open(Account.empty(ACME_CREDITS)));
        assertRefused(changes -> changes.admit(running(1)));
        assertRefused(changes -> changes.admit(withKey(running(2), "k")));
        assertRefused(changes -> changes.deposit("t1", creditsOf("beta"), null, 5));

        assertThat(store().ledger().account(ACME_CREDITS)).contains(new Account(ACME_CREDITS, 10, 0, 1));
        assertThat(store().ledger().accounts(null, 10))
                .extracting(Account::id)
                .containsExactly(AccountId.PLATFORM_DEPOSITS, ACME_CREDITS);
        assertThat(store().executions().find(executionId(2))).isEmpty();
    }

    @Test
    void whatIsNotThereCannotBeChanged() {
        admit(running(1));
        end(running(1).ended(succeeded("1")));

        assertRefused(changes -> changes.open(Account.empty(creditsOf("beta"))).change(Account.empty(ACME_CREDITS)));
        assertRefused(changes -> changes.end(running(2).ended(succeeded("2"))));
        assertRefused(changes -> changes.end(running(1).ended(succeeded("again"))));

        assertThat(store().ledger().accounts(null, 10)).isEmpty();
        assertThat(store().executions().find(executionId(1)))
                .contains(running(1).ended(succeeded("1")));
    }

    @Test
    void collectingAccountsCannotBeLocked() {
        assertThatThrownBy(() -> store().ledger()
                        .transact(transaction -> transaction.lockAccounts(sorted(AccountId.PLATFORM_FEES))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("platform-fees");
    }

    @Test
    void aTransactionThatHasWrittenTakesNothingMore() {
        LedgerChanges some =
                StoreContractChanges.none().open(Account.empty(ACME_CREDITS)).build();

        assertThatThrownBy(() -> store().ledger().transact(transaction -> {
                    transaction.write(some);
                    return transaction.lockAccounts(sorted(ACME_CREDITS));
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store().ledger().<Object>transact(transaction -> {
                    transaction.write(some);
                    transaction.write(some);
                    return null;
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(store().ledger().account(ACME_CREDITS)).isEmpty();
    }

    @Test
    void aTransactionCannotBeUsedAfterItsWork() {
        List<LedgerTransaction> kept = new ArrayList<>();
        store().ledger().<Object>transact(transaction -> {
            kept.add(transaction);
            return null;
        });

        assertThatThrownBy(() -> kept.get(0).lockAccounts(sorted(ACME_CREDITS)))
                .isInstanceOf(IllegalStateException.class);
    }

    private void assertRefused(Consumer<StoreContractChanges> wrong) {
        StoreContractChanges changes = StoreContractChanges.none();
        wrong.accept(changes);
        assertThatThrownBy(() -> write(changes.build()))
                .isInstanceOfSatisfying(
                        SoukException.class, fault -> assertThat(fault.code()).isEqualTo(ErrorCode.INTERNAL));
    }

    private Map<AccountId, Account> lockedAccounts(AccountId... ids) {
        return store().ledger().transact(transaction -> transaction.lockAccounts(sorted(ids)));
    }

    private Map<ExecutionId, Execution> lockedExecutions(int... numbers) {
        TreeSet<ExecutionId> ids = new TreeSet<>();
        IntStream.of(numbers).forEach(number -> ids.add(executionId(number)));
        return store().ledger().transact(transaction -> transaction.lockExecutions(ids));
    }

    private Map<IdempotencyKey, Execution> byKey(IdempotencyKey... keys) {
        return store().ledger().transact(transaction -> transaction.executionsByKey(sorted(keys)));
    }

    static IdempotencyKey key(String tenant, String user, String value) {
        return new IdempotencyKey(new TenantId(tenant), new UserId(user), value);
    }
}
