package dev.souk.spi.agent;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an agent has around it while it handles one attempt of one call.
 *
 * <p>Thread-safe: an agent may share it with threads of its own, as long as they end before {@link Agent#invoke} returns. After
 * that every method that tells the engine something does nothing.
 *
 * @since 0.1
 */
public interface AgentContext {
    /** The execution's id, for the agent's own records. The same over all attempts of a call. */
    String executionId();

    /** Which attempt this is: 1 for the first. */
    int attempt();

    /** How long this attempt may still take; zero when its time is over. */
    Duration remaining();

    /**
     * Whether the engine no longer wants the answer: the time is over, the caller went away, or the engine closes. The thread
     * is interrupted as well; an agent that computes without blocking asks here now and then.
     */
    boolean isCancelled();

    /**
     * Stops an agent whose answer is no longer wanted.
     *
     * @throws AgentException {@link dev.souk.spi.ErrorCode#CANCELLED} if {@link #isCancelled()}
     */
    default void checkCancelled() {
        if (isCancelled()) {
            throw AgentException.cancelled();
        }
    }

    /**
     * Sends the caller a piece of the answer while the rest is still being made. It is shown to callers who listen, and is not
     * part of the output: the reply still holds the whole.
     *
     * @param chunk any text
     * @throws AgentException {@link dev.souk.spi.ErrorCode#CANCELLED} if the answer is no longer wanted;
     *     {@link dev.souk.spi.ErrorCode#AGENT_FAILED} if all pieces together are larger than an output may be
     */
    void emit(String chunk);

    /**
     * Adds to what the call used of a model, as the provider reported it. What the attempt used that
     * answered is recorded and charged; what failed attempts used is not charged.
     *
     * @param usage what was used since the last report
     * @throws AgentException {@link dev.souk.spi.ErrorCode#AGENT_FAILED} if the attempt reports more than 10<sup>12</sup> model tokens of
     *     a kind
     */
    void reportModelUsage(ModelUsage usage);

    /** The files that came with the call, in the caller's order; often none. */
    List<Attachment> attachments();

    /**
     * The file with this name.
     *
     * @param name as the caller named it
     */
    default Optional<Attachment> attachment(String name) {
        return attachments().stream().filter(a -> a.name().equals(name)).findFirst();
    }

    /** A log under the agent's id. Inputs and secrets do not belong in it. */
    System.Logger log();
}
