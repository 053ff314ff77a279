package dev.souk.benchmarks.torture;

import dev.souk.spi.store.LedgerChanges;
import dev.souk.spi.store.LedgerStore;
import dev.souk.spi.store.LedgerTransaction;
import dev.souk.spi.store.RollUp;
import dev.souk.spi.store.RolledUpLine;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Stands around a ledger's transactions and what they write; see {@link WatchedStore}. Called from many threads at once. */
interface LedgerWatcher {
    /** Runs a transaction, or does not. */
    default <T extends @Nullable Object> T transact(
            LedgerStore real, Function<? super LedgerTransaction, ? extends T> work) {
        return real.transact(work);
    }

    /** Writes in a transaction, or does not; the commit follows. */
    default void write(LedgerTransaction real, LedgerChanges changes) {
        real.write(changes);
    }

    /** Rolls up, or does not. */
    default boolean rollUp(LedgerStore real, Function<? super RollUp, RolledUpLine> fold) {
        return real.rollUp(fold);
    }
}
