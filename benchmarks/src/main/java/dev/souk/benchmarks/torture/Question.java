package dev.souk.benchmarks.torture;

import dev.souk.engine.Souk;
import dev.souk.spi.Credits;
import dev.souk.spi.SoukException;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.PayoutId;
import dev.souk.spi.ledger.TransferId;
import java.util.List;

/** What somebody asks of an engine, in a form that goes through a pipe. Each has an id of its own, so it can be asked again. */
sealed interface Question {
    /** What {@link #ofWords} reads. */
    List<String> words();

    /** Has an engine do it. */
    Answer askOf(Souk souk);

    /** What was asked for, for people who count. */
    default String label() {
        return words().get(0);
    }

    /**
     * The call that goes with a key.
     *
     * @param tenant who pays
     * @param key its idempotency key
     */
    record Call(TenantId tenant, String key) implements Question {
        @Override
        public List<String> words() {
            return List.of("call", tenant.value(), key);
        }

        @Override
        public Answer askOf(Souk souk) {
            return Market.call(souk, tenant, key);
        }
    }

    /**
     * A refund.
     *
     * @param execution of which call
     * @param reference its name among those of the call
     * @param micros how much; 0 for all that is left
     */
    record Refund(ExecutionId execution, String reference, long micros) implements Question {
        @Override
        public List<String> words() {
            return List.of("refund", execution.value(), reference, Long.toString(micros));
        }

        @Override
        public Answer askOf(Souk souk) {
            try {
                return Answer.of(
                        souk.refunds().refund(execution, micros == 0 ? null : Credits.ofMicros(micros), reference, ""));
            } catch (SoukException no) {
                return Answer.of(no);
            }
        }

        /** Under which name it is in the journal. */
        TransferId transfer() {
            return new TransferId("refund/" + execution + "/" + reference);
        }
    }

    /**
     * A payout to the publisher of all agents.
     *
     * @param payout its name
     * @param micros how much
     */
    record RequestPayout(PayoutId payout, long micros) implements Question {
        @Override
        public List<String> words() {
            return List.of("request-payout", payout.value(), Long.toString(micros));
        }

        @Override
        public Answer askOf(Souk souk) {
            try {
                return Answer.of(
                        souk.payouts().request(Worker.PUBLISHER, Credits.ofMicros(micros), "clerk", payout, ""));
            } catch (SoukException no) {
                return Answer.of(no);
            }
        }
    }

    /**
     * A decision over a payout.
     *
     * @param payout over which
     * @param approved whether it is paid out
     * @param by who decides
     */
    record DecidePayout(PayoutId payout, boolean approved, String by) implements Question {
        @Override
        public List<String> words() {
            return List.of("decide-payout", payout.value(), Boolean.toString(approved), by);
        }

        @Override
        public Answer askOf(Souk souk) {
            try {
                return Answer.of(
                        approved
                                ? souk.payouts().approve(payout, by, "")
                                : souk.payouts().reject(payout, by, ""));
            } catch (SoukException no) {
                return Answer.of(no);
            }
        }
    }

    /** What {@link #words} said. */
    static Question ofWords(List<String> words) {
        return switch (words.get(0)) {
            case "call" -> new Call(new TenantId(words.get(1)), words.get(2));
            case "refund" -> new Refund(new ExecutionId(words.get(1)), words.get(2), Long.parseLong(words.get(3)));
            case "request-payout" -> new RequestPayout(new PayoutId(words.get(1)), Long.parseLong(words.get(2)));
            case "decide-payout" ->
                new DecidePayout(new PayoutId(words.get(1)), Boolean.parseBoolean(words.get(2)), words.get(3));
            default -> throw new IllegalArgumentException("nobody asks " + words);
        };
    }
}
