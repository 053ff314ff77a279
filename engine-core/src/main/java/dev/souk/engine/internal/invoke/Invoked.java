package dev.souk.engine.internal.invoke;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.agent.ModelUsage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What running the agent came to. */
public sealed interface Invoked {
    /** How often the agent was tried. */
    int attempts();

    /**
     * There is an answer.
     *
     * @param output the answer
     * @param usage what the attempt that answered used of a model
     * @param attempts how often the agent was tried
     * @param fallback whether it is an earlier answer
     */
    record Answered(CheckedOutput output, ModelUsage usage, int attempts, boolean fallback) implements Invoked {}

    /**
     * There is none.
     *
     * @param code what went wrong
     * @param message the same for people
     * @param pointer where in the input, if the agent found it wrong
     * @param usage what all attempts together used of a model
     * @param attempts how often the agent was tried
     * @param retryAfter how long to wait before trying again, if that is known
     */
    record Failed(
            ErrorCode code,
            String message,
            String pointer,
            ModelUsage usage,
            int attempts,
            @Nullable Duration retryAfter)
            implements Invoked {}
}
