package dev.souk.benchmarks.load;

import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What kind of threads callers call on. */
enum CallerThreads {
    /** One of the system's for each caller. */
    PLATFORM {
        @Override
        ExecutorService pool(int threads) {
            return Executors.newFixedThreadPool(threads);
        }
    },
    /** The JVM's own, from JDK 21 on; the benchmarks are compiled for 17, so they are asked for by name. */
    VIRTUAL {
        @Override
        ExecutorService pool(int threads) {
            try {
                return (ExecutorService) Executors.class
                        .getMethod("newVirtualThreadPerTaskExecutor")
                        .invoke(null);
            } catch (ReflectiveOperationException before21) {
                throw new IllegalStateException(
                        "this JDK has no virtual threads, which come with JDK 21; use --threads platform", before21);
            }
        }
    };

    /** A pool in which so many can run at the same time. */
    abstract ExecutorService pool(int threads);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
