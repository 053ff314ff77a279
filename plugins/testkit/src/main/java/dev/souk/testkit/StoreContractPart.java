package dev.souk.testkit;

import static java.util.Objects.requireNonNull;

import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.LedgerChanges;
import dev.souk.spi.store.LedgerTransaction;
import dev.souk.spi.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the parts of {@link StoreContract} share: the store and a few ways to write to it as an engine would. */
abstract class StoreContractPart {
    abstract Store store();

    /** Writes these changes after locking what they lock. */
    final void write(LedgerChanges changes) {
        store().ledger().transact(transaction -> {
            transaction.lockAccounts(
                    changes.changed().stream().map(Account::id).collect(Collectors.toCollection(TreeSet::new)));
            transaction.lockExecutions(
                    changes.ended().stream().map(Execution::id).collect(Collectors.toCollection(TreeSet::new)));
            transaction.write(changes);
            return null;
        });
    }

    /** Admits these executions, whose reservations are not booked on any account. */
    final void admit(Execution... executions) {
        write(StoreContractChanges.none().admit(executions).build());
    }

    /** Ends these executions. */
    final void end(Execution... executions) {
        write(StoreContractChanges.none().end(executions).build());
    }

    /**
     * Moves an amount to a guarded account from the collecting one it comes from, unless a transfer with this id was made.
     *
     * @return whether it was moved now
     */
    final boolean deposit(String transfer, AccountId account, long amount) {
        return store().ledger().transact(transaction -> deposit(transaction, transfer, account, amount));
    }

    static boolean deposit(LedgerTransaction transaction, String transfer, AccountId account, long amount) {
        Account before = transaction.lockAccounts(sorted(account)).get(account);
        StoreContractChanges changes = StoreContractChanges.none().deposit(transfer, account, before, amount);
        if (!transaction
                .transfers(sorted(StoreContractSamples.transferId(transfer)))
                .isEmpty()) {
            return false;
        }
        transaction.write(changes.build());
        return true;
    }

    /** Locks an execution that is there. */
    static Execution lock(LedgerTransaction transaction, ExecutionId id) {
        return requireNonNull(transaction.lockExecutions(sorted(id)).get(id), id::value);
    }

    /** Locks an account that is there. */
    static Account lock(LedgerTransaction transaction, AccountId id) {
        return requireNonNull(transaction.lockAccounts(sorted(id)).get(id), id::toString);
    }

    @SafeVarargs
    static <T extends Comparable<T>> SortedSet<T> sorted(T... values) {
        SortedSet<T> sorted = new TreeSet<>();
        for (T value : values) {
            sorted.add(value);
        }
        return sorted;
    }

    /** The values for the numbers from 0, so many. */
    static <T extends Comparable<T>> SortedSet<T> sorted(int count, IntFunction<T> value) {
        return IntStream.range(0, count).mapToObj(value).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Work of one of several threads. */
    @FunctionalInterface
    interface Share {
        void run(int thread) throws Exception;
    }

    static void inParallel(int threads, Share share) throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Object>> shares = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int own = thread;
                shares.add(() -> {
                    share.run(own);
                    return own;
                });
            }
            for (Future<Object> done : pool.invokeAll(shares)) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
