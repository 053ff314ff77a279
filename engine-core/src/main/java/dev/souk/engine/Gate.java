package dev.souk.engine;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Counts the calls that are inside, and lets nobody in once it is closed.
 *
 * <p>Count and state are guarded by this object's monitor.
 */
final class Gate {
    private int inside;
    private boolean closed;

    synchronized boolean enter() {
        if (closed) {
            return false;
        }
        inside++;
        return true;
    }

    synchronized void leave() {
        inside--;
        if (closed && inside == 0) {
            notifyAll();
        }
    }

    /** Lets nobody in from now on, and says whether it was open until now. */
    synchronized boolean close() {
        boolean wasOpen = !closed;
        closed = true;
        return wasOpen;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Waits until nobody is inside any more, and says whether that came about in time. Only after {@link #close()}. */
    synchronized boolean awaitEmpty(Duration most) throws InterruptedException {
        long left = most.toNanos();
        while (inside > 0 && left > 0) {
            long millis = Math.max(1, Math.min(100, TimeUnit.NANOSECONDS.toMillis(left)));
            wait(millis);
            left -= TimeUnit.MILLISECONDS.toNanos(millis);
        }
        return inside == 0;
    }
}
