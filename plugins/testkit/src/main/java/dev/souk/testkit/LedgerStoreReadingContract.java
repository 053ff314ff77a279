package dev.souk.testkit;

import static dev.souk.testkit.StoreContractSamples.ACME_CREDITS;
import static dev.souk.testkit.StoreContractSamples.NOON;
import static dev.souk.testkit.StoreContractSamples.creditsOf;
import static dev.souk.testkit.StoreContractSamples.executionId;
import static dev.souk.testkit.StoreContractSamples.holding;
import static dev.souk.testkit.StoreContractSamples.running;
import static dev.souk.testkit.StoreContractSamples.succeeded;
import static dev.souk.testkit.StoreContractSamples.transferId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.spi.caller.DeviceId;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Collected;
import dev.souk.spi.ledger.Leg;
import dev.souk.spi.ledger.Posting;
import dev.souk.spi.ledger.StatementLine;
import dev.souk.spi.ledger.Transfer;
import dev.souk.spi.ledger.TransferKind;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.LedgerRoot;
import dev.souk.spi.store.LedgerVisitor;
import dev.souk.spi.store.RolledUpLine;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reading the ledger outside a transaction: accounts, statements, and all of it at once. */
abstract class LedgerStoreReadingContract extends StoreContractPart {
    private static final long HUGE = 1L << 62;

    @Test
    void anAccountThatNothingWasPostedToIsNotThere() {
        assertThat(store().ledger().account(ACME_CREDITS)).isEmpty();
        assertThat(store().ledger().account(AccountId.PLATFORM_FEES)).isEmpty();
        assertThat(store().ledger().accounts(null, 1_000)).isEmpty();
        assertThat(store().ledger().statement(ACME_CREDITS, Long.MAX_VALUE, 1_000))
                .isEmpty();
    }

    @Test
    void aCollectingAccountHasTheSumOfItsPostings() {
        deposit("t1", ACME_CREDITS, 30);
        deposit("t2", creditsOf("beta"), 12);
        deposit("t3", AccountId.trialOf(new DeviceId("phone")), 3);

        assertThat(store().ledger().account(AccountId.PLATFORM_DEPOSITS))
                .contains(new Account(AccountId.PLATFORM_DEPOSITS, -42, 0, 0));
        assertThat(store().ledger().account(AccountId.TRIAL_ISSUED))
                .contains(new Account(AccountId.TRIAL_ISSUED, -3, 0, 0));
    }

    @Test
    void aCollectingAccountWhosePostingsCancelOutIsThereWithNothing() {
        write(StoreContractChanges.none()
                .transfer(fees("t1", AccountId.earningsOf("souk"), 5), fees("t2", AccountId.earningsOf("souk"), -5))
                .build());

        assertThat(store().ledger().account(AccountId.PLATFORM_FEES)).contains(Account.empty(AccountId.PLATFORM_FEES));
        assertThat(store().ledger().accounts(null, 10))
                .containsExactly(Account.empty(AccountId.PLATFORM_FEES), Account.empty(AccountId.earningsOf("souk")));
    }

    @Test
    void whatCameToACollectingAccountIsSummedByDayAndKind() {
        AccountId souk = AccountId.earningsOf("souk");
        Instant lastOfDay = Instant.parse("2026-03-01T23:59:59.999999Z");
        Instant midnight = Instant.parse("2026-03-02T00:00:00Z");
        write(StoreContractChanges.none()
                .transfer(
                        earned("c1", TransferKind.CALL, lastOfDay, souk, 5),
                        earned("c2", TransferKind.CALL, midnight, souk, 6),
                        earned("r1", TransferKind.REFUND, midnight, souk, -2),
                        earned("c3", TransferKind.CALL, midnight, AccountId.earningsOf("other"), 100))
                .build());
        write(StoreContractChanges.none()
                .transfer(
                        earned("c4", TransferKind.CALL, lastOfDay.minusSeconds(60), souk, 7),
                        earned("c5", TransferKind.CALL, midnight.plusSeconds(86_400), souk, 1))
                .build());

        LocalDate first = LocalDate.of(2026, 3, 1);
        assertThat(store().ledger().collected(souk, first, first))
                .containsExactly(new Collected(first, TransferKind.CALL, 12));
        assertThat(store().ledger().collected(souk, first.plusDays(1), LocalDate.MAX))
                .containsExactly(
                        new Collected(first.plusDays(1), TransferKind.CALL, 6),
                        new Collected(first.plusDays(1), TransferKind.REFUND, -2),
                        new Collected(first.plusDays(2), TransferKind.CALL, 1));
        assertThat(store().ledger().collected(souk, LocalDate.MIN, first.minusDays(1)))
                .isEmpty();
        assertThat(store().ledger().collected(AccountId.PLATFORM_FEES, LocalDate.MIN, LocalDate.MAX))
                .extracting(Collected::amount)
                .containsExactly(-12L, -106L, 2L, -1L);
    }

    @Test
    void whatIsSummedByDayIsTheBalance() {
        deposit("t1", ACME_CREDITS, 30);
        deposit("t2", creditsOf("beta"), 12);
        assertThat(store().ledger().collected(AccountId.PLATFORM_DEPOSITS, LocalDate.MIN, LocalDate.MAX))
                .containsExactly(new Collected(LocalDate.of(2026, 3, 1), TransferKind.DEPOSIT, -42));
    }

    @Test
    void aGuardedAccountIsNotSummedByDay() {
        assertThatThrownBy(() -> store().ledger().collected(ACME_CREDITS, LocalDate.MIN, LocalDate.MAX))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tenant/acme");
    }

    private static Transfer earned(String id, TransferKind kind, Instant at, AccountId publisher, long amount) {
        return new Transfer(
                transferId(id),
                kind,
                at,
                null,
                "",
                List.of(new Posting(AccountId.PLATFORM_FEES, -amount, 0, 0), new Posting(publisher, amount, 0, 0)));
    }

    @Test
    void accountsOfBothKindsComeInPagesInTheOrderOfTheirIds() {
        List<AccountId> guarded = Stream.of(
                        "a", "B", "a-b", "a.b", "a_b", "aB", "ab", "a1", "A", "a@b", "a+b", "a:b", "Z")
                .flatMap(name -> Stream.of(creditsOf(name), AccountId.trialOf(new DeviceId(name))))
                .toList();
        int number = 0;
        for (AccountId account : guarded) {
            deposit("t" + number++, account, number);
        }
        write(StoreContractChanges.none()
                .transfer(fees("f1", AccountId.earningsOf("souk"), 1), fees("f2", AccountId.earningsOf("Acme"), 1))
                .build());
        List<AccountId> all = Stream.concat(
                        guarded.stream(),
                        Stream.of(
                                AccountId.PLATFORM_DEPOSITS,
                                AccountId.TRIAL_ISSUED,
                                AccountId.PLATFORM_FEES,
                                AccountId.earningsOf("souk"),
                                AccountId.earningsOf("Acme")))
                .sorted()
                .toList();

        assertThat(store().ledger().accounts(null, 1_000))
                .extracting(Account::id)
                .containsExactlyElementsOf(all);

        List<Account> paged = new ArrayList<>();
        List<Account> page = store().ledger().accounts(null, 4);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(4);
            paged.addAll(page);
            page = store().ledger().accounts(page.get(page.size() - 1).id(), 4);
        }
        assertThat(paged).containsExactlyElementsOf(store().ledger().accounts(null, 1_000));
    }

    @Test
    void theNewestPostingsOfAnAccountComeFirst() {
        for (int number = 1; number <= 5; number++) {
            deposit("t" + number, ACME_CREDITS, number);
            deposit("other" + number, creditsOf("acme2"), number);
        }

        List<StatementLine> newest = store().ledger().statement(ACME_CREDITS, Long.MAX_VALUE, 2);
        List<StatementLine> older = store().ledger().statement(ACME_CREDITS, 4, 1_000);

        assertThat(newest).containsExactly(line(5, 15), line(4, 10));
        assertThat(older).containsExactly(line(3, 6), line(2, 3), line(1, 1));
        assertThat(store().ledger().statement(ACME_CREDITS, 1, 10)).isEmpty();
    }

    @Test
    void aStatementNamesTheCall() {
        write(StoreContractChanges.none()
                .deposit("t1", ACME_CREDITS, null, 5, executionId(9))
                .build());

        assertThat(store().ledger().statement(ACME_CREDITS, Long.MAX_VALUE, 1))
                .extracting(StatementLine::executionOrNull)
                .containsExactly(executionId(9));
    }

    @Test
    void aCollectingAccountHasNoStatement() {
        assertThatThrownBy(() -> store().ledger().statement(AccountId.PLATFORM_FEES, Long.MAX_VALUE, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("platform-fees");
    }

    @Test
    void aPageOutOfItsRangeIsRefused() {
        for (int most : new int[] {0, -1, 1_001}) {
            assertThatThrownBy(() -> store().ledger().accounts(null, most))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store().ledger().statement(ACME_CREDITS, Long.MAX_VALUE, most))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void hugeAmountsAreExact() {
        deposit("t1", ACME_CREDITS, HUGE - 1);
        deposit("t2", creditsOf("beta"), HUGE + 1);
        write(StoreContractChanges.none()
                .admit(holding(running(1), NOON, new Leg(ACME_CREDITS, HUGE - 1)))
                .change(new Account(ACME_CREDITS, HUGE - 1, HUGE - 1, 1))
                .build());

        assertThat(store().ledger().account(ACME_CREDITS)).contains(new Account(ACME_CREDITS, HUGE - 1, HUGE - 1, 1));
        assertThat(store().ledger().account(AccountId.PLATFORM_DEPOSITS))
                .contains(new Account(AccountId.PLATFORM_DEPOSITS, Long.MIN_VALUE, 0, 0));
        assertThat(store().ledger().statement(creditsOf("beta"), 2, 1))
                .extracting(StatementLine::posting)
                .containsExactly(new Posting(creditsOf("beta"), HUGE + 1, 1, HUGE + 1));
        assertThat(store().executions().find(executionId(1)))
                .map(execution -> execution.reservation().amountOn(ACME_CREDITS))
                .contains(HUGE - 1);
    }

    @Test
    void aVisitShowsAccountsThenRunningExecutionsThenTransfersThenStatements() {
        deposit("t1", ACME_CREDITS, 10);
        deposit("t2", creditsOf("beta"), 20);
        Execution runs = holding(running(1), NOON, new Leg(ACME_CREDITS, 4));
        write(StoreContractChanges.none()
                .admit(runs, running(2))
                .change(new Account(ACME_CREDITS, 10, 4, 1))
                .build());
        end(running(2).ended(succeeded("1")));
        List<Object> shown = new ArrayList<>();

        store().ledger().visit(new LedgerVisitor() {
            @Override
            public void account(Account account) {
                shown.add(account);
            }

            @Override
            public void collecting(Account account) {
                shown.add(account);
            }

            @Override
            public void running(Execution execution) {
                shown.add(execution);
            }

            @Override
            public void line(JournaledTransfer journaled, Posting posting) {
                assertThat(shown).as("a line's transfer").contains(journaled);
                shown.add(posting);
            }

            @Override
            public void root(LedgerRoot root) {}

            @Override
            public void leaf(LedgerRoot.Leaf leaf, String link) {}

            @Override
            public void rolledUp(RolledUpLine line) {
                shown.add(line);
            }

            @Override
            public void transfer(JournaledTransfer journaled) {
                shown.add(journaled);
            }
        });

        assertThat(shown.subList(0, 2))
                .containsExactlyInAnyOrder(
                        new Account(ACME_CREDITS, 10, 4, 1), new Account(creditsOf("beta"), 20, 0, 1));
        assertThat(shown.get(2)).isEqualTo(new Account(AccountId.PLATFORM_DEPOSITS, -30, 0, 0));
        assertThat(shown.get(3)).isEqualTo(runs);
        assertThat(shown.subList(4, 6))
                .containsExactlyInAnyOrder(
                        journaled("t1", new Posting(ACME_CREDITS, 10, 1, 10), -10),
                        journaled("t2", new Posting(creditsOf("beta"), 20, 1, 20), -20));
        assertThat(shown.subList(6, shown.size()))
                .containsExactlyInAnyOrder(
                        new Posting(ACME_CREDITS, 10, 1, 10), new Posting(creditsOf("beta"), 20, 1, 20));
    }

    @Test
    void aVisitorThatThrowsEndsTheVisitWithItsException() {
        deposit("t1", ACME_CREDITS, 10);
        RuntimeException enough = new RuntimeException("seen enough");

        assertThatThrownBy(() -> store().ledger().visit(new LedgerVisitor() {
                    @Override
                    public void account(Account account) {
                        throw enough;
                    }

                    @Override
                    public void collecting(Account account) {}

                    @Override
                    public void running(Execution execution) {}

                    @Override
                    public void line(JournaledTransfer journaled, Posting posting) {}

                    @Override
                    public void root(LedgerRoot root) {}

                    @Override
                    public void leaf(LedgerRoot.Leaf leaf, String link) {}

                    @Override
                    public void rolledUp(RolledUpLine line) {}

                    @Override
                    public void transfer(JournaledTransfer journaled) {}
                }))
                .isSameAs(enough);
        assertThat(deposit("t2", ACME_CREDITS, 1)).isTrue();
    }

    private static StatementLine line(int number, long balance) {
        return new StatementLine(
                transferId("t" + number),
                TransferKind.DEPOSIT,
                NOON,
                null,
                "memo of t" + number,
                new Posting(ACME_CREDITS, number, number, balance));
    }

    private static LedgerVisitor.JournaledTransfer journaled(String transfer, Posting posting, long other) {
        return new LedgerVisitor.JournaledTransfer(
                transferId(transfer),
                TransferKind.DEPOSIT,
                NOON,
                null,
                "memo of " + transfer,
                List.of(new Posting(AccountId.PLATFORM_DEPOSITS, other, 0, 0), posting));
    }

    private static Transfer fees(String id, AccountId publisher, long amount) {
        return new Transfer(
                transferId(id),
                TransferKind.CALL,
                NOON,
                null,
                "",
                List.of(new Posting(AccountId.PLATFORM_FEES, amount, 0, 0), new Posting(publisher, -amount, 0, 0)));
    }
}
