package dev.souk.engine.internal.invoke;

import dev.failsafe.CircuitBreaker;
import dev.souk.engine.config.SoukConfig.BreakerSettings;
import dev.souk.spi.event.BreakerState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * The circuit breaker of one agent version: it counts the last attempts, and when too many were the agent's fault it turns the next
 * ones away for a while. Then it is half open: so many trials at a time find out whether the agent has come back.
 *
 * <p>An attempt that was nobody's fault of the agent's says nothing about it and is not counted, or a caller could open any agent's
 * breaker, or keep it open, for everybody. A trial that ended so is given back to the next caller. But an input that the agent refused
 * was answered, so as a trial it succeeded.
 *
 * <p>Thread-safe. Failsafe counts and changes the state; the trials are counted here, because Failsafe's cannot be given back uncounted.
 * An attempt that began in one state may end in another and is counted there, which moves the next change by one attempt.
 */
final class Breaker {
    /** Failsafe keeps a clock of its own; here the time is over when the engine's ticker says so. */
    private static final Duration UNTIL_TOLD = Duration.ofDays(10_000);

    private final CircuitBreaker<Object> breaker;
    private final Semaphore trials;
    private final long openNanos;
    private final LongSupplier ticker;
    /** When the last attempt failed that can have opened it, on the ticker. Set before it is open. */
    private volatile long failedAt;

    Breaker(BreakerSettings settings, LongSupplier ticker, BiConsumer<BreakerState, BreakerState> onChange) {
        this.trials = new Semaphore(settings.trials());
        this.openNanos = settings.openTime().toNanos();
        this.ticker = ticker;
        this.breaker = CircuitBreaker.builder()
                .withFailureThreshold(settings.failures(), settings.window())
                .withDelay(UNTIL_TOLD)
                .withSuccessThreshold(settings.trials())
                .onOpen(change -> onChange.accept(state(change.getPreviousState()), BreakerState.OPEN))
                .onHalfOpen(change -> onChange.accept(state(change.getPreviousState()), BreakerState.HALF_OPEN))
                .onClose(change -> onChange.accept(state(change.getPreviousState()), BreakerState.CLOSED))
                .build();
    }

    /** An attempt that the breaker let through. Ended once, in one of these ways. */
    final class Attempt {
        private final boolean trial;

        private Attempt(boolean trial) {
            this.trial = trial;
        }

        void succeeded() {
            end(breaker::recordSuccess);
        }

        void failed() {
            if (!breaker.isOpen()) {
                failedAt = ticker.getAsLong();
            }
            end(breaker::recordFailure);
        }

        /** The agent answered that the caller was wrong. */
        void refused() {
            end(breaker.isHalfOpen() ? breaker::recordSuccess : () -> {});
        }

        void notCounted() {
            end(() -> {});
        }

        private void end(Runnable counted) {
            try {
                counted.run();
            } finally {
                if (trial) {
                    trials.release();
                }
            }
        }
    }

    /** Lets an attempt through, or not. */
    Optional<Attempt> tryAcquire() {
        if (breaker.isOpen() && !halfOpens()) {
            return Optional.empty();
        }
        boolean trial = breaker.isHalfOpen();
        return trial && !trials.tryAcquire() ? Optional.empty() : Optional.of(new Attempt(trial));
    }

    /** Half opens it once its time is over, and says whether it is no longer open. */
    private synchronized boolean halfOpens() {
        if (breaker.isOpen() && openLeft() == 0) {
            breaker.halfOpen();
        }
        return !breaker.isOpen();
    }

    private long openLeft() {
        return Math.max(0, openNanos - (ticker.getAsLong() - failedAt));
    }

    /** How long until the breaker lets a few attempts through; zero if it does not stop them now. */
    Duration remainingOpenTime() {
        return breaker.isOpen() ? Duration.ofNanos(openLeft()) : Duration.ZERO;
    }

    BreakerState state() {
        return state(breaker.getState());
    }

    private static BreakerState state(CircuitBreaker.State state) {
        return BreakerState.valueOf(state.name());
    }
}
