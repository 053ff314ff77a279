package dev.souk.benchmarks.torture;

import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Failure;
import dev.souk.engine.call.PayoutReceipt;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.call.RefundReceipt;
import dev.souk.engine.call.Refusal;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import java.util.List;

/**
 * What somebody was told who asked a {@link Question}, in a form that goes through a pipe.
 *
 * @param kind what sort of answer
 * @param id of the execution, the refund's transfer, or the payout; empty if there is none
 * @param micros what was charged, given back, or asked for to be paid out
 * @param code what went wrong; empty for a receipt
 * @param detail which run of the agent it is of, or where the payout stands; empty unless it is a receipt
 */
record Answer(Kind kind, String id, long micros, String code, String detail) {
    /** The sorts of answers. */
    enum Kind {
        /** Done. */
        RECEIPT,
        /** Refused; nothing was done. */
        REFUSED,
        /** Failed, and not charged. */
        FAILED,
        /** Nobody knows whether it was done. */
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

    static Answer of(RefundReceipt receipt) {
        return new Answer(
                Kind.RECEIPT,
                receipt.refund().transfer().value(),
                receipt.refund().amount().micros(),
                "",
                "");
    }

    static Answer of(PayoutReceipt receipt) {
        return new Answer(
                Kind.RECEIPT,
                receipt.payout().id().value(),
                receipt.payout().amount().micros(),
                "",
                receipt.payout().state().name());
    }

    static Answer of(SoukException fault) {
        Kind kind = switch (fault.code()) {
            case STORE_OUTCOME_UNKNOWN -> Kind.UNKNOWN;
            case STORE_UNAVAILABLE, CANCELLED -> Kind.FAILED;
            default -> Kind.REFUSED;
        };
        return new Answer(kind, "", 0, fault.code().id(), "");
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
        return List.of(kind.name(), id, Long.toString(micros), code, detail);
    }

    static Answer ofWords(List<String> words) {
        return new Answer(
                Kind.valueOf(words.get(0)), words.get(1), Long.parseLong(words.get(2)), words.get(3), words.get(4));
    }

    /** Whether the same call will always get this answer. */
    boolean isFinal() {
        return kind == Kind.RECEIPT || (kind == Kind.FAILED && !id.isEmpty());
    }

    /** Whether it says that this question did nothing at all. */
    boolean saysNothingDone() {
        return kind == Kind.REFUSED || (kind == Kind.FAILED && id.isEmpty());
    }
}
