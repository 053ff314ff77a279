package dev.souk.benchmarks.torture;

import dev.souk.spi.store.LedgerChanges;
import dev.souk.spi.store.LedgerStore;
import dev.souk.spi.store.LedgerTransaction;
import dev.souk.spi.store.RollUp;
import dev.souk.spi.store.RolledUpLine;
import dev.souk.spi.store.Store;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A store with somebody who watches its ledger. Whatever is not watched goes to the real one, also what the SPI gets later. */
final class WatchedStore {
    private WatchedStore() {}

    static Store of(Store real, LedgerWatcher watcher) {
        LedgerStore ledger = ledger(real.ledger(), watcher);
        return proxy(
                Store.class,
                (proxy, method, arguments) ->
                        method.getName().equals("ledger") ? ledger : forward(real, method, arguments));
    }

    @SuppressWarnings("unchecked") // both methods take one argument, of this type
    private static LedgerStore ledger(LedgerStore real, LedgerWatcher watcher) {
        return proxy(LedgerStore.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "transact" -> {
                Function<LedgerTransaction, Object> work = (Function<LedgerTransaction, Object>) arguments[0];
                yield watcher.transact(real, transaction -> work.apply(transaction(transaction, watcher)));
            }
            case "rollUp" -> watcher.rollUp(real, (Function<RollUp, RolledUpLine>) arguments[0]);
            default -> forward(real, method, arguments);
        });
    }

    private static LedgerTransaction transaction(LedgerTransaction real, LedgerWatcher watcher) {
        return proxy(LedgerTransaction.class, (proxy, method, arguments) -> {
            if (!method.getName().equals("write")) {
                return forward(real, method, arguments);
            }
            watcher.write(real, (LedgerChanges) arguments[0]);
            return null;
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object forward(Object real, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() == null ? thrown : thrown.getCause();
        }
    }
}
