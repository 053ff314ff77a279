package dev.souk.engine.internal.plugin;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what an agent does outside of calls, its start and its end, in a thread of its own and not for ever: it could block, and the
 * engine must open and close all the same. A thread that is given up is interrupted and left behind; it keeps no process alive.
 */
public final class LimitedTime {
    private static final Logger LOG = LoggerFactory.getLogger(LimitedTime.class);

    private LimitedTime() {}

    /**
     * What this work comes to, or nothing if it took too long. An interrupt of the calling thread changes nothing, and stays.
     *
     * @param name of the thread
     * @param most how long to wait
     * @param work what to do
     * @param late takes what comes after that, in the thread that was given up
     * @throws SoukException that the work throws; {@link ErrorCode#PLUGIN_FAILED} for whatever else it throws
     */
    static <T> Optional<T> of(String name, Duration most, Supplier<T> work, Consumer<T> late) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        T result = work.get();
                        if (!done.complete(result)) {
                            late.accept(result);
                        }
                    } catch (SoukException broken) {
                        done.completeExceptionally(broken);
                    } catch (Throwable broken) {
                        // Its text is the plugin's code; only this thread may ask for it.
                        done.completeExceptionally(
                                new SoukException(ErrorCode.PLUGIN_FAILED, "it failed: " + textOf(broken)));
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        try {
            return Optional.of(
                    done.orTimeout(most.toNanos(), TimeUnit.NANOSECONDS).join());
        } catch (CompletionException ended) {
            if (ended.getCause() instanceof SoukException broken) {
                throw broken;
            }
            thread.interrupt();
            return Optional.empty();
        }
    }

    private static String textOf(Throwable thrown) {
        try {
            return thrown.toString();
        } catch (Throwable unspeakable) {
            return thrown.getClass().getName();
        }
    }

    /**
     * Closes something of a plugin's or the host's. What it throws is logged, and so is that it does not come to an end.
     *
     * @param what it is, for the log
     * @param most how long to wait
     * @param part what to close
     */
    public static void close(String what, Duration most, AutoCloseable part) {
        Supplier<Boolean> work = () -> {
            try {
                part.close();
            } catch (Throwable fault) {
                LOG.warn("{} failed to close", what, fault);
            }
            return true;
        };
        if (of("souk-close", most, work, closed -> {}).isEmpty()) {
            LOG.warn("{} did not close within {} and is left behind", what, most);
        }
    }
}
