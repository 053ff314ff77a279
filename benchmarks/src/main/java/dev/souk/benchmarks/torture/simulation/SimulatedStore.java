package dev.souk.benchmarks.torture.simulation;

import dev.souk.spi.ledger.Account;
import dev.souk.spi.store.ApiKeyStore;
import dev.souk.spi.store.BudgetStore;
import dev.souk.spi.store.EngineName;
import dev.souk.spi.store.EngineSession;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionState;
import dev.souk.spi.store.ExecutionStore;
import dev.souk.spi.store.LeaseStore;
import dev.souk.spi.store.LedgerChanges;
import dev.souk.spi.store.LedgerStore;
import dev.souk.spi.store.LedgerTransaction;
import dev.souk.spi.store.PayoutStore;
import dev.souk.spi.store.Store;
import dev.souk.spi.store.TenantStore;
import dev.souk.spi.store.UsageStore;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one process sees of the store that all share: every question goes through its {@link Connection}, also those that the SPI gets
 * later.
 *
 * <p>Leases are measured by the store's own clock, as where engines share a database, and not by that of the engine that asks.
 */
final class SimulatedStore {
    private static final Map<String, Class<?>> PARTS = Map.of(
            "ledger", LedgerStore.class,
            "executions", ExecutionStore.class,
            "leases", LeaseStore.class,
            "tenants", TenantStore.class,
            "apiKeys", ApiKeyStore.class,
            "payouts", PayoutStore.class,
            "budgets", BudgetStore.class,
            "usage", UsageStore.class);

    private final Connection connection;
    private final Scheduler scheduler;
    private final Seen seen;
    private final InstantSource storeClock;
    private final List<EngineSession> sessions = new ArrayList<>();

    /**
     * A store that is asked through a connection.
     *
     * @param storeClock the store's own time
     */
    SimulatedStore(Connection connection, Scheduler scheduler, Seen seen, InstantSource storeClock) {
        this.connection = connection;
        this.scheduler = scheduler;
        this.seen = seen;
        this.storeClock = storeClock;
    }

    /** The real store, seen through the connection; closing it closes the connection alone. */
    Store around(Store real) {
        Map<String, Object> parts = new HashMap<>();
        PARTS.forEach((name, type) -> parts.put(name, part(type, name, of(real, name))));
        return proxy(Store.class, (self, method, arguments) -> {
            String name = method.getName();
            if (parts.containsKey(name)) {
                return parts.get(name);
            }
            if (name.equals("close")) {
                connection.close();
                return null;
            }
            return connection.ask("store." + name, () -> invoke(real, method, arguments));
        });
    }

    private static Object of(Store real, String part) {
        try {
            return Store.class.getMethod(part).invoke(real);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("a store has no " + part, impossible);
        }
    }

    /** Ends what the store still has of this process, as a database does that has noticed that it is gone. */
    void closeSessions() {
        sessions.forEach(EngineSession::close);
        sessions.clear();
    }

    private Object part(Class<?> type, String part, Object real) {
        return proxy(type, (self, method, arguments) -> {
            String name = part + "." + method.getName();
            return switch (name) {
                case "ledger.transact" -> transact((LedgerStore) real, arguments);
                case "leases.enter" ->
                    connection.ask(name, () -> entered(((LeaseStore) real).enter((EngineName) arguments[0])));
                default -> connection.ask(name, () -> invoke(real, method, arguments));
            };
        });
    }

    @SuppressWarnings("unchecked") // the one parameter of transact
    private @Nullable Object transact(LedgerStore real, Object[] arguments) throws Throwable {
        Function<LedgerTransaction, Object> work = (Function<LedgerTransaction, Object>) arguments[0];
        boolean[] wrote = {false};
        Object answer = connection.ask(
                "ledger.transact", () -> real.<Object>transact(transaction -> work.apply(watched(transaction, wrote))));
        if (scheduler.current().takeLostReply() && !wrote[0]) {
            seen.count("seen: a commit whose reply was lost was found done");
        }
        return answer;
    }

    private LedgerTransaction watched(LedgerTransaction real, boolean[] wrote) {
        return proxy(LedgerTransaction.class, (self, method, arguments) -> {
            if (method.getName().equals("write")) {
                wrote[0] = true;
                look((LedgerChanges) arguments[0]);
            }
            return invoke(real, method, arguments);
        });
    }

    /** What must hold after every commit. */
    private void look(LedgerChanges changes) {
        for (List<Account> accounts : List.of(changes.opened(), changes.changed())) {
            for (Account account : accounts) {
                if (account.available() < 0 || account.held() < 0) {
                    scheduler.problem(account + " is spent twice");
                }
            }
        }
        for (Execution ended : changes.ended()) {
            boolean isOwn = sessions.stream()
                    .anyMatch(session -> session.epoch() == ended.reservation().epoch());
            if (ended.state() != ExecutionState.EXPIRED && !isOwn) {
                scheduler.problem(ended.id() + " was ended by an engine that does not hold it any more");
            }
        }
        if (changes.admitted().size() + changes.ended().size() > 1) {
            seen.count("seen: a group of several commands");
        }
    }

    private EngineSession entered(EngineSession real) {
        sessions.add(real);
        if (real.isNameTaken()) {
            seen.count("seen: an engine whose name was taken");
        }
        boolean[] isFirst = {true};
        return proxy(EngineSession.class, (self, method, arguments) -> switch (method.getName()) {
            case "epoch", "isNameTaken" -> invoke(real, method, arguments);
            case "close" -> {
                sessions.remove(real);
                yield connection.ask("session.close", () -> invoke(real, method, arguments));
            }
            default -> {
                // The first renewal belongs to the entry, and is asked under its lock.
                String name = "session." + (isFirst[0] ? "first" : method.getName());
                isFirst[0] = false;
                yield connection.ask(name, () -> byTheStoresClock(real, method, arguments));
            }
        });
    }

    private @Nullable Object byTheStoresClock(EngineSession real, Method method, Object[] arguments) throws Throwable {
        Object[] corrected = arguments.clone();
        corrected[corrected.length - 1] = storeClock.instant();
        Object answer = invoke(real, method, corrected);
        if (answer instanceof Collection<?> taken && !taken.isEmpty()) {
            seen.count(
                    method.getName().equals("takeOverOwn")
                            ? "seen: what an engine left was taken over by its successor"
                            : "seen: what nobody renewed was taken over");
        }
        return answer;
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object invoke(Object real, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() == null ? thrown : thrown.getCause();
        }
    }
}
