package dev.souk.http.internal.problem;

import dev.souk.engine.call.Failure;
import dev.souk.engine.call.InputProblem;
import dev.souk.engine.call.Refusal;
import dev.souk.engine.config.Plan;
import dev.souk.http.internal.wire.BudgetJson;
import dev.souk.http.internal.wire.Headers;
import dev.souk.http.internal.wire.LimitJson;
import dev.souk.http.internal.wire.Money;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The engine's refusals, failures and faults as problems. */
public final class Problems {
    private static final Duration STORE_RETRY = Duration.ofSeconds(2);

    private Problems() {}

    /**
     * A refusal.
     *
     * @param refusal what the engine said
     * @param inputPointer where in the request's body the input is, so that pointers hold for the body
     */
    public static Problem of(Refusal refusal, String inputPointer) {
        Problem problem = Problem.of(refusal.code(), refusal.message());
        if (refusal instanceof Refusal.InvalidInput invalid) {
            problem = problem.with("errors", within(inputPointer, invalid.problems()));
        } else if (refusal instanceof Refusal.TooLarge large) {
            problem = problem.with("bytes", large.bytes()).with("maxBytes", large.most());
        } else if (refusal instanceof Refusal.DeviceRequired) {
            problem = Problem.of(
                            refusal.code(),
                            "a trial call must name its device, in the header " + Headers.DEVICE
                                    + "; without a device, call on a plan")
                    .with("header", Headers.DEVICE);
        } else if (refusal instanceof Refusal.TrialUsedUp used) {
            problem = problem.with("by", used.by())
                    .with("calls", used.calls())
                    .with("offers", used.offers().stream().map(Problems::offer).toList());
        } else if (refusal instanceof Refusal.InsufficientCredits poor) {
            problem = problem.with("required", Money.of(poor.required())).with("available", Money.of(poor.available()));
        } else if (refusal instanceof Refusal.BudgetExhausted exhausted) {
            problem = problem.with("required", Money.of(exhausted.required())).with("budget", BudgetJson.of(exhausted));
        } else if (refusal instanceof Refusal.RateLimited limited) {
            problem = problem.with("limit", LimitJson.of(limited));
        } else if (refusal instanceof Refusal.KeyReused reused) {
            problem = problem.with("executionId", reused.executionId().value());
        } else if (refusal instanceof Refusal.StillRunning running) {
            problem = problem.with("executionId", running.executionId().value());
        }
        return refusal.retryAfter().map(problem::retryAfter).orElse(problem);
    }

    private static List<InputProblem> within(String prefix, List<InputProblem> problems) {
        return problems.stream()
                .map(problem -> new InputProblem(prefix + problem.pointer(), problem.message()))
                .toList();
    }

    private static Map<String, Object> offer(Plan plan) {
        Map<String, Object> offer = new LinkedHashMap<>();
        offer.put("plan", plan.id().value());
        plan.price().ifPresent(price -> offer.put("credits", price.toString()));
        return offer;
    }

    /** A failure. */
    public static Problem of(Failure failure) {
        Problem problem = Problem.of(failure.code(), failure.message());
        if (failure.executionIdOrNull() != null) {
            problem = problem.with("executionId", failure.executionIdOrNull().value())
                    .with("attempts", failure.attempts());
        }
        return failure.retryAfter().map(problem::retryAfter).orElse(problem);
    }

    /** A fault of the engine or its store. */
    public static Problem of(SoukException fault) {
        ErrorCode code = fault.code();
        if (isOurs(fault)) {
            return internal();
        }
        Problem problem = Problem.of(code, String.valueOf(fault.getMessage()));
        return problem.status() == 503 && code.retryable() ? problem.retryAfter(STORE_RETRY) : problem;
    }

    /** Whether a fault is one that is logged here, because the client is not told what it was. */
    public static boolean isOurs(SoukException fault) {
        return fault.code() == ErrorCode.INTERNAL || fault.code() == ErrorCode.CONFIG_INVALID;
    }

    /** What a server that knows nothing but a status has to say. */
    public static Problem ofStatus(int status) {
        Problem problem = switch (status) {
            case 401 -> Problem.of(ErrorCode.UNAUTHENTICATED, "not without credentials");
            case 403 -> Problem.of(ErrorCode.FORBIDDEN, "not allowed");
            case 404 -> Problem.of(ErrorCode.ROUTE_NOT_FOUND, "nothing answers at this address");
            case 405 -> Problem.of(ErrorCode.METHOD_NOT_ALLOWED, "this address does not take this method");
            case 413 -> Problem.of(ErrorCode.PAYLOAD_TOO_LARGE, "the body is too large");
            case 414 -> Problem.of(ErrorCode.MALFORMED_REQUEST, "the address is too long");
            case 415 -> Problem.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "this media type is not taken here");
            case 431 -> Problem.of(ErrorCode.MALFORMED_REQUEST, "the headers are too large");
            case 503 -> Problem.of(ErrorCode.SHUTTING_DOWN, "the server takes no requests now");
            default ->
                status < 500
                        ? Problem.of(ErrorCode.MALFORMED_REQUEST, "the request could not be understood")
                        : internal();
        };
        return problem.withStatus(status);
    }

    /** A fault that is nobody's business but ours. */
    public static Problem internal() {
        return Problem.of(ErrorCode.INTERNAL, "a fault in the server; it was logged");
    }
}
