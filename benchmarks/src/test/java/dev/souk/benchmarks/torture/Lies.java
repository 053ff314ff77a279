package dev.souk.benchmarks.torture;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.store.ExecutionState;
import dev.souk.spi.store.LedgerChanges;
import dev.souk.spi.store.LedgerStore;
import dev.souk.spi.store.LedgerTransaction;
import dev.souk.spi.store.Store;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Stores that do not keep what a store promises, to see that a torture finds out. */
final class Lies {
    private Lies() {}

    /** The fiftieth call that succeeds is told to be, and is not. */
    static UnaryOperator<Store> losingACommit() {
        AtomicInteger ends = new AtomicInteger();
        return real -> WatchedStore.of(real, new LedgerWatcher() {
            private static final ThreadLocal<Boolean> LOST = ThreadLocal.withInitial(() -> false);

            @Override
            public void write(LedgerTransaction transaction, LedgerChanges changes) {
                transaction.write(changes);
                int succeeded = (int) changes.ended().stream()
                        .filter(ended -> ended.state() == ExecutionState.SUCCEEDED)
                        .count();
                int before = ends.getAndAdd(succeeded);
                LOST.set(before < 50 && before + succeeded >= 50);
            }

            @Override
            public <T> T transact(LedgerStore store, Function<? super LedgerTransaction, ? extends T> work) {
                List<T> results = new ArrayList<>();
                LOST.set(false);
                try {
                    return store.<T>transact(transaction -> {
                        results.add(work.apply(transaction));
                        if (LOST.get()) {
                            throw new Lost();
                        }
                        return results.get(results.size() - 1);
                    });
                } catch (Lost commit) {
                    return results.get(results.size() - 1);
                }
            }
        });
    }

    @SuppressWarnings("serial") // never leaves this class
    private static final class Lost extends RuntimeException {}

    /** A new account has a micro less than was paid in. */
    static UnaryOperator<Store> losingAMicro() {
        return real -> WatchedStore.of(real, new LedgerWatcher() {
            @Override
            public void write(LedgerTransaction transaction, LedgerChanges changes) {
                transaction.write(with(
                        changes,
                        "opened",
                        changes.opened().stream().map(Lies::less).toList()));
            }
        });
    }

    private static Account less(Account account) {
        return with(account, "posted", account.posted() - 1);
    }

    /** The same record with another value in one component, whatever components it has. */
    @SuppressWarnings("unchecked") // the record's own constructor makes it
    private static <R extends Record> R with(R record, String name, Object value) {
        try {
            RecordComponent[] components = record.getClass().getRecordComponents();
            Class<?>[] types = new Class<?>[components.length];
            Object[] values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                values[i] = components[i].getName().equals(name)
                        ? value
                        : components[i].getAccessor().invoke(record);
            }
            return (R) record.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** When nobody can know whether a commit was written, it says that it was not. */
    static UnaryOperator<Store> guessing() {
        return real -> WatchedStore.of(real, new LedgerWatcher() {
            @Override
            public <T> T transact(LedgerStore store, Function<? super LedgerTransaction, ? extends T> work) {
                try {
                    return store.<T>transact(work);
                } catch (SoukException fault) {
                    throw fault.code() == ErrorCode.STORE_OUTCOME_UNKNOWN
                            ? new SoukException(ErrorCode.STORE_UNAVAILABLE, "surely nothing was written")
                            : fault;
                }
            }
        });
    }
}
