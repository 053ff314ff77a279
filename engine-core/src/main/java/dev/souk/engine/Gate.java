package dev.souk.engine;

import dev.souk.engine.config.EngineThreads;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls that are inside, and lets nobody in once it is closed.
 *
 * <p>Count and state are one word, so that a call that comes or goes waits for nobody. Whoever waits until nobody is inside says so before
 * it looks, and is woken by the last one who leaves.
 */
final class Gate {
    private static final long CLOSED = Long.MIN_VALUE;

    /** How many are inside, and {@link #CLOSED} or not. */
    private final AtomicLong state = new AtomicLong();

    private final EngineThreads threads;
    private volatile @Nullable Thread waiting;

    Gate(EngineThreads threads) {
        this.threads = threads;
    }

    boolean enter() {
        long now = state.get();
        while (now >= 0) {
            if (state.compareAndSet(now, now + 1)) {
                return true;
            }
            now = state.get();
        }
        return false;
    }

    void leave() {
        if (state.decrementAndGet() == CLOSED) {
            Thread closer = waiting;
            if (closer != null) {
                threads.unpark(closer);
            }
        }
    }

    /** Lets nobody in from now on, and says whether it was open until now. */
    boolean close() {
        return state.getAndUpdate(now -> now | CLOSED) >= 0;
    }

    boolean isClosed() {
        return state.get() < 0;
    }

    /**
     * Waits until nobody is inside any more, and says whether that came about in time. Only after {@link #close()}, by one thread.
     *
     * @throws InterruptedException if the caller is interrupted before
     */
    boolean awaitEmpty(Duration most) throws InterruptedException {
        waiting = Thread.currentThread();
        threads.pause(most.toNanos(), this::isEmpty);
        if (isEmpty()) {
            return true;
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return false;
    }

    private boolean isEmpty() {
        return state.get() == CLOSED;
    }
}
