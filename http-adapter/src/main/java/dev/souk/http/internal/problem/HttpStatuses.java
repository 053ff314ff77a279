package dev.souk.http.internal.problem;

import dev.souk.spi.ErrorCode;

/** Which HTTP status each error code has. The compiler sees to it that none is forgotten. */
public final class HttpStatuses {
    private HttpStatuses() {}

    /** The status of a code. */
    public static int of(ErrorCode code) {
        return switch (code) {
            case MALFORMED_REQUEST, INVALID_INPUT, INVALID_AMOUNT, DEVICE_REQUIRED -> 400;
            case UNAUTHENTICATED -> 401;
            case TRIAL_USED_UP, INSUFFICIENT_CREDITS, BUDGET_EXHAUSTED -> 402;
            case FORBIDDEN, SECOND_PERSON_REQUIRED -> 403;
            case TENANT_NOT_FOUND,
                    PLAN_NOT_FOUND,
                    AGENT_NOT_FOUND,
                    EXECUTION_NOT_FOUND,
                    PUBLISHER_NOT_FOUND,
                    PAYOUT_NOT_FOUND,
                    ACCOUNT_NOT_FOUND,
                    KEY_NOT_FOUND,
                    BUDGET_NOT_FOUND,
                    ROUTE_NOT_FOUND -> 404;
            case METHOD_NOT_ALLOWED -> 405;
            case IDEMPOTENCY_IN_PROGRESS, CONFLICT, NOT_REFUNDABLE, REFUND_EXCEEDS_PAYMENT, INSUFFICIENT_EARNINGS ->
                409;
            case PAYLOAD_TOO_LARGE -> 413;
            case UNSUPPORTED_MEDIA_TYPE -> 415;
            case IDEMPOTENCY_KEY_REUSED -> 422;
            case RATE_LIMITED, TOO_MANY_IN_FLIGHT -> 429;
            case CONFIG_INVALID, INTERNAL -> 500;
            case AGENT_FAILED,
                    AGENT_TEMPORARILY_FAILED,
                    AGENT_RETURNED_NOTHING,
                    AGENT_INVALID_OUTPUT,
                    AGENT_OUTPUT_TOO_LARGE,
                    AGENT_OUT_OF_MEMORY,
                    AGENT_LINKAGE,
                    MODEL_PROVIDER_FAILED,
                    AGENT_DESCRIPTOR_INVALID,
                    PLUGIN_UNREADABLE,
                    PLUGIN_INCOMPATIBLE,
                    PLUGIN_DUPLICATE,
                    PLUGIN_FAILED -> 502;
            case BREAKER_OPEN,
                    NO_WORKER_FREE,
                    NO_UPLOAD_SPACE,
                    SHUTTING_DOWN,
                    CANCELLED,
                    NO_PRICE,
                    STORE_UNAVAILABLE,
                    STORE_OUTCOME_UNKNOWN,
                    STORE_LOCKED,
                    SCHEMA_TOO_NEW,
                    SCHEMA_CORRUPT -> 503;
            case AGENT_TIMEOUT, RESERVATION_EXPIRED -> 504;
        };
    }
}
