package dev.souk.engine.internal.memory;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Holds the tables and lets one thread at a time at them.
 *
 * <p>{@code tables} is guarded by {@code lock}, the only lock of this package. {@code closed} is read without it: a method that
 * began before {@link #close()} may still end well after it, which is harmless, because nothing is freed.
 */
final class Vault {
    private final ReentrantLock lock = new ReentrantLock();
    private final Tables tables = new Tables();
    private volatile boolean closed;

    <T extends @Nullable Object> T with(Function<? super Tables, ? extends T> work) {
        requireOpen();
        lock.lock();
        try {
            return work.apply(tables);
        } finally {
            lock.unlock();
        }
    }

    void requireOpen() {
        if (closed) {
            throw new SoukException(ErrorCode.STORE_UNAVAILABLE, "the memory store is closed; open a new one");
        }
    }

    /** Forgets an engine's session; also when everything is closed. */
    void leave(long session) {
        lock.lock();
        try {
            tables.sessions.remove(session);
        } finally {
            lock.unlock();
        }
    }

    void close() {
        closed = true;
    }

    static int requirePage(int most) {
        if (most < 1 || most > 1_000) {
            throw new IllegalArgumentException("a page has 1 to 1,000 rows, not " + most);
        }
        return most;
    }
}
