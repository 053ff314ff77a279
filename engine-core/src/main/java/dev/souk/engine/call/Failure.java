package dev.souk.engine.call;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.ledger.ExecutionId;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The agent or its surroundings failed, and nothing was charged. The one exception is
 * {@link ErrorCode#STORE_OUTCOME_UNKNOWN}: the store went away while the admission or the end was written, and the execution tells, once
 * it can be asked again, whether the call was charged. Where no agent was called there may be no such execution, and no charge.
 *
 * @param executionIdOrNull under which it can be looked up; null if it was never admitted
 * @param code what went wrong
 * @param message the same for people
 * @param attempts how often the agent was tried
 * @param retryAfterOrNull how long to wait before trying again, if that is known
 * @param replayed whether this is the answer to an earlier call with the same idempotency key
 * @since 0.1
 */
public record Failure(
        @Nullable ExecutionId executionIdOrNull,
        ErrorCode code,
        String message,
        int attempts,
        @Nullable Duration retryAfterOrNull,
        boolean replayed)
        implements CallResult {
    /** Checks that code and message are there. */
    public Failure {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
    }

    /** Under which it can be looked up, if it was admitted. */
    public Optional<ExecutionId> executionId() {
        return Optional.ofNullable(executionIdOrNull);
    }

    /** How long to wait before trying again, if that is known. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfterOrNull);
    }
}
