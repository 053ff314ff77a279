package dev.souk.server.market;

import dev.souk.spi.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of a call. */
public sealed interface CallAnswer {
    /**
     * It was answered.
     *
     * @param executionId under which it can be looked up
     * @param agent who answered
     * @param version in which version
     * @param output the answer
     * @param durationMillis how long it took, in milliseconds
     * @param attempts how often the agent was tried
     * @param charge what it cost, in credits
     * @param balance what the tenant had left, in credits
     * @param trialCallsLeftOrNull how many trial calls are left; null unless it was one
     * @param replayed whether this is an earlier answer, given again for the same idempotency key
     */
    record Answered(
            String executionId,
            String agent,
            String version,
            Map<String, Object> output,
            long durationMillis,
            int attempts,
            String charge,
            String balance,
            @Nullable Long trialCallsLeftOrNull,
            boolean replayed)
            implements CallAnswer {}

    /**
     * It was not answered.
     *
     * @param code why
     * @param message why, for people
     * @param details what is wrong where, for an input that does not fit
     * @param offers the plans that can be bought, if the trial is used up
     * @param executionIdOrNull under which it can be looked up, if it was admitted
     * @param retryAfterOrNull when to try again, if that is known
     */
    record NotAnswered(
            ErrorCode code,
            String message,
            List<String> details,
            List<String> offers,
            @Nullable String executionIdOrNull,
            @Nullable Duration retryAfterOrNull)
            implements CallAnswer {
        /** Copies the lists. */
        public NotAnswered {
            details = List.copyOf(details);
            offers = List.copyOf(offers);
        }

        /** One of the details: what is wrong at this JSON pointer, which is empty for the whole. */
        static String detail(String pointer, String message) {
            return pointer.isEmpty() ? message : pointer + ": " + message;
        }

        /** Whether the caller or a lack of room is why, and not a fault of the agent or the engine. */
        public boolean isRefusal() {
            return switch (code.blame()) {
                case CALLER, CAPACITY -> true;
                case AGENT -> false;
                case ENGINE -> code == ErrorCode.NO_PRICE;
            };
        }
    }
}
