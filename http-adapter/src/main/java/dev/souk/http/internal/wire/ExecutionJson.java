package dev.souk.http.internal.wire;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionEnd;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One execution. What it has only when it has ended, succeeded or failed is null before or otherwise.
 *
 * @param executionId its name
 * @param agent which agent
 * @param version which version of it
 * @param user who called
 * @param plan on which plan; null for a trial call
 * @param state {@code running}, {@code succeeded}, {@code failed} or {@code expired}
 * @param startedAt when it was admitted
 * @param endedAt when it ended
 * @param usage what it used
 * @param charge what it cost
 * @param fallback true if the answer was an earlier one
 * @param code what went wrong
 * @param message the same for people
 * @param output the answer, as it was stored
 */
public record ExecutionJson(
        String executionId,
        String agent,
        String version,
        String user,
        @Nullable String plan,
        String state,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable UsageJson usage,
        @Nullable Money charge,
        @Nullable Boolean fallback,
        @Nullable String code,
        @Nullable String message,
        @JsonRawValue @Nullable String output) {
    /** This execution, with its output. */
    public static ExecutionJson of(Execution execution) {
        return of(execution, true);
    }

    /** A line of a list, which never has the output. */
    public static ExecutionJson line(Execution execution) {
        return of(execution, false);
    }

    private static ExecutionJson of(Execution execution, boolean withOutput) {
        ExecutionEnd end = execution.endOrNull();
        ErrorCode code = end == null ? null : end.codeOrNull();
        return new ExecutionJson(
                execution.id().value(),
                execution.agent().value(),
                execution.version().toString(),
                execution.caller().user().value(),
                execution.planOrNull() == null ? null : execution.planOrNull().value(),
                execution.state().name().toLowerCase(Locale.ROOT),
                execution.startedAt(),
                end == null ? null : end.at(),
                end == null ? null : UsageJson.of(end.usage(), end.duration(), end.attempts()),
                end == null ? null : Money.of(end.charge()),
                (end != null && end.fallback()) ? Boolean.TRUE : null,
                code == null ? null : code.id(),
                (end == null || code == null) ? null : end.message(),
                (end == null || !withOutput) ? null : end.outputOrNull());
    }
}
