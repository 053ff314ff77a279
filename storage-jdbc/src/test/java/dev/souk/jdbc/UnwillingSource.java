package dev.souk.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A source whose connections can be told to fail at a commit, or not to be had, as those of a troubled network do. */
final class UnwillingSource {
    private final DataSource real;
    private final AtomicInteger handedOut = new AtomicInteger();
    private final AtomicInteger commits = new AtomicInteger();
    private volatile SQLException beforeCommit;
    private volatile SQLException afterCommit;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    UnwillingSource(DataSource real) {
        this.real = real;
    }

    /** The next commit is not made and fails with this. */
    void failBeforeCommit(SQLException error) {
        beforeCommit = error;
    }

    /** The next commit is made and fails with this. */
    void failAfterCommit(SQLException error) {
        afterCommit = error;
    }

    /** No connection is to be had until the latch is open. */
    void blockOn(CountDownLatch latch) {
        gate = latch;
    }

    int handedOut() {
        return handedOut.get();
    }

    int commits() {
        return commits.get();
    }

    DataSource source() {
        return proxy(DataSource.class, (self, method, arguments) -> {
            if (!method.getName().equals("getConnection")) {
                return call(real, method, arguments);
            }
            gate.await();
            handedOut.incrementAndGet();
            return connection((Connection) call(real, method, arguments));
        });
    }

    private Connection connection(Connection connection) {
        return proxy(Connection.class, (self, method, arguments) -> {
            if (!method.getName().equals("commit")) {
                return call(connection, method, arguments);
            }
            commits.incrementAndGet();
            SQLException before = beforeCommit;
            beforeCommit = null;
            if (before != null) {
                throw before;
            }
            call(connection, method, arguments);
            SQLException after = afterCommit;
            afterCommit = null;
            if (after != null) {
                throw after;
            }
            return null;
        });
    }

    private static Object call(Object target, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
