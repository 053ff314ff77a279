package dev.souk.benchmarks.torture;

import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Failure;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.call.Refusal;
import dev.souk.spi.ErrorCode;
import java.util.List;

/**
 * What a caller was told, in a form that goes through a pipe.
 *
 * @param kind what sort of answer
 * @param execution its execution's id; empty if it has none
 * @param micros what was charged
 * @param code what went wrong; empty for a receipt
 * @param run which run of the agent it is of; empty unless it is a receipt
 */
record Answer(Kind kind, String execution, long micros, String code, String run) {
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

    static final Answer GONE = new Answer(Kind.GONE, "", 0, "", "");

    static Answer of(CallResult result) {
        if (result instanceof Receipt receipt) {
            return new Answer(
                    Kind.RECEIPT,
                    receipt.executionId().value(),
                    receipt.charge().micros(),
                    "",
                    String.valueOf(receipt.output().get("run")));
        }
        if (result instanceof Failure failure) {
            String execution = failure.executionId().map(id -> id.value()).orElse("");
            Kind kind = failure.code() == ErrorCode.STORE_OUTCOME_UNKNOWN ? Kind.UNKNOWN : Kind.FAILED;
            return new Answer(kind, execution, 0, failure.code().id(), "");
        }
        ErrorCode code = ((Refusal) result).code();
        return new Answer(
                code == ErrorCode.IDEMPOTENCY_IN_PROGRESS ? Kind.RUNNING : Kind.REFUSED, "", 0, code.id(), "");
    }

    /** What was told, for people who count. */
    String label() {
        return switch (kind) {
            case RECEIPT -> "told done and paid";
            case REFUSED, FAILED, RUNNING -> "told " + code;
            case UNKNOWN -> "told that nobody knows yet";
            case GONE -> "told nothing";
        };
    }

    List<String> words() {
        return List.of(kind.name(), execution, Long.toString(micros), code, run);
    }

    static Answer ofWords(List<String> words) {
        return new Answer(
                Kind.valueOf(words.get(0)), words.get(1), Long.parseLong(words.get(2)), words.get(3), words.get(4));
    }

    /** Whether the same question will always get this answer. */
    boolean isFinal() {
        return kind == Kind.RECEIPT || (kind == Kind.FAILED && !execution.isEmpty());
    }

    /** Whether it says that this question did nothing at all. */
    boolean saysNothingDone() {
        return kind == Kind.REFUSED || (kind == Kind.FAILED && execution.isEmpty());
    }
}
