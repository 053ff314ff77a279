package dev.souk.engine.internal.invoke;

import dev.souk.spi.agent.AgentContext;
import dev.souk.spi.agent.AgentException;
import dev.souk.spi.agent.Attachment;
import dev.souk.spi.agent.ModelUsage;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an agent has around it during one attempt.
 *
 * <p>Thread-safe: usage, size of the pieces and the state are guarded by this object's monitor. The listener is called outside of it,
 * so a piece that was taken just before the attempt was given up may still reach it; callers see pieces of a failed attempt anyway.
 */
final class AttemptContext implements AgentContext {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptContext.class);
    /** The most model tokens of one kind that an attempt can report; so the sums of very many calls still fit a {@code long}. */
    private static final long MAX_MODEL_TOKENS = 1_000_000_000_000L;

    private enum State {
        RUNNING,
        RETURNED,
        CANCELLED
    }

    private final String executionId;
    private final String agent;
    private final int attempt;
    private final LongSupplier ticker;
    private final long deadlineNanos;
    private final List<Attachment> attachments;
    private volatile Consumer<String> chunkListener;
    private final long maxChunkChars;
    private State state = State.RUNNING;
    private ModelUsage usage = ModelUsage.NONE;
    private long chunkChars;

    AttemptContext(
            String executionId,
            String agent,
            int attempt,
            LongSupplier ticker,
            long deadlineNanos,
            List<Attachment> attachments,
            Consumer<String> chunkListener,
            long maxChunkChars) {
        this.executionId = executionId;
        this.agent = agent;
        this.attempt = attempt;
        this.ticker = ticker;
        this.deadlineNanos = deadlineNanos;
        this.attachments = attachments;
        this.chunkListener = chunkListener;
        this.maxChunkChars = maxChunkChars;
    }

    @Override
    public String executionId() {
        return executionId;
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, deadlineNanos - ticker.getAsLong()));
    }

    @Override
    public synchronized boolean isCancelled() {
        return state == State.CANCELLED;
    }

    @Override
    public void emit(String chunk) {
        synchronized (this) {
            if (state == State.RETURNED) {
                return;
            }
            if (state == State.CANCELLED) {
                throw AgentException.cancelled();
            }
            chunkChars += chunk.length();
            if (chunkChars > maxChunkChars) {
                throw AgentException.failed(
                        "the agent sent pieces of more than " + maxChunkChars + " characters", null);
            }
        }
        try {
            chunkListener.accept(chunk);
        } catch (RuntimeException | Error fault) {
            // It is the caller's, and neither the agent nor its breaker has to do with it.
            LOG.warn("The chunk listener of {} failed and hears no more of this attempt", executionId, fault);
            chunkListener = ignored -> {};
        }
    }

    @Override
    public synchronized void reportModelUsage(ModelUsage more) {
        if (state != State.RUNNING) {
            return;
        }
        if (more.inputModelTokens() > MAX_MODEL_TOKENS - usage.inputModelTokens()
                || more.outputModelTokens() > MAX_MODEL_TOKENS - usage.outputModelTokens()) {
            throw AgentException.failed("the agent reported more than " + MAX_MODEL_TOKENS + " model tokens", null);
        }
        usage = usage.plus(more);
    }

    @Override
    public List<Attachment> attachments() {
        return attachments;
    }

    @Override
    public System.Logger log() {
        return System.getLogger(agent);
    }

    /** The attempt has returned: what is told from now on is not heard. */
    synchronized void returned() {
        if (state == State.RUNNING) {
            state = State.RETURNED;
        }
    }

    /** The attempt is given up. */
    synchronized void cancel() {
        if (state == State.RUNNING) {
            state = State.CANCELLED;
        }
    }

    /** What was reported so far. */
    synchronized ModelUsage usage() {
        return usage;
    }
}
