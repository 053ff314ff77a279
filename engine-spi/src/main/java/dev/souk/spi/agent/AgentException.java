package dev.souk.spi.agent;

import dev.souk.spi.Blame;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an agent says what went wrong. Anything else it throws counts as {@link ErrorCode#AGENT_FAILED}, and an
 * {@link java.io.IOException} as {@link ErrorCode#AGENT_TEMPORARILY_FAILED}.
 *
 * <p>The message is shown to the caller.
 *
 * @since 0.1
 */
public final class AgentException extends SoukException {
    private static final long serialVersionUID = 1L;

    private final String pointer;
    private final transient @Nullable Duration retryAfter;

    private AgentException(
            ErrorCode code, String message, @Nullable Throwable cause, String pointer, @Nullable Duration retryAfter) {
        super(code, message, cause);
        this.pointer = pointer;
        this.retryAfter = retryAfter == null || retryAfter.isNegative() ? null : retryAfter;
    }

    /**
     * The agent failed, and would fail again.
     *
     * @param message what was wrong
     * @param cause what led to it, or null
     */
    public static AgentException failed(String message, @Nullable Throwable cause) {
        return new AgentException(ErrorCode.AGENT_FAILED, message, cause, "", null);
    }

    /**
     * The agent failed, but may succeed if it is tried again.
     *
     * @param message what was wrong
     * @param cause what led to it, or null
     */
    public static AgentException temporary(String message, @Nullable Throwable cause) {
        return new AgentException(ErrorCode.AGENT_TEMPORARILY_FAILED, message, cause, "", null);
    }

    /**
     * The model's provider failed, but may succeed later.
     *
     * @param message what was wrong
     * @param retryAfter how long the provider asks to wait, or null if it did not say; a negative time counts as none
     * @param cause what led to it, or null
     */
    public static AgentException modelProvider(
            String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        return new AgentException(ErrorCode.MODEL_PROVIDER_FAILED, message, cause, "", retryAfter);
    }

    /**
     * The input fits the schema and is wrong all the same. It is the caller's fault: nothing is charged, nothing is retried,
     * and the breaker does not count it.
     *
     * @param pointer where in the input, as an RFC 6901 JSON pointer: {@code /columns/3}; empty or null for the whole
     * @param message what was wrong there
     */
    public static AgentException invalidInput(@Nullable String pointer, String message) {
        return new AgentException(
                ErrorCode.INVALID_INPUT,
                Objects.requireNonNull(message, "message"),
                null,
                pointer == null ? "" : pointer,
                null);
    }

    /** The agent noticed that the call was cancelled, and stopped. */
    public static AgentException cancelled() {
        return new AgentException(ErrorCode.CANCELLED, "the call was cancelled", null, "", null);
    }

    /** Whether the agent, and not its caller, is to blame. */
    public boolean isAgentsFault() {
        return code().blame() == Blame.AGENT;
    }

    /** Where in the input, as a JSON pointer; empty if it is about the whole or not about the input. */
    public String pointer() {
        return pointer;
    }

    /** How long to wait before trying again, if the provider said so. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
