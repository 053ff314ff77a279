package dev.souk.engine;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the calls that are inside, and lets nobody in once it is closed.
 *
 * <p>Count and state are one word, so that a call that comes or goes waits for nobody. Whoever waits until nobody is inside does so on
 * this object's monitor, and is told by the last one who leaves.
 */
final class Gate {
    private static final long CLOSED = Long.MIN_VALUE;

    /** How many are inside, and {@link #CLOSED} or not. */
    private final AtomicLong state = new AtomicLong();

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
            synchronized (this) {
                notifyAll();
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

    /** Waits until nobody is inside any more, and says whether that came about in time. Only after {@link #close()}. */
    synchronized boolean awaitEmpty(Duration most) throws InterruptedException {
        long left = most.toNanos();
        while (state.get() != CLOSED && left > 0) {
            long millis = Math.max(1, Math.min(100, TimeUnit.NANOSECONDS.toMillis(left)));
            wait(millis);
            left -= TimeUnit.MILLISECONDS.toNanos(millis);
        }
        return state.get() == CLOSED;
    }
}
