package dev.souk.benchmarks.torture.simulation;

import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Failure;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.call.Refusal;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.ledger.ExecutionId;

/**
 * What a caller was told.
 *
 * @param kind what sort of answer
 * @param execution its execution's id; empty if it has none
 * @param micros what was charged
 * @param code what went wrong; empty for a receipt
 * @param run which run of the agent the answer is of; empty unless it is a receipt
 * @param message the same for people
 */
record Told(Kind kind, String execution, long micros, String code, String run, String message) {
    /** The sorts of answers. */
    enum Kind {
        /** Done and paid. */
        RECEIPT,
        /** Refused; nothing was done. */
        REFUSED,
        /** Failed, and not charged. */
        FAILED,
        /** Nobody knows whether it was charged. */
        UNKNOWN,
        /** The call with this key runs. */
        RUNNING,
        /** There was no answer: who should have given it is gone. */
        GONE
    }

    static final Told GONE = new Told(Kind.GONE, "", 0, "", "", "");

    static Told of(CallResult result) {
        if (result instanceof Receipt receipt) {
            return new Told(
                    Kind.RECEIPT,
                    receipt.executionId().value(),
                    receipt.charge().micros(),
                    "",
                    String.valueOf(receipt.output().get("run")),
                    receipt.replayed() ? "again" : "");
        }
        if (result instanceof Failure failure) {
            String execution = failure.executionId().map(ExecutionId::value).orElse("");
            Kind kind = failure.code() == ErrorCode.STORE_OUTCOME_UNKNOWN ? Kind.UNKNOWN : Kind.FAILED;
            return new Told(kind, execution, 0, failure.code().id(), "", failure.message());
        }
        Refusal refusal = (Refusal) result;
        boolean running = refusal instanceof Refusal.StillRunning;
        return new Told(
                running ? Kind.RUNNING : Kind.REFUSED, "", 0, refusal.code().id(), "", refusal.message());
    }

    /** What was told, for people who count. */
    String label() {
        return switch (kind) {
            case RECEIPT -> message.isEmpty() ? "told: done and paid" : "told: done and paid, again";
            case REFUSED, FAILED, RUNNING -> "told: " + code;
            case UNKNOWN -> "told: nobody knows yet";
            case GONE -> "told: nothing";
        };
    }

    /** Whether the agent found the input wrong: the call was admitted, and ended without a charge. */
    boolean isInvalidInput() {
        return code.equals(ErrorCode.INVALID_INPUT.id());
    }

    /** Whether the same question will always get this answer. */
    boolean isFinal() {
        return kind == Kind.RECEIPT || (kind == Kind.FAILED && !execution.isEmpty()) || isInvalidInput();
    }

    /** Whether it says that this question did nothing at all. */
    boolean saysNothingDone() {
        return !isInvalidInput() && (kind == Kind.REFUSED || (kind == Kind.FAILED && execution.isEmpty()));
    }

    /** Whether asking again soon makes sense. */
    boolean isPassing() {
        return !isFinal() && (kind != Kind.REFUSED || code.equals(ErrorCode.SHUTTING_DOWN.id()));
    }
}
