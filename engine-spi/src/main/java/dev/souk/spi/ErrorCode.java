package dev.souk.spi;

import java.util.Locale;

/**
 * The stable name of everything that can go wrong, with who is to blame and whether asking again can help.
 *
 * <p>{@link #id()} is part of the public contract: it appears in HTTP problems, in execution records and in logs, and is
 * never renamed. New codes may be added, so readers treat an unknown one by its {@link Blame}.
 *
 * @since 0.1
 */
public enum ErrorCode {
    /** The request could not be read at all: not JSON, not multipart, broken encoding. */
    MALFORMED_REQUEST(Blame.CALLER, false),
    /** The input does not fit the agent's input schema, or the agent itself found it wrong. */
    INVALID_INPUT(Blame.CALLER, false),
    /** An amount of credits that is not positive, too large, or not a plain decimal with at most six places. */
    INVALID_AMOUNT(Blame.CALLER, false),
    /** The body or an attachment is larger than the engine takes. */
    PAYLOAD_TOO_LARGE(Blame.CALLER, false),
    /** The body has a media type that is not understood here. */
    UNSUPPORTED_MEDIA_TYPE(Blame.CALLER, false),
    /** No credentials, or credentials that nobody issued. */
    UNAUTHENTICATED(Blame.CALLER, false),
    /** Known, but not allowed to do this. */
    FORBIDDEN(Blame.CALLER, false),
    /** Nobody registered this tenant. */
    TENANT_NOT_FOUND(Blame.CALLER, false),
    /** No plan has this id. */
    PLAN_NOT_FOUND(Blame.CALLER, false),
    /** No agent, or no such version of it, is in the catalog. */
    AGENT_NOT_FOUND(Blame.CALLER, false),
    /** No execution with this id belongs to the caller. */
    EXECUTION_NOT_FOUND(Blame.CALLER, false),
    /** No publisher with this name has earned anything. */
    PUBLISHER_NOT_FOUND(Blame.CALLER, false),
    /** No payout with this id was requested. */
    PAYOUT_NOT_FOUND(Blame.CALLER, false),
    /** Nothing was ever posted to an account with this id. */
    ACCOUNT_NOT_FOUND(Blame.CALLER, false),
    /** No API key with this id was issued. */
    KEY_NOT_FOUND(Blame.CALLER, false),
    /** Nothing answers at this address. */
    ROUTE_NOT_FOUND(Blame.CALLER, false),
    /** The address exists, but not for this HTTP method. */
    METHOD_NOT_ALLOWED(Blame.CALLER, false),
    /** A trial call must name its device. */
    DEVICE_REQUIRED(Blame.CALLER, false),
    /** The trial of the user or of the device is used up. */
    TRIAL_USED_UP(Blame.CALLER, false),
    /** The tenant's credits do not cover what the call may cost. */
    INSUFFICIENT_CREDITS(Blame.CALLER, false),
    /** A budget of the key, the user or the tenant does not cover what the call may cost; it may renew. */
    BUDGET_EXHAUSTED(Blame.CALLER, true),
    /** The holder has no budget of this period. */
    BUDGET_NOT_FOUND(Blame.CALLER, false),
    /** The idempotency key was used before with another input. */
    IDEMPOTENCY_KEY_REUSED(Blame.CALLER, false),
    /** The call with this idempotency key is still running. */
    IDEMPOTENCY_IN_PROGRESS(Blame.CALLER, true),
    /** The call has paid nothing that could be given back: it runs, failed, was free or on trial. */
    NOT_REFUNDABLE(Blame.CALLER, false),
    /** The refunds of a call would be more than it has paid. */
    REFUND_EXCEEDS_PAYMENT(Blame.CALLER, false),
    /** Less is payable to the publisher than was asked for. */
    INSUFFICIENT_EARNINGS(Blame.CALLER, false),
    /** A payout is approved by another person than the one who requested it. */
    SECOND_PERSON_REQUIRED(Blame.CALLER, false),
    /** Something with this id exists already and differs. */
    CONFLICT(Blame.CALLER, false),
    /** The caller went away, or cancelled the call. */
    CANCELLED(Blame.CALLER, true),

    /** A sliding-window limit is reached. */
    RATE_LIMITED(Blame.CAPACITY, true),
    /** Too many calls are in flight at once. */
    TOO_MANY_IN_FLIGHT(Blame.CAPACITY, true),
    /** The agent failed too often lately; its breaker is open. */
    BREAKER_OPEN(Blame.CAPACITY, true),
    /** Every worker is busy. */
    NO_WORKER_FREE(Blame.CAPACITY, true),
    /** The disk space for the attachments of all running calls is taken. */
    NO_UPLOAD_SPACE(Blame.CAPACITY, true),
    /** The engine is closing and takes no new calls. */
    SHUTTING_DOWN(Blame.CAPACITY, true),

    /** The agent threw something that it did not announce as passing. */
    AGENT_FAILED(Blame.AGENT, false),
    /** The agent said that this fault is passing, or an I/O fault reached the engine. */
    AGENT_TEMPORARILY_FAILED(Blame.AGENT, true),
    /** The agent did not answer within its time. */
    AGENT_TIMEOUT(Blame.AGENT, true),
    /** The agent answered with nothing. */
    AGENT_RETURNED_NOTHING(Blame.AGENT, false),
    /** The agent's output breaks its own output schema. */
    AGENT_INVALID_OUTPUT(Blame.AGENT, false),
    /** The agent's output is larger than the engine keeps. */
    AGENT_OUTPUT_TOO_LARGE(Blame.AGENT, false),
    /** The agent ran out of memory or stack. */
    AGENT_OUT_OF_MEMORY(Blame.AGENT, false),
    /** A class or a native library that the agent needs is missing or does not fit. */
    AGENT_LINKAGE(Blame.AGENT, false),
    /** The agent's model provider failed. */
    MODEL_PROVIDER_FAILED(Blame.AGENT, true),
    /** The agent says of itself no valid thing: id, schema, pricing or limits. */
    AGENT_DESCRIPTOR_INVALID(Blame.AGENT, false),
    /** Not a plugin, or a damaged one. */
    PLUGIN_UNREADABLE(Blame.AGENT, false),
    /** A plugin that needs another version of the SPI. */
    PLUGIN_INCOMPATIBLE(Blame.AGENT, false),
    /** The same agent and version are loaded already. */
    PLUGIN_DUPLICATE(Blame.AGENT, false),
    /** A plugin that failed while it was started. */
    PLUGIN_FAILED(Blame.AGENT, false),

    /** The agent or the plan has no price; nothing is free unless it says so. */
    NO_PRICE(Blame.ENGINE, false),
    /** The store cannot be reached; nothing was written. */
    STORE_UNAVAILABLE(Blame.ENGINE, true),
    /** The store went away while it was writing; the write may or may not have happened. */
    STORE_OUTCOME_UNKNOWN(Blame.ENGINE, true),
    /** Another engine holds this database. */
    STORE_LOCKED(Blame.ENGINE, false),
    /** The database's schema is newer than this engine. */
    SCHEMA_TOO_NEW(Blame.ENGINE, false),
    /** The database is damaged, altered, or not Souk's. */
    SCHEMA_CORRUPT(Blame.ENGINE, false),
    /** The call outlived its reservation and was given up; nothing was charged. */
    RESERVATION_EXPIRED(Blame.ENGINE, true),
    /** The engine's settings contradict each other or name what is not there. */
    CONFIG_INVALID(Blame.ENGINE, false),
    /** A fault in the engine itself. */
    INTERNAL(Blame.ENGINE, false);

    private final Blame blame;
    private final boolean retryable;
    private final String id;

    ErrorCode(Blame blame, boolean retryable) {
        this.blame = blame;
        this.retryable = retryable;
        this.id = name().toLowerCase(Locale.ROOT);
    }

    /** Who has to act. */
    public Blame blame() {
        return blame;
    }

    /** Whether the same request may succeed later without anybody changing anything. */
    public boolean retryable() {
        return retryable;
    }

    /** The stable public name, in lower snake case: {@code trial_used_up}. */
    public String id() {
        return id;
    }

    /**
     * The code with this public name.
     *
     * @param id a name as {@link #id()} gives it
     * @return the code
     * @throws IllegalArgumentException if no code has this name
     */
    public static ErrorCode ofId(String id) {
        for (ErrorCode code : values()) {
            if (code.id.equals(id)) {
                return code;
            }
        }
        throw new IllegalArgumentException("no error code is named '" + id + "'");
    }
}
