package dev.souk.engine.internal.invoke;

import dev.souk.engine.config.SoukConfig.RetrySettings;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * When one call tries again: exponential backoff with jitter, at least as long as a provider asked for, and never when the deadline
 * would pass meanwhile. Used by one thread.
 */
final class RetrySchedule {
    private final RetrySettings settings;
    private final boolean repeatable;
    private final RandomGenerator random;
    private final LongSupplier ticker;
    private final long deadlineNanos;
    private int failed;
    private Duration delay = Duration.ZERO;

    RetrySchedule(
            RetrySettings settings,
            boolean repeatable,
            RandomGenerator random,
            LongSupplier ticker,
            long deadlineNanos) {
        this.settings = settings;
        this.repeatable = repeatable;
        this.random = random;
        this.ticker = ticker;
        this.deadlineNanos = deadlineNanos;
    }

    /** Counts a failed attempt, and says whether there is another. */
    boolean again(AttemptFault fault) {
        failed++;
        if (!repeatable || !fault.isPassing() || failed >= settings.maxAttempts()) {
            return false;
        }
        delay = backoff();
        fault.retryAfter().ifPresent(asked -> {
            if (asked.compareTo(delay) > 0) {
                delay = asked;
            }
        });
        return delay.compareTo(Duration.ofNanos(deadlineNanos - ticker.getAsLong())) < 0;
    }

    /** How long to wait before the next attempt. */
    Duration delay() {
        return delay;
    }

    private Duration backoff() {
        long doubled = settings.firstDelay().toNanos() << Math.min(failed - 1, 10);
        double exponential = (double) Math.min(settings.maxDelay().toNanos(), doubled);
        double spread = 1 + settings.jitter() * (2 * random.nextDouble() - 1);
        return Duration.ofNanos((long) (exponential * spread));
    }
}
