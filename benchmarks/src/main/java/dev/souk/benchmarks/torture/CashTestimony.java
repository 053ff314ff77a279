package dev.souk.benchmarks.torture;

import dev.souk.engine.Souk;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.PayoutId;
import dev.souk.spi.ledger.StatementLine;
import dev.souk.spi.ledger.TransferId;
import dev.souk.spi.ledger.TransferKind;
import dev.souk.spi.store.Payout;
import dev.souk.spi.store.PayoutQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What those were told who asked for refunds to one tenant and for payouts that are named after it, held against what the books say.
 *
 * <p>Thread-safe while answers come in; they have all come when it is held against the books.
 */
final class CashTestimony {
    private static final int PAGE = 1_000;

    private final TenantId tenant;
    private final Map<Question, Queue<Answer>> told = new ConcurrentHashMap<>();

    /** Nobody was told anything yet. */
    CashTestimony(TenantId tenant) {
        this.tenant = tenant;
    }

    /**
     * What became of a publisher's money, in micros.
     *
     * @param earned its shares of calls, less what it gave back of them
     * @param waiting what is set aside for payouts over which nobody has decided
     * @param paidOut what was paid out
     */
    record Sums(long earned, long waiting, long paidOut) {
        static final Sums NONE = new Sums(0, 0, 0);

        Sums plus(Sums other) {
            return new Sums(earned + other.earned, waiting + other.waiting, paidOut + other.paidOut);
        }
    }

    /** What the books say: refunds by their names, what was refunded of each call, and payouts. */
    private record Books(
            Map<TransferId, Long> refunds, Map<ExecutionId, Long> refunded, Map<PayoutId, Payout> payouts) {}

    /** What the books have under a question's id, and whether it is what was asked for. */
    private record Found(long micros, boolean asAsked, Object what) {
        static Found of(Payout payout, boolean asAsked) {
            return new Found(payout.amount().micros(), asAsked, payout);
        }
    }

    /** The name of a payout that belongs to this testimony. */
    PayoutId payout(String name) {
        return new PayoutId(tenant + "-" + name);
    }

    /** Somebody was told this. */
    void told(Question question, Answer answer) {
        told.computeIfAbsent(question, any -> new ConcurrentLinkedQueue<>()).add(answer);
    }

    /** Counts what was told, by what was asked for. */
    void countInto(Findings findings) {
        told.forEach((question, answers) ->
                answers.forEach(answer -> findings.count(question.label() + ": " + answer.label())));
    }

    /**
     * Has everybody who got no answer ask a second time, which gives one.
     *
     * @return where it did not
     */
    List<String> askAgain(Souk souk) {
        List<String> wrong = new ArrayList<>();
        told.forEach((question, answers) -> {
            if (answers.stream().allMatch(CashTestimony::isOpen)) {
                Answer answer = question.askOf(souk);
                answers.add(answer);
                if (isOpen(answer)) {
                    wrong.add(question + " was asked again and told " + answer);
                }
            }
        });
        return wrong;
    }

    private static boolean isOpen(Answer answer) {
        return answer.kind() != Answer.Kind.RECEIPT && answer.kind() != Answer.Kind.REFUSED;
    }

    /** What was told and is not so, and what does not add up. */
    List<String> contradictions(Souk souk) {
        Books books = books(souk);
        List<String> wrong = new ArrayList<>();
        told.forEach((question, answers) -> compare(question, answers, books, wrong));
        requireAsked(books, wrong);
        books.refunded().forEach((call, sum) -> {
            if (sum > Market.CALL.micros()) {
                wrong.add(call + " was refunded " + sum + " micros and has cost " + Market.CALL.micros());
            }
        });
        for (Payout payout : books.payouts().values()) {
            long setAside = payout.decision().isPresent() ? 0 : payout.amount().micros();
            long posted = balance(souk, AccountId.of(payout.id()));
            if (posted != setAside) {
                wrong.add(payout + " has " + posted + " micros set aside");
            }
        }
        return wrong;
    }

    private Books books(Souk souk) {
        Books books = new Books(new HashMap<>(), new HashMap<>(), new HashMap<>());
        for (StatementLine line : Testimony.lines(souk, tenant)) {
            if (line.kind() == TransferKind.REFUND) {
                books.refunds().put(line.transfer(), line.posting().amount());
                books.refunded()
                        .merge(line.execution().orElseThrow(), line.posting().amount(), Long::sum);
            }
        }
        payouts(souk).forEach(payout -> books.payouts().put(payout.id(), payout));
        return books;
    }

    /** The newest ones first, so that those of other testimonies end the search. */
    private List<Payout> payouts(Souk souk) {
        List<Payout> all = new ArrayList<>();
        PayoutId before = null;
        List<Payout> own;
        do {
            own = souk.payouts().list(new PayoutQuery(Worker.PUBLISHER, null, before, PAGE)).stream()
                    .filter(payout -> payout.id().value().startsWith(tenant + "-"))
                    .toList();
            all.addAll(own);
            before = own.isEmpty() ? null : own.get(own.size() - 1).id();
        } while (own.size() == PAGE);
        return all;
    }

    private static void compare(Question question, Queue<Answer> answers, Books books, List<String> wrong) {
        Found found = found(question, books);
        String said = ", and the books say " + (found == null ? "nothing" : found.what());
        boolean done = found != null && found.asAsked();
        boolean mayBeDone = false;
        for (Answer answer : answers) {
            mayBeDone |= !answer.saysNothingDone();
            boolean right = isOpen(answer)
                    || (answer.kind() == Answer.Kind.RECEIPT
                            ? found != null && done && found.micros() == answer.micros()
                            : !done);
            if (!right) {
                wrong.add(question + " was told " + answer + said);
            }
        }
        if (done && !mayBeDone) {
            wrong.add(question + " was told only that nothing was done" + said);
        }
    }

    private static @Nullable Found found(Question question, Books books) {
        if (question instanceof Question.Refund refund) {
            Long given = books.refunds().get(refund.transfer());
            return given == null ? null : new Found(given, refund.micros() == 0 || refund.micros() == given, given);
        }
        if (question instanceof Question.RequestPayout request) {
            Payout payout = books.payouts().get(request.payout());
            return payout == null ? null : Found.of(payout, payout.amount().micros() == request.micros());
        }
        Question.DecidePayout decide = (Question.DecidePayout) question;
        Payout payout = books.payouts().get(decide.payout());
        return payout == null ? null : Found.of(payout, isDecided(payout, decide));
    }

    private static boolean isDecided(Payout payout, Question.DecidePayout how) {
        return payout.decision()
                .filter(made -> made.approved() == how.approved() && made.by().equals(how.by()))
                .isPresent();
    }

    private void requireAsked(Books books, List<String> wrong) {
        for (TransferId transfer : books.refunds().keySet()) {
            requireAsked(
                    transfer,
                    question -> question instanceof Question.Refund refund
                            && refund.transfer().equals(transfer),
                    wrong);
        }
        for (Payout payout : books.payouts().values()) {
            requireAsked(
                    payout,
                    question -> question instanceof Question.RequestPayout request
                            && request.payout().equals(payout.id()),
                    wrong);
            if (payout.decision().isPresent()) {
                requireAsked(
                        payout.decision(),
                        question -> question instanceof Question.DecidePayout decide
                                && decide.payout().equals(payout.id())
                                && isDecided(payout, decide),
                        wrong);
            }
        }
    }

    private void requireAsked(Object what, Predicate<Question> isFor, List<String> wrong) {
        if (told.keySet().stream().noneMatch(isFor)) {
            wrong.add(what + " is there, and nobody asked for it");
        }
    }

    /** What the publisher got by this tenant's calls, and what became of it by these payouts. */
    Sums sums(Souk souk) {
        long calls = Testimony.lines(souk, tenant).stream()
                .filter(line -> line.kind() == TransferKind.CALL)
                .count();
        Books books = books(souk);
        long givenBack = books.refunded().values().stream()
                .mapToLong(sum -> sum * Market.SHARE.micros() / Market.CALL.micros())
                .sum();
        Sums sums = new Sums(calls * Market.SHARE.micros() - givenBack, 0, 0);
        for (Payout payout : books.payouts().values()) {
            long amount = payout.amount().micros();
            sums = sums.plus(
                    switch (payout.state()) {
                        case REQUESTED -> new Sums(0, amount, 0);
                        case APPROVED -> new Sums(0, 0, amount);
                        case REJECTED -> Sums.NONE;
                    });
        }
        return sums;
    }

    /**
     * What does not add up of all that was ever earned and paid out in these books.
     *
     * @param souk an engine on the books; nothing runs any more
     * @param sums of all testimonies and what there was before, together
     */
    static List<String> contradictions(Souk souk, Sums sums) {
        List<String> wrong = new ArrayList<>();
        long late = -balance(souk, AccountId.PLATFORM_COSTS) / Market.CALL.micros() * Market.SHARE.micros();
        long due = sums.earned() + late - sums.waiting() - sums.paidOut();
        long has = balance(souk, AccountId.earningsOf(Worker.PUBLISHER))
                + balance(souk, AccountId.payableTo(Worker.PUBLISHER));
        if (has != due) {
            wrong.add("the publisher has " + has + " micros, and what it earned less its payouts is " + due);
        }
        long out = balance(souk, AccountId.PLATFORM_PAYOUTS);
        if (out != sums.paidOut()) {
            wrong.add(out + " micros were paid out, and payouts of " + sums.paidOut() + " were approved");
        }
        return wrong;
    }

    private static long balance(Souk souk, AccountId account) {
        return souk.credits().account(account).map(Account::posted).orElse(0L);
    }
}
