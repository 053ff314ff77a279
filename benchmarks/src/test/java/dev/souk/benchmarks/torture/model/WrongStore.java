package dev.souk.benchmarks.torture.model;

import dev.souk.spi.ledger.Account;
import dev.souk.spi.store.LedgerChanges;
import dev.souk.spi.store.LedgerStore;
import dev.souk.spi.store.LedgerTransaction;
import dev.souk.spi.store.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A store that does what another does, but for one thing. */
enum WrongStore {
    /** Two calls can spend the same credits. */
    FORGETS_WHAT_IS_HELD {
        @Override
        Object after(Method method, Object answer) {
            if (!method.getName().equals("lockAccounts")) {
                return answer;
            }
            Map<Object, Object> forgetful = new HashMap<>();
            ((Map<?, ?>) answer).forEach((id, found) -> {
                Account account = (Account) found;
                forgetful.put(id, new Account(account.id(), account.posted(), 0, account.sequence(), account.link()));
            });
            return forgetful;
        }
    },
    /** A call that is sent again is made again. */
    FORGETS_KEYS {
        @Override
        Object after(Method method, Object answer) {
            return method.getName().equals("executionsByKey") ? Map.of() : answer;
        }
    },
    /** A call is paid for and still runs. */
    FORGETS_ENDS {
        @Override
        LedgerChanges before(LedgerChanges all) {
            return new LedgerChanges(all.opened(), all.changed(), all.admitted(), List.of(), all.transfers());
        }
    },
    /** Whoever has 40,000 micros or more has one less after each change. */
    LOSES_A_MICRO {
        @Override
        LedgerChanges before(LedgerChanges all) {
            List<Account> changed = all.changed().stream()
                    .map(account -> account.posted() < 40_000
                            ? account
                            : new Account(
                                    account.id(),
                                    account.posted() - 1,
                                    account.held(),
                                    account.sequence(),
                                    account.link()))
                    .toList();
            return new LedgerChanges(all.opened(), changed, all.admitted(), all.ended(), all.transfers());
        }
    };

    /** What is asked of the transaction, and what it answers. */
    Object after(Method method, Object answer) {
        return answer;
    }

    /** What is written. */
    LedgerChanges before(LedgerChanges all) {
        return all;
    }

    Store around(Store real) {
        return proxy(Store.class, (method, arguments) -> {
            Object answer = call(real, method, arguments);
            return answer instanceof LedgerStore ledger ? around(ledger) : answer;
        });
    }

    @SuppressWarnings("unchecked")
    private LedgerStore around(LedgerStore real) {
        return proxy(LedgerStore.class, (method, arguments) -> {
            if (!method.getName().equals("transact")) {
                return call(real, method, arguments);
            }
            var work = (Function<LedgerTransaction, Object>) arguments[0];
            return real.<Object>transact(transaction -> work.apply(around(transaction)));
        });
    }

    private LedgerTransaction around(LedgerTransaction real) {
        return proxy(LedgerTransaction.class, (method, arguments) -> {
            if (method.getName().equals("write")) {
                real.write(before((LedgerChanges) arguments[0]));
                return null;
            }
            return after(method, call(real, method, arguments));
        });
    }

    private interface Answers {
        Object answer(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answers.answer(method, arguments)));
    }

    private static Object call(Object real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
