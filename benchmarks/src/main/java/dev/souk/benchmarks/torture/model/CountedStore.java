package dev.souk.benchmarks.torture.model;

import dev.souk.spi.store.LedgerStore;
import dev.souk.spi.store.LedgerTransaction;
import dev.souk.spi.store.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A store of which it is counted how often its ledger was written, and which is closed here and by no engine. Thread-safe. */
final class CountedStore implements AutoCloseable {
    private final Store real;
    private final Store counted;
    private final AtomicLong writes = new AtomicLong();

    CountedStore(Store real) {
        this.real = real;
        LedgerStore ledger = counted(real.ledger());
        this.counted = proxy(Store.class, (method, arguments) -> switch (method.getName()) {
            case "close" -> null;
            case "ledger" -> ledger;
            default -> call(real, method, arguments);
        });
    }

    /** For engines. */
    Store counted() {
        return counted;
    }

    /** How often transactions have written so far, those included that were not committed. */
    long writes() {
        return writes.get();
    }

    @Override
    public void close() {
        real.close();
    }

    @SuppressWarnings("unchecked") // the one method takes one argument, of this type
    private LedgerStore counted(LedgerStore ledger) {
        return proxy(LedgerStore.class, (method, arguments) -> {
            if (!method.getName().equals("transact")) {
                return call(ledger, method, arguments);
            }
            var work = (Function<LedgerTransaction, Object>) arguments[0];
            return ledger.<Object>transact(transaction -> work.apply(counted(transaction)));
        });
    }

    private LedgerTransaction counted(LedgerTransaction transaction) {
        return proxy(LedgerTransaction.class, (method, arguments) -> {
            if (method.getName().equals("write")) {
                writes.incrementAndGet();
            }
            return call(transaction, method, arguments);
        });
    }

    private interface Answers {
        @Nullable
        Object answer(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answers.answer(method, arguments)));
    }

    private static @Nullable Object call(Object real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
