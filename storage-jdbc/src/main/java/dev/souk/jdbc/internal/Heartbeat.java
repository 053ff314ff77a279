package dev.souk.jdbc.internal;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the database for a sign of life without waiting for it longer than {@value #WAIT_MILLIS} milliseconds, however long the
 * host's pool or the network would. A question that gets no answer goes on in a thread of its own; whoever asks meanwhile waits for
 * the same one, so there is never more than one such thread.
 *
 * <p>{@code asked} is guarded by {@code this}.
 */
final class Heartbeat {
    private static final long WAIT_MILLIS = 2_000;

    private final String where;
    private @Nullable CompletableFuture<Void> asked;

    Heartbeat(String where) {
        this.where = where;
    }

    /**
     * Asks.
     *
     * @param question returns or throws once the database has answered
     * @throws SoukException what the question threw, or {@link ErrorCode#STORE_UNAVAILABLE} if there is no answer in time
     */
    void ping(Runnable question) {
        try {
            ask(question).get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof SoukException fault) {
                throw new SoukException(fault.code(), String.valueOf(fault.getMessage()), fault);
            }
            throw new SoukException(ErrorCode.INTERNAL, where + " cannot be asked", failure.getCause());
        } catch (TimeoutException late) {
            throw new SoukException(
                    ErrorCode.STORE_UNAVAILABLE, where + " did not answer within " + WAIT_MILLIS + " ms", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SoukException(ErrorCode.STORE_UNAVAILABLE, "interrupted while waiting for " + where, interrupted);
        }
    }

    private synchronized CompletableFuture<Void> ask(Runnable question) {
        CompletableFuture<Void> pending = asked;
        if (pending == null || pending.isDone()) {
            CompletableFuture<Void> fresh = new CompletableFuture<>();
            Thread thread = new Thread(() -> answer(question, fresh), "souk-store-ping");
            thread.setDaemon(true);
            thread.start();
            asked = fresh;
            return fresh;
        }
        return pending;
    }

    private static void answer(Runnable question, CompletableFuture<Void> answer) {
        try {
            question.run();
            answer.complete(null);
        } catch (Throwable failure) {
            answer.completeExceptionally(failure);
        }
    }
}
