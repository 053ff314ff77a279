package dev.souk.http.internal.body;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts the thread that set it when its time is over, unless it is closed before. Once it is closed it interrupts nothing any more,
 * and an interrupt of its own is gone. Only the thread that set it uses it; the JDK's timer for {@link CompletableFuture} rings it.
 */
final class Alarm implements AutoCloseable {
    private final CompletableFuture<Boolean> over = new CompletableFuture<>();
    private final CompletableFuture<Boolean> rung;

    private Alarm(long nanos, Thread thread) {
        this.rung = over.completeOnTimeout(true, nanos, TimeUnit.NANOSECONDS).thenApply(late -> {
            if (late) {
                thread.interrupt();
            }
            return late;
        });
    }

    /** An alarm for this thread. */
    static Alarm in(long nanos) {
        return new Alarm(nanos, Thread.currentThread());
    }

    /** Whether it has begun to ring. */
    boolean isOver() {
        return over.getNow(false);
    }

    @Override
    public void close() {
        // Whoever completes it first decides; if that was the timer, its interrupt is awaited and then taken back.
        over.complete(false);
        if (rung.join()) {
            Thread.interrupted();
        }
    }
}
