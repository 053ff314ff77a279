package dev.souk.spi.store;

import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.agent.ModelUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an execution ended.
 *
 * @param state any but {@link ExecutionState#RUNNING}
 * @param at when
 * @param codeOrNull what went wrong; null exactly if it succeeded
 * @param message a line for people about what went wrong, at most 1,000 characters; empty if it succeeded
 * @param outputOrNull the answer as JSON text; null unless it succeeded
 * @param usage what was used of a model
 * @param duration from admission to the answer
 * @param attempts how often the agent was tried
 * @param fallback whether the answer is an earlier one, because the agent failed
 * @param charge what the call cost
 * @param balanceAfter what was available right after it: credits of the tenant, or trial calls if it was a trial
 * @since 0.1
 */
public record ExecutionEnd(
        ExecutionState state,
        Instant at,
        @Nullable ErrorCode codeOrNull,
        String message,
        @Nullable String outputOrNull,
        ModelUsage usage,
        Duration duration,
        int attempts,
        boolean fallback,
        Credits charge,
        long balanceAfter) {
    /** The longest message, in characters. */
    public static final int MAX_MESSAGE = 1_000;

    /**
     * Checks that state, code and output agree.
     *
     * @throws IllegalArgumentException if they do not
     */
    public ExecutionEnd {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(usage, "usage");
        Objects.requireNonNull(duration, "duration");
        Objects.requireNonNull(charge, "charge");
        boolean succeeded = state == ExecutionState.SUCCEEDED;
        if (state == ExecutionState.RUNNING
                || succeeded != (codeOrNull == null)
                || succeeded != (outputOrNull != null)) {
            throw new IllegalArgumentException("an end in state " + state + " with code " + codeOrNull
                    + (outputOrNull == null ? " and no" : " and an") + " output");
        }
        if (message.length() > MAX_MESSAGE) {
            throw new IllegalArgumentException("a message has at most " + MAX_MESSAGE + " characters");
        }
    }

    /** What went wrong, if something did. */
    public Optional<ErrorCode> code() {
        return Optional.ofNullable(codeOrNull);
    }

    /** The answer as JSON text, if there is one. */
    public Optional<String> output() {
        return Optional.ofNullable(outputOrNull);
    }

    /** The same end, with this balance. */
    public ExecutionEnd withBalanceAfter(long balance) {
        return new ExecutionEnd(
                state, at, codeOrNull, message, outputOrNull, usage, duration, attempts, fallback, charge, balance);
    }
}
