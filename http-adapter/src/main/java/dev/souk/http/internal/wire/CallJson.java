package dev.souk.http.internal.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.souk.engine.call.Receipt;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a call that was done and paid for.
 *
 * @param executionId under which it can be looked up
 * @param agent who answered
 * @param version in which version
 * @param output the answer
 * @param usage what was used
 * @param charge what it cost
 * @param balance what the tenant had right after it
 * @param trial what is left of the trial; null unless it was a trial call
 * @param fallback true if this is an earlier answer, because the agent failed; else null
 */
public record CallJson(
        String executionId,
        String agent,
        String version,
        @JsonInclude(content = JsonInclude.Include.ALWAYS) Map<String, Object> output,
        UsageJson usage,
        Money charge,
        Money balance,
        @Nullable TrialJson trial,
        @Nullable Boolean fallback) {
    /** This receipt. */
    public static CallJson of(Receipt receipt) {
        return new CallJson(
                receipt.executionId().value(),
                receipt.agent().value(),
                receipt.version().toString(),
                receipt.output(),
                UsageJson.of(receipt.usage(), receipt.duration(), receipt.attempts()),
                Money.of(receipt.charge()),
                Money.of(receipt.balance()),
                receipt.trialCallsLeft().isPresent()
                        ? new TrialJson(receipt.trialCallsLeft().getAsLong())
                        : null,
                receipt.fallback() ? Boolean.TRUE : null);
    }
}
