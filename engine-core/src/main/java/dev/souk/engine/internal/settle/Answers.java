package dev.souk.engine.internal.settle;

import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Failure;
import dev.souk.engine.call.InputProblem;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.call.Refusal;
import dev.souk.engine.internal.invoke.Invoked;
import dev.souk.engine.internal.json.Json;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionEnd;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Turns an execution that has ended into what its caller is told, the first time and every time after it. */
public final class Answers {
    private Answers() {}

    /** The first answer: from the execution as it was stored, and what is not stored from the run itself. */
    static CallResult of(Execution execution, Invoked invoked) {
        if (invoked instanceof Invoked.Answered answered) {
            return receipt(
                    execution, end(execution), Json.values(answered.output().tree()), false);
        }
        Invoked.Failed failed = (Invoked.Failed) invoked;
        return failed(execution, end(execution), failed.pointer(), failed.retryAfter(), false);
    }

    /**
     * The first answer again.
     *
     * @param execution one that has ended
     */
    public static CallResult again(Execution execution) {
        ExecutionEnd end = end(execution);
        return end.output()
                .<CallResult>map(text -> receipt(execution, end, Json.values(Json.object(text)), true))
                .orElseGet(() -> failed(execution, end, "", null, true));
    }

    private static ExecutionEnd end(Execution execution) {
        return execution
                .end()
                .orElseThrow(() -> new SoukException(ErrorCode.INTERNAL, execution.id() + " has not ended"));
    }

    private static Receipt receipt(
            Execution execution, ExecutionEnd end, Map<String, Object> output, boolean replayed) {
        boolean isTrial = execution.planOrNull() == null;
        return new Receipt(
                execution.id(),
                execution.agent(),
                execution.version(),
                output,
                end.usage(),
                end.duration(),
                end.attempts(),
                end.charge(),
                isTrial ? Credits.ZERO : Credits.ofMicros(end.balanceAfter()),
                isTrial ? OptionalLong.of(end.balanceAfter()) : OptionalLong.empty(),
                end.fallback(),
                replayed);
    }

    private static CallResult failed(
            Execution execution, ExecutionEnd end, String pointer, @Nullable Duration retryAfter, boolean replayed) {
        ErrorCode code = end.code().orElse(ErrorCode.INTERNAL);
        if (code == ErrorCode.INVALID_INPUT) {
            return new Refusal.InvalidInput(List.of(new InputProblem(pointer, end.message())));
        }
        return new Failure(execution.id(), code, end.message(), end.attempts(), retryAfter, replayed);
    }
}
