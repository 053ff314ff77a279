package dev.souk.benchmarks.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that do the same at the same time. Thread-safe. */
final class Crowd implements AutoCloseable {
    private final int size;
    private final ExecutorService threads;

    Crowd(int size) {
        this.size = size;
        this.threads = Executors.newFixedThreadPool(size);
    }

    /** Some work by its number. */
    @FunctionalInterface
    interface Work {
        void of(int number) throws Exception;
    }

    /** Work that goes on. */
    record Going(List<Future<?>> all) {
        /** Waits until all of it is done. */
        void await() throws InterruptedException {
            for (Future<?> each : all) {
                try {
                    each.get();
                } catch (ExecutionException failed) {
                    throw new IllegalStateException("a caller failed: " + failed.getCause(), failed.getCause());
                }
            }
        }
    }

    /** Has every thread do this, and returns at once. Only when nothing goes on. */
    Going start(Work work) {
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int number = i;
            all.add(threads.submit(() -> {
                work.of(number);
                return null;
            }));
        }
        return new Going(all);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
