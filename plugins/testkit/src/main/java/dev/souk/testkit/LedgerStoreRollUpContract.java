package dev.souk.testkit;

import static dev.souk.testkit.StoreContractSamples.ACME;
import static dev.souk.testkit.StoreContractSamples.ACME_CREDITS;
import static dev.souk.testkit.StoreContractSamples.NOON;
import static dev.souk.testkit.StoreContractSamples.creditsOf;
import static dev.souk.testkit.StoreContractSamples.running;
import static dev.souk.testkit.StoreContractSamples.succeeded;
import static dev.souk.testkit.StoreContractSamples.transferId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.souk.spi.caller.DeviceId;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Collected;
import dev.souk.spi.ledger.Posting;
import dev.souk.spi.ledger.Transfer;
import dev.souk.spi.ledger.TransferKind;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.LedgerRoot;
import dev.souk.spi.store.LedgerVisitor;
import dev.souk.spi.store.RollUp;
import dev.souk.spi.store.RolledUpLine;
import dev.souk.spi.store.UsageRow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What came to collecting accounts and what was used is rolled up, by one at a time, and reads as before. */
abstract class LedgerStoreRollUpContract extends StoreContractPart {
    private static final int THREADS = 4;
    private static final int ROUNDS = 25;
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    private static RolledUpLine next(RollUp rollUp) {
        long sequence = rollUp.last().map(RolledUpLine::sequence).orElse(0L) + 1;
        long balance = rollUp.last().map(RolledUpLine::balance).orElse(0L) + rollUp.amount();
        return new RolledUpLine(rollUp.account(), sequence, NOON, rollUp.amount(), balance, "link" + sequence);
    }

    @Test
    void nothingToRollUpIsSaid() {
        assertThat(store().ledger().rollUp(LedgerStoreRollUpContract::next)).isFalse();
    }

    @Test
    void whatCameToEachCollectingAccountIsFoldedIntoItsNextLine() {
        deposit("t1", ACME_CREDITS, 30);
        deposit("t2", creditsOf("beta"), 12);
        deposit("t3", AccountId.trialOf(new DeviceId("phone")), 3);

        assertThat(rollUp())
                .containsExactlyInAnyOrder(
                        new RollUp(AccountId.PLATFORM_DEPOSITS, -42, null),
                        new RollUp(AccountId.TRIAL_ISSUED, -3, null));
        assertThat(store().ledger().rollUp(LedgerStoreRollUpContract::next)).isFalse();

        deposit("t4", ACME_CREDITS, 1);
        RolledUpLine first = new RolledUpLine(AccountId.PLATFORM_DEPOSITS, 1, NOON, -42, -42, "link1");
        assertThat(rollUp()).containsExactly(new RollUp(AccountId.PLATFORM_DEPOSITS, -1, first));
        assertThat(lines())
                .containsExactly(
                        first,
                        new RolledUpLine(AccountId.PLATFORM_DEPOSITS, 2, NOON, -1, -43, "link2"),
                        new RolledUpLine(AccountId.TRIAL_ISSUED, 1, NOON, -3, -3, "link1"));
    }

    @Test
    void whatCameByDayAndKindIsTheSameBeforeAndAfterAndWhileMoreComes() {
        deposit("t1", ACME_CREDITS, 30);
        assertThat(deposits()).containsExactly(new Collected(DAY, TransferKind.DEPOSIT, -30));
        rollUp();
        assertThat(deposits()).containsExactly(new Collected(DAY, TransferKind.DEPOSIT, -30));
        deposit("t2", ACME_CREDITS, 5);
        assertThat(deposits()).containsExactly(new Collected(DAY, TransferKind.DEPOSIT, -35));
        rollUp();
        write(StoreContractChanges.none()
                .transfer(new Transfer(
                        transferId("g"),
                        TransferKind.GRANT,
                        NOON.plusSeconds(86_400),
                        null,
                        "",
                        List.of(
                                new Posting(AccountId.PLATFORM_DEPOSITS, -1, 0, 0),
                                new Posting(AccountId.PLATFORM_GRANTS, 1, 0, 0))))
                .build());
        rollUp();
        assertThat(deposits())
                .containsExactly(
                        new Collected(DAY, TransferKind.DEPOSIT, -35),
                        new Collected(DAY.plusDays(1), TransferKind.GRANT, -1));
    }

    private List<Collected> deposits() {
        return store().ledger().collected(AccountId.PLATFORM_DEPOSITS, LocalDate.MIN, LocalDate.MAX);
    }

    @Test
    void whatIsReadIsTheSameBeforeAndAfterAndWhileMoreComes() {
        deposit("t1", ACME_CREDITS, 30);
        used(1);
        List<Account> accounts = store().ledger().accounts(null, 100);
        List<UsageRow> usage = store().usage().perDay(ACME, DAY, DAY);
        rollUp();
        assertThat(store().ledger().accounts(null, 100)).isEqualTo(accounts);
        assertThat(store().usage().perDay(ACME, DAY, DAY)).isEqualTo(usage).hasSize(1);

        deposit("t2", ACME_CREDITS, 5);
        used(2);
        assertThat(store().ledger().account(AccountId.PLATFORM_DEPOSITS))
                .contains(new Account(AccountId.PLATFORM_DEPOSITS, -35, 0, 0));
        assertThat(store().usage().perDay(ACME, DAY, DAY))
                .extracting(UsageRow::succeeded)
                .containsExactly(2L);
        rollUp();
        assertThat(store().ledger().account(AccountId.PLATFORM_DEPOSITS))
                .contains(new Account(AccountId.PLATFORM_DEPOSITS, -35, 0, 0));
        assertThat(store().usage().perDay(ACME, DAY, DAY))
                .extracting(UsageRow::succeeded)
                .containsExactly(2L);
    }

    private void used(int number) {
        Execution execution = running(number);
        admit(execution);
        end(execution.ended(succeeded("1")));
    }

    @Test
    void aFoldThatThrowsLeavesEverythingToTheNextRollUp() {
        deposit("t1", ACME_CREDITS, 30);
        RuntimeException no = new RuntimeException("no");

        assertThatThrownBy(() -> store().ledger().rollUp(rollUp -> {
                    throw no;
                }))
                .isSameAs(no);
        assertThat(lines()).isEmpty();
        assertThat(rollUp()).containsExactly(new RollUp(AccountId.PLATFORM_DEPOSITS, -30, null));
    }

    @Test
    void whatIsRolledUpWhileOthersWriteAndRollUpIsRolledUpOnce() throws Exception {
        AtomicInteger writers = new AtomicInteger(THREADS);
        inParallel(THREADS + 2, thread -> {
            if (thread < THREADS) {
                for (int round = 0; round < ROUNDS; round++) {
                    deposit(thread + "/" + round, creditsOf("tenant" + thread), 3);
                }
                writers.decrementAndGet();
            } else {
                while (writers.get() > 0) {
                    store().ledger().rollUp(LedgerStoreRollUpContract::next);
                }
            }
        });
        store().ledger().rollUp(LedgerStoreRollUpContract::next);

        List<RolledUpLine> lines = lines();
        assertThat(lines.stream().mapToLong(RolledUpLine::amount).sum()).isEqualTo(-3L * THREADS * ROUNDS);
        StoreContractAudit audit = new StoreContractAudit();
        store().ledger().visit(audit);
        audit.assertBalanced();
    }

    @Test
    void aRootTakesDownWhereTheChainsEndThatHaveGrown() {
        assertThat(seal()).isEmpty();
        deposit("t1", ACME_CREDITS, 30);
        deposit("t2", creditsOf("beta"), 12);
        rollUp();

        assertThat(seal())
                .containsExactly(
                        new LedgerRoot.Leaf(AccountId.PLATFORM_DEPOSITS, 1, "link1"),
                        new LedgerRoot.Leaf(ACME_CREDITS, 1, ""),
                        new LedgerRoot.Leaf(creditsOf("beta"), 1, ""));
        assertThat(seal()).isEmpty();
        deposit("t3", ACME_CREDITS, 1);
        assertThat(seal()).containsExactly(new LedgerRoot.Leaf(ACME_CREDITS, 2, ""));

        assertThat(store().ledger().roots(Long.MAX_VALUE, 10))
                .extracting(LedgerRoot::number, LedgerRoot::accounts)
                .containsExactly(tuple(2L, 1L), tuple(1L, 3L));
        assertThat(store().ledger().roots(2, 10)).extracting(LedgerRoot::number).containsExactly(1L);
        assertThat(store().ledger().roots(Long.MAX_VALUE, 1)).containsExactly(root(2, 1));
    }

    @Test
    void aSealThatThrowsTakesNothingDown() {
        deposit("t1", ACME_CREDITS, 30);
        RuntimeException no = new RuntimeException("no");
        assertThatThrownBy(() -> store().ledger().seal((last, leaves) -> {
                    throw no;
                }))
                .isSameAs(no);
        assertThat(store().ledger().roots(Long.MAX_VALUE, 10)).isEmpty();
        assertThat(seal()).hasSize(1);
    }

    private List<LedgerRoot.Leaf> seal() {
        List<LedgerRoot.Leaf> seen = new ArrayList<>();
        store().ledger().seal((last, leaves) -> {
            leaves.forEachOrdered(seen::add);
            return root(last.map(LedgerRoot::number).orElse(0L) + 1, seen.size());
        });
        return seen;
    }

    private static LedgerRoot root(long number, long accounts) {
        return new LedgerRoot(number, NOON, "previous", accounts, "digest", "key", "signature");
    }

    private List<RollUp> rollUp() {
        ConcurrentLinkedQueue<RollUp> seen = new ConcurrentLinkedQueue<>();
        Function<RollUp, RolledUpLine> fold = rollUp -> {
            seen.add(rollUp);
            return next(rollUp);
        };
        assertThat(store().ledger().rollUp(fold)).isTrue();
        return List.copyOf(seen);
    }

    private List<RolledUpLine> lines() {
        List<RolledUpLine> lines = new ArrayList<>();
        store().ledger().visit(new LedgerVisitor() {
            @Override
            public void account(Account account) {}

            @Override
            public void collecting(Account account) {}

            @Override
            public void running(Execution execution) {}

            @Override
            public void transfer(JournaledTransfer journaled) {}

            @Override
            public void line(JournaledTransfer journaled, Posting posting) {}

            @Override
            public void root(LedgerRoot root) {}

            @Override
            public void leaf(LedgerRoot.Leaf leaf, String link) {}

            @Override
            public void rolledUp(RolledUpLine line) {
                lines.add(line);
            }
        });
        return lines;
    }
}
