package dev.souk.benchmarks.torture;

import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.PayoutId;
import java.util.concurrent.ExecutionException;

/**
 * What each caller does while an engine lives: calls, and in between gives calls back in two parts, and asks for payouts, over which it
 * decides. Two neighbours ask for the same payouts at the same time, and may decide otherwise.
 */
final class KillCaller {
    private static final int KINDS = 3;
    private static final int MOST_OF_A_PART = 10_000;
    private static final int MOST_OF_A_PAYOUT = 1_000;

    private final EngineProcess process;
    private final Testimony calls;
    private final CashTestimony cash;
    private final Runnable answered;
    private final int number;

    /**
     * A caller who has not begun.
     *
     * @param process whom it asks
     * @param calls where it writes down what it was told of calls
     * @param cash where it writes down what it was told of refunds and payouts
     * @param answered told of each call that was answered
     * @param number its own
     */
    KillCaller(EngineProcess process, Testimony calls, CashTestimony cash, Runnable answered, int number) {
        this.process = process;
        this.calls = calls;
        this.cash = cash;
        this.answered = answered;
        this.number = number;
    }

    /** Goes on until the engine is gone. */
    void run() throws InterruptedException, ExecutionException {
        boolean goesOn = true;
        for (int i = 0; goesOn; i++) {
            String key = number + "-" + i;
            Answer answer = process.ask(new Question.Call(calls.tenant(), key)).get();
            calls.told(key, answer);
            if (answer.kind() == Answer.Kind.GONE) {
                return;
            }
            answered.run();
            if (i % KINDS == 0 && answer.kind() == Answer.Kind.RECEIPT) {
                goesOn = giveBack(new ExecutionId(answer.id()));
            } else if (i % KINDS == 1) {
                goesOn = payOut(i);
            }
        }
    }

    /** A part and then the rest, and says whether the engine is still there. */
    private boolean giveBack(ExecutionId call) throws InterruptedException, ExecutionException {
        int part = 1 + Math.floorMod(call.hashCode(), MOST_OF_A_PART);
        return ask(new Question.Refund(call, "part", part)).kind() != Answer.Kind.GONE
                && ask(new Question.Refund(call, "rest", 0)).kind() != Answer.Kind.GONE;
    }

    /** Requests one and decides over it, and says whether the engine is still there. */
    private boolean payOut(int turn) throws InterruptedException, ExecutionException {
        PayoutId payout = cash.payout(number / 2 + "-" + turn);
        Answer requested =
                ask(new Question.RequestPayout(payout, 1L + Math.floorMod(payout.hashCode(), MOST_OF_A_PAYOUT)));
        if (requested.kind() != Answer.Kind.RECEIPT) {
            return requested.kind() != Answer.Kind.GONE;
        }
        boolean approved = Math.floorMod(payout.hashCode() + number, KINDS) != 0;
        return ask(new Question.DecidePayout(payout, approved, "person" + number))
                        .kind()
                != Answer.Kind.GONE;
    }

    private Answer ask(Question question) throws InterruptedException, ExecutionException {
        Answer answer = process.ask(question).get();
        cash.told(question, answer);
        return answer;
    }
}
