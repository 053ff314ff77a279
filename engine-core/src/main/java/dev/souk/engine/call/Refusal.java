package dev.souk.engine.call;

import dev.souk.engine.config.Plan;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.agent.AgentId;
import dev.souk.spi.budget.Budget;
import dev.souk.spi.caller.PlanId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.limit.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A business no: the call reserved and cost nothing, and each case holds what the caller needs to act. It does not count in the windows of
 * the limits either, unless the input had to be read to find it wrong or too large.
 *
 * @since 0.1
 */
public sealed interface Refusal extends CallResult {
    /** What kind of no. */
    ErrorCode code();

    /** The same for people, with what to do. */
    String message();

    /** How long to wait before asking again, where waiting helps. */
    default Optional<Duration> retryAfter() {
        return Optional.empty();
    }

    private static long wholeSeconds(Duration wait) {
        return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    }

    /**
     * Nobody registered this tenant.
     *
     * @param tenant who calls
     */
    record UnknownTenant(TenantId tenant) implements Refusal {
        @Override
        public ErrorCode code() {
            return ErrorCode.TENANT_NOT_FOUND;
        }

        @Override
        public String message() {
            return "no tenant '" + tenant + "' is registered";
        }
    }

    /**
     * No such agent, or no such version of it.
     *
     * @param agent which agent
     * @param version which version was asked for; empty for the newest
     */
    record UnknownAgent(AgentId agent, String version) implements Refusal {
        @Override
        public ErrorCode code() {
            return ErrorCode.AGENT_NOT_FOUND;
        }

        @Override
        public String message() {
            return version.isEmpty()
                    ? "no agent '" + agent + "' is in the catalog"
                    : "no version " + version + " of agent '" + agent + "' is in the catalog";
        }
    }

    /**
     * The input is not what the agent takes.
     *
     * @param problems what is wrong where, at least one
     */
    record InvalidInput(List<InputProblem> problems) implements Refusal {
        /** Copies the list. */
        public InvalidInput {
            problems = List.copyOf(problems);
        }

        @Override
        public ErrorCode code() {
            return ErrorCode.INVALID_INPUT;
        }

        @Override
        public String message() {
            return "the input is not what the agent takes: "
                    + problems.stream()
                            .limit(3)
                            .map(problem ->
                                    (problem.pointer().isEmpty() ? "" : problem.pointer() + ": ") + problem.message())
                            .collect(Collectors.joining("; "));
        }
    }

    /**
     * Input or attachments are larger than this engine takes.
     *
     * @param what what is too large
     * @param bytes how large it is
     * @param most how large it may be
     */
    record TooLarge(String what, long bytes, long most) implements Refusal {
        @Override
        public ErrorCode code() {
            return ErrorCode.PAYLOAD_TOO_LARGE;
        }

        @Override
        public String message() {
            return "the " + what + " has " + bytes + " bytes; at most " + most + " are taken";
        }
    }

    /** A trial call that does not say on which device. */
    record DeviceRequired() implements Refusal {
        @Override
        public ErrorCode code() {
            return ErrorCode.DEVICE_REQUIRED;
        }

        @Override
        public String message() {
            return "a trial call must name its device; without a device, call on a plan";
        }
    }

    /**
     * The trial is used up.
     *
     * @param by whose trial: {@code user} or {@code device}
     * @param calls how many calls a trial has
     * @param offers the plans that can be bought
     */
    record TrialUsedUp(String by, long calls, List<Plan> offers) implements Refusal {
        /** Copies the list. */
        public TrialUsedUp {
            offers = List.copyOf(offers);
        }

        @Override
        public ErrorCode code() {
            return ErrorCode.TRIAL_USED_UP;
        }

        @Override
        public String message() {
            return "the " + calls + " trial calls of this " + by + " are used up; take a plan to go on: "
                    + offers.stream()
                            .map(plan -> plan.id()
                                    + plan.price()
                                            .map(p -> " (" + p + " credits a call)")
                                            .orElse(""))
                            .collect(Collectors.joining(", "));
        }
    }

    /**
     * The tenant cannot pay what the call may cost.
     *
     * @param required the most it may cost
     * @param available what the tenant has
     */
    record InsufficientCredits(Credits required, Credits available) implements Refusal {
        @Override
        public ErrorCode code() {
            return ErrorCode.INSUFFICIENT_CREDITS;
        }

        @Override
        public String message() {
            return "the call may cost " + required + " credits and " + available + " are available; add at least "
                    + required.minus(available);
        }
    }

    /**
     * A budget has too little left for what the call may cost.
     *
     * @param budget which
     * @param required the most the call may cost
     * @param left what the budget still allows: its amount less what was spent and what running calls hold
     * @param renewsAtOrNull when its next period begins; null if it has none
     * @param retryOrNull how long until then
     */
    record BudgetExhausted(
            Budget budget,
            Credits required,
            Credits left,
            @Nullable Instant renewsAtOrNull,
            @Nullable Duration retryOrNull)
            implements Refusal {
        @Override
        public ErrorCode code() {
            return ErrorCode.BUDGET_EXHAUSTED;
        }

        @Override
        public String message() {
            String period = switch (budget.id().period()) {
                case NONE -> "";
                case DAY -> " a day";
                case MONTH -> " a month";
            };
            return "the call may cost " + required + " credits and " + left + " are left of the budget of "
                    + budget.amount() + period + " of this "
                    + budget.id().holder().kind()
                    + (renewsAtOrNull == null
                            ? "; an administrator can raise it"
                            : "; it renews at " + renewsAtOrNull + ", or an administrator can raise it");
        }

        /** When its next period begins, if it has one. */
        public Optional<Instant> renewsAt() {
            return Optional.ofNullable(renewsAtOrNull);
        }

        @Override
        public Optional<Duration> retryAfter() {
            return Optional.ofNullable(retryOrNull);
        }
    }

    /**
     * A limit is reached.
     *
     * @param holder whose limit
     * @param limit which
     * @param remaining how many permits it has left
     * @param resetAfter how long until it is whole again if nothing more is taken
     * @param retry how long until the call can be admitted
     */
    record RateLimited(String holder, Limit limit, long remaining, Duration resetAfter, Duration retry)
            implements Refusal {
        @Override
        public ErrorCode code() {
            return limit instanceof Limit.InFlight ? ErrorCode.TOO_MANY_IN_FLIGHT : ErrorCode.RATE_LIMITED;
        }

        @Override
        public String message() {
            String what = limit instanceof Limit.Window window
                    ? limit.permits() + " calls in " + seconds(window.length()) + " s"
                    : limit.permits() + " calls at the same time";
            return "the limit '" + limit.name() + "' of " + what + " is reached; try again in " + wholeSeconds(retry)
                    + " s";
        }

        @Override
        public Optional<Duration> retryAfter() {
            return Optional.of(retry);
        }

        private static String seconds(Duration duration) {
            return Credits.ofMicros((duration.toNanos() + 999) / 1_000).toString();
        }
    }

    /**
     * Something has no price; nothing is free unless it says so.
     *
     * @param what the agent or the plan
     */
    record NoPrice(String what) implements Refusal {
        @Override
        public ErrorCode code() {
            return ErrorCode.NO_PRICE;
        }

        @Override
        public String message() {
            return what + " has no price and cannot be called until it has one, or says that it is free";
        }
    }

    /**
     * The tenant holds a plan that is not for sale here.
     *
     * @param plan which plan
     */
    record UnknownPlan(PlanId plan) implements Refusal {
        @Override
        public ErrorCode code() {
            return ErrorCode.PLAN_NOT_FOUND;
        }

        @Override
        public String message() {
            return "the tenant holds the plan '" + plan + "', which this engine does not know; give it another";
        }
    }

    /**
     * The idempotency key was used for something else.
     *
     * @param executionId the call that used it
     */
    record KeyReused(ExecutionId executionId) implements Refusal {
        @Override
        public ErrorCode code() {
            return ErrorCode.IDEMPOTENCY_KEY_REUSED;
        }

        @Override
        public String message() {
            return "the idempotency key was used before with another agent, input or attachment, for " + executionId
                    + "; use a new key for a new call";
        }
    }

    /**
     * The call with this idempotency key still runs.
     *
     * @param executionId that call
     * @param retry when to ask again
     */
    record StillRunning(ExecutionId executionId, Duration retry) implements Refusal {
        @Override
        public ErrorCode code() {
            return ErrorCode.IDEMPOTENCY_IN_PROGRESS;
        }

        @Override
        public String message() {
            return "the call with this idempotency key, " + executionId + ", still runs; ask again in "
                    + wholeSeconds(retry) + " s";
        }

        @Override
        public Optional<Duration> retryAfter() {
            return Optional.of(retry);
        }
    }

    /** The engine is closing. */
    record ShuttingDown() implements Refusal {
        @Override
        public ErrorCode code() {
            return ErrorCode.SHUTTING_DOWN;
        }

        @Override
        public String message() {
            return "the engine is closing and takes no new calls";
        }

        @Override
        public Optional<Duration> retryAfter() {
            return Optional.of(Duration.ofSeconds(5));
        }
    }
}
