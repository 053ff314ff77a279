package dev.souk.engine.support;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/** What tests with several threads need: a start at the same moment, and waits that end. */
public final class Threads {
    private static final long LONGEST_SECONDS = 30;

    private Threads() {}

    /** Runs so many tasks at the same moment, each in a thread of its own, and returns what they came to, in order. */
    public static <T> List<T> together(int count, IntFunction<T> task) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            CyclicBarrier start = new CyclicBarrier(count);
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                futures.add(threads.submit(() -> {
                    start.await();
                    return task.apply(number);
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(LONGEST_SECONDS, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Starts a task in a thread of its own. */
    public static <T> Started<T> start(Callable<T> task) {
        Started<T> started = new Started<>(task);
        started.thread.start();
        return started;
    }

    /** Waits until something holds, and fails if it takes too long. */
    public static void until(BooleanSupplier holds) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("it did not come about within " + LONGEST_SECONDS + " s");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /** Waits for a latch, and fails if it takes too long. */
    public static void await(CountDownLatch latch) {
        try {
            if (!latch.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the latch did not open within " + LONGEST_SECONDS + " s");
            }
        } catch (InterruptedException away) {
            throw new AssertionError("interrupted while waiting for a latch", away);
        }
    }

    /** A task in a thread of its own. */
    public static final class Started<T> {
        private final FutureTask<T> task;
        private final Thread thread;

        private Started(Callable<T> work) {
            task = new FutureTask<>(work);
            thread = new Thread(task, "test-caller");
            thread.setDaemon(true);
        }

        public T result() throws Exception {
            return task.get(LONGEST_SECONDS, TimeUnit.SECONDS);
        }

        public boolean isDone() {
            return task.isDone();
        }

        /** Has it look again at what it waits for. */
        public void wake() {
            LockSupport.unpark(thread);
        }

        public Thread thread() {
            return thread;
        }

        public void interrupt() {
            thread.interrupt();
        }
    }
}
