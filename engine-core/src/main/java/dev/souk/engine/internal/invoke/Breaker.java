package dev.souk.engine.internal.invoke;

import dev.failsafe.CircuitBreaker;
import dev.souk.engine.config.SoukConfig.BreakerSettings;
import dev.souk.spi.event.BreakerState;
import java.time.Duration;
import java.util.function.BiConsumer;

/**
 * The circuit breaker of one agent version: it counts the last attempts, and when too many were the agent's fault it turns the next
 * ones away for a while.
 *
 * <p>An attempt that was nobody's fault of the agent's, such as an input the agent refused, says nothing about it and is not counted;
 * only while the breaker is half open it must count as something, because it used up one of the few tries, and then it counts as a
 * failure.
 *
 * <p>Thread-safe.
 */
final class Breaker {
    private final CircuitBreaker<Object> breaker;

    Breaker(BreakerSettings settings, BiConsumer<BreakerState, BreakerState> onChange) {
        this.breaker = CircuitBreaker.builder()
                .withFailureThreshold(settings.failures(), settings.window())
                .withDelay(settings.openTime())
                .withSuccessThreshold(settings.trials())
                .onOpen(change -> onChange.accept(state(change.getPreviousState()), BreakerState.OPEN))
                .onHalfOpen(change -> onChange.accept(state(change.getPreviousState()), BreakerState.HALF_OPEN))
                .onClose(change -> onChange.accept(state(change.getPreviousState()), BreakerState.CLOSED))
                .build();
    }

    boolean tryAcquire() {
        return breaker.tryAcquirePermit();
    }

    void succeeded() {
        breaker.recordSuccess();
    }

    void failed() {
        breaker.recordFailure();
    }

    void notCounted() {
        if (breaker.isHalfOpen()) {
            breaker.recordFailure();
        }
    }

    /** How long until the breaker lets a few attempts through; zero if it does not stop them now. */
    Duration remainingOpenTime() {
        return breaker.getRemainingDelay();
    }

    BreakerState state() {
        return state(breaker.getState());
    }

    private static BreakerState state(CircuitBreaker.State state) {
        return BreakerState.valueOf(state.name());
    }
}
