package dev.souk.http;

import dev.souk.engine.internal.memory.MemoryStore;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.store.LedgerStore;
import dev.souk.spi.store.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** A store in memory that goes away after so many whole pages of statements. */
final class FadingStore {
    private static final int PAGE = 1_000;

    /** How many more pages it gives. */
    final AtomicInteger pages = new AtomicInteger(Integer.MAX_VALUE);

    private final MemoryStore real = new MemoryStore();
    private final LedgerStore ledger = proxy(LedgerStore.class, real.ledger());

    Store store() {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(),
                new Class<?>[] {Store.class},
                (proxy, method, args) -> method.getName().equals("ledger") ? ledger : invoke(method, real, args));
    }

    private <T> T proxy(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            if (method.getName().equals("statement") && (int) args[2] == PAGE && pages.getAndDecrement() <= 0) {
                throw new SoukException(ErrorCode.STORE_UNAVAILABLE, "the database does not answer");
            }
            return invoke(method, target, args);
        }));
    }

    private static Object invoke(java.lang.reflect.Method method, Object target, Object[] args) throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
