package dev.souk.testkit;

import static dev.souk.testkit.StoreContractSamples.ACME_CREDITS;
import static dev.souk.testkit.StoreContractSamples.creditsOf;
import static dev.souk.testkit.StoreContractSamples.executionId;
import static dev.souk.testkit.StoreContractSamples.running;
import static dev.souk.testkit.StoreContractSamples.succeeded;
import static dev.souk.testkit.StoreContractSamples.transferId;
import static dev.souk.testkit.StoreContractSamples.withKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.StatementLine;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.LedgerTransaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Transactions against each other: the second sees what the first wrote, and nothing is lost. */
@Timeout(60)
abstract class LedgerStoreRaceContract extends StoreContractPart {
    private static final int THREADS = 8;
    private static final int ROUNDS = 25;
    private static final long MEETING_MILLIS = 150;

    @Test
    void ofTwoThatOpenTheSameAccountTheSecondSeesTheFirst() throws Exception {
        List<Boolean> opened = race((transaction, meeting) -> {
            boolean isNew = transaction.lockAccounts(sorted(ACME_CREDITS)).isEmpty();
            meeting.run();
            if (isNew) {
                transaction.write(StoreContractChanges.none()
                        .open(Account.empty(ACME_CREDITS))
                        .build());
            }
            return isNew;
        });

        assertThat(opened).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void ofTwoThatAdmitTheSameExecutionTheSecondSeesTheFirst() throws Exception {
        List<Boolean> admitted = race((transaction, meeting) -> {
            boolean isNew = transaction.lockExecutions(sorted(executionId(1))).isEmpty();
            meeting.run();
            if (isNew) {
                transaction.write(StoreContractChanges.none().admit(running(1)).build());
            }
            return isNew;
        });

        assertThat(admitted).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void ofTwoWithTheSameIdempotencyKeyTheSecondSeesTheFirst() throws Exception {
        List<Execution> answers = race((transaction, meeting) -> {
            Execution mine = withKey(running((int) Thread.currentThread().getId()), "same");
            Map<?, Execution> found =
                    transaction.executionsByKey(sorted(mine.key().orElseThrow()));
            meeting.run();
            if (found.isEmpty()) {
                transaction.write(StoreContractChanges.none().admit(mine).build());
                return mine;
            }
            return found.values().iterator().next();
        });

        assertThat(answers.get(0)).isEqualTo(answers.get(1));
    }

    @Test
    void ofTwoThatMakeTheSameTransferTheSecondSeesTheFirst() throws Exception {
        List<Boolean> made = race((transaction, meeting) -> {
            AccountId own = creditsOf("tenant-" + Thread.currentThread().getId());
            boolean isNew = transaction.transfers(sorted(transferId("same"))).isEmpty();
            meeting.run();
            if (isNew) {
                transaction.write(StoreContractChanges.none()
                        .deposit("same", own, null, 5)
                        .build());
            }
            return isNew;
        });

        assertThat(made).containsExactlyInAnyOrder(true, false);
        assertThat(store().ledger().account(AccountId.PLATFORM_DEPOSITS))
                .contains(new Account(AccountId.PLATFORM_DEPOSITS, -5, 0, 0));
    }

    @Test
    void ofTwoThatEndTheSameExecutionOneDoes() throws Exception {
        admit(running(1));

        List<Boolean> ended = race((transaction, meeting) -> {
            Execution execution = lock(transaction, executionId(1));
            meeting.run();
            if (execution.isRunning()) {
                transaction.write(StoreContractChanges.none()
                        .end(execution.ended(succeeded("1")))
                        .build());
            }
            return execution.isRunning();
        });

        assertThat(ended).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void aLockedAccountLosesNothing() throws Exception {
        inParallel(THREADS, thread -> {
            for (int round = 0; round < ROUNDS; round++) {
                assertThat(deposit(thread + "/" + round, ACME_CREDITS, 3)).isTrue();
            }
        });

        int postings = THREADS * ROUNDS;
        assertThat(store().ledger().account(ACME_CREDITS))
                .contains(new Account(ACME_CREDITS, 3L * postings, 0, postings));
        assertThat(store().ledger().statement(ACME_CREDITS, Long.MAX_VALUE, 1_000))
                .extracting(
                        line -> line.posting().sequence(),
                        line -> line.posting().balance())
                .containsExactlyElementsOf(LongStream.iterate(postings, number -> number - 1)
                        .limit(postings)
                        .mapToObj(number -> org.assertj.core.groups.Tuple.tuple(number, 3 * number))
                        .toList());
    }

    @Test
    void accountsLockedInOppositeOrdersEndWithoutADeadlock() throws Exception {
        List<AccountId> accounts = IntStream.range(0, 12)
                .mapToObj(number -> creditsOf("t" + number))
                .toList();
        accounts.forEach(account -> deposit("opening-of-" + account.owner(), account, 1_000));

        inParallel(THREADS, thread -> {
            Random random = new Random(thread);
            for (int round = 0; round < ROUNDS; round++) {
                NavigableSet<AccountId> some = new TreeSet<>(
                        thread % 2 == 0 ? Comparator.<AccountId>naturalOrder() : Comparator.<AccountId>reverseOrder());
                accounts.stream().filter(account -> random.nextInt(3) > 0).forEach(some::add);
                store().ledger().<Object>transact(transaction -> {
                    StoreContractChanges changes = StoreContractChanges.none();
                    transaction
                            .lockAccounts(some)
                            .values()
                            .forEach(account -> changes.change(new Account(
                                    account.id(), account.posted() + 1, account.held(), account.sequence() + 1)));
                    transaction.write(changes.build());
                    return null;
                });
            }
        });

        long[] expected = new long[accounts.size()];
        for (int thread = 0; thread < THREADS; thread++) {
            Random random = new Random(thread);
            for (int pick = 0; pick < ROUNDS * accounts.size(); pick++) {
                expected[pick % accounts.size()] += random.nextInt(3) > 0 ? 1 : 0;
            }
        }
        for (int number = 0; number < accounts.size(); number++) {
            assertThat(store().ledger().account(accounts.get(number)))
                    .contains(new Account(accounts.get(number), 1_000 + expected[number], 0, 1 + expected[number]));
        }
    }

    @Test
    void aVisitShowsOneMomentWhileOthersWrite() throws Exception {
        List<AccountId> accounts = IntStream.range(0, 4)
                .mapToObj(number -> creditsOf("t" + number))
                .toList();
        AtomicBoolean writing = new AtomicBoolean(true);
        ExecutorService one = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> visits = one.submit(() -> {
                int count = 0;
                do {
                    StoreContractAudit audit = new StoreContractAudit();
                    store().ledger().visit(audit);
                    audit.assertBalanced();
                    count++;
                } while (writing.get());
                return count;
            });
            inParallel(accounts.size(), thread -> {
                for (int round = 0; round < ROUNDS; round++) {
                    AccountId account = accounts.get((thread + round) % accounts.size());
                    callOnce(account, thread * ROUNDS + round);
                }
            });
            writing.set(false);
            assertThat(visits.get()).isPositive();
        } finally {
            one.shutdownNow();
        }

        StoreContractAudit audit = new StoreContractAudit();
        store().ledger().visit(audit);
        audit.assertBalanced();
        assertThat(audit.transfers()).isEqualTo(accounts.size() * ROUNDS);
        assertThat(audit.running()).isEqualTo(accounts.size() * ROUNDS / 2);
        List<StatementLine> lines = new ArrayList<>();
        accounts.forEach(account -> lines.addAll(store().ledger().statement(account, Long.MAX_VALUE, 1_000)));
        assertThat(lines).hasSize(accounts.size() * ROUNDS);
    }

    /** Pays ten in and holds one of it for a call that goes on running; every other call ends and gives it back. */
    private void callOnce(AccountId account, int number) {
        store().ledger().<Object>transact(transaction -> {
            Account before = transaction.lockAccounts(sorted(account)).get(account);
            Account old = before == null ? Account.empty(account) : before;
            StoreContractChanges paid = StoreContractChanges.none().deposit("paid-" + number, account, before, 10);
            transaction.write(paid.hold(
                            running(number),
                            new Account(account, old.posted() + 10, old.held() + 1, old.sequence() + 1))
                    .build());
            return null;
        });
        if (number % 2 == 0) {
            store().ledger().<Object>transact(transaction -> {
                Account before = lock(transaction, account);
                Execution execution = lock(transaction, executionId(number));
                transaction.write(StoreContractChanges.none()
                        .change(new Account(account, before.posted(), before.held() - 1, before.sequence()))
                        .end(execution.ended(succeeded("1")))
                        .build());
                return null;
            });
        }
    }

    /**
     * Lets two transactions do the same work at once. Both look before either writes, if the store lets both in at all; a work that
     * is run again does not wait again.
     */
    private <T> List<T> race(BiFunction<LedgerTransaction, Runnable, T> work) throws Exception {
        CyclicBarrier bothHaveLooked = new CyclicBarrier(2);
        Callable<T> racer = () -> {
            AtomicBoolean again = new AtomicBoolean();
            return store().ledger()
                    .<T>transact(transaction -> work.apply(transaction, () -> {
                        if (!again.getAndSet(true)) {
                            meet(bothHaveLooked);
                        }
                    }));
        };
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : both.invokeAll(List.of(racer, racer))) {
                results.add(result.get());
            }
            return results;
        } finally {
            both.shutdownNow();
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(MEETING_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | BrokenBarrierException alone) {
            // The store lets one transaction in at a time, or the other one waits for a lock.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
