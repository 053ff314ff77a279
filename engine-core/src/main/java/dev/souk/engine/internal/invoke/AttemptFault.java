package dev.souk.engine.internal.invoke;

import dev.souk.spi.Blame;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.agent.AgentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One attempt failed, and this is how it counts. Whatever an agent throws becomes one of these. The message goes to the caller, so it
 * repeats only what an agent said on purpose: the text of any other exception could hold an input or a secret.
 *
 * <p>It does not keep what the agent threw. That can be of the agent's own class, and whoever asks it for its text runs the agent's code;
 * so {@link CheckedAgent} makes one of these while it is still on the worker, and nobody else asks what was thrown for more than its
 * class.
 */
final class AttemptFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String pointer;
    private final transient @Nullable Duration retryAfter;
    private final boolean hurried;

    private AttemptFault(
            ErrorCode code, String message, String pointer, @Nullable Duration retryAfter, boolean hurried) {
        super(message, null, false, false);
        this.code = code;
        this.pointer = pointer;
        this.retryAfter = retryAfter;
        this.hurried = hurried;
    }

    /** The agent was not given the time it asks for. A caller must not be able to open a breaker by being in a hurry. */
    static AttemptFault ofHurry(String message) {
        return new AttemptFault(ErrorCode.AGENT_TIMEOUT, message, "", null, true);
    }

    static AttemptFault of(ErrorCode code, String message) {
        return new AttemptFault(code, message, "", null, false);
    }

    static AttemptFault of(ErrorCode code, String message, Duration retryAfter) {
        return new AttemptFault(code, message, "", retryAfter, false);
    }

    /** What something that an agent threw counts as. */
    static AttemptFault thrown(Throwable thrown) {
        if (thrown instanceof AttemptFault fault) {
            return fault;
        }
        if (thrown instanceof AgentException said) {
            // A final class of the SPI, so its text is a text and no code of the agent's.
            return new AttemptFault(
                    said.code(),
                    String.valueOf(said.getMessage()),
                    said.pointer(),
                    said.retryAfter().orElse(null),
                    false);
        }
        String name = thrown.getClass().getName();
        if (thrown instanceof InterruptedException) {
            return of(ErrorCode.CANCELLED, "the agent was interrupted");
        }
        if (thrown instanceof IOException || thrown instanceof UncheckedIOException) {
            return of(ErrorCode.AGENT_TEMPORARILY_FAILED, "the agent failed with an I/O fault: " + name);
        }
        if (thrown instanceof OutOfMemoryError || thrown instanceof StackOverflowError) {
            return of(ErrorCode.AGENT_OUT_OF_MEMORY, "the agent ran out of memory or stack: " + name);
        }
        if (thrown instanceof LinkageError) {
            return of(ErrorCode.AGENT_LINKAGE, "the agent needs a class that is missing or does not fit: " + name);
        }
        return of(ErrorCode.AGENT_FAILED, "the agent failed with " + name);
    }

    /** What a runtime that could not start an attempt means. */
    static AttemptFault notStarted(RuntimeException reason) {
        if (reason.getClass() == SoukException.class) {
            SoukException fault = (SoukException) reason;
            return of(fault.code(), String.valueOf(fault.getMessage()), Duration.ofSeconds(1));
        }
        if (reason instanceof RejectedExecutionException) {
            return of(ErrorCode.SHUTTING_DOWN, "the engine is closing");
        }
        return of(
                ErrorCode.INTERNAL,
                "the agent could not be started: " + reason.getClass().getName());
    }

    ErrorCode code() {
        return code;
    }

    String pointer() {
        return pointer;
    }

    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    String text() {
        return String.valueOf(getMessage());
    }

    /** Whether the agent is to blame, which is what its breaker counts. */
    boolean isAgentsFault() {
        return code.blame() == Blame.AGENT && !hurried;
    }

    /** Whether trying the same again at once can help. */
    boolean isPassing() {
        return isAgentsFault() && code.retryable();
    }
}
