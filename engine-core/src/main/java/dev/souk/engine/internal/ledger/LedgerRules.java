package dev.souk.engine.internal.ledger;

import dev.souk.engine.internal.ledger.LedgerCommand.Admit;
import dev.souk.engine.internal.ledger.LedgerCommand.Allowance;
import dev.souk.engine.internal.ledger.LedgerCommand.DecidePayout;
import dev.souk.engine.internal.ledger.LedgerCommand.End;
import dev.souk.engine.internal.ledger.LedgerCommand.Expire;
import dev.souk.engine.internal.ledger.LedgerCommand.Mature;
import dev.souk.engine.internal.ledger.LedgerCommand.Move;
import dev.souk.engine.internal.ledger.LedgerCommand.Opening;
import dev.souk.engine.internal.ledger.LedgerCommand.Reclaim;
import dev.souk.engine.internal.ledger.LedgerCommand.Refund;
import dev.souk.engine.internal.ledger.LedgerCommand.RequestPayout;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.Leg;
import dev.souk.spi.ledger.PayoutId;
import dev.souk.spi.ledger.Posting;
import dev.souk.spi.ledger.Transfer;
import dev.souk.spi.ledger.TransferId;
import dev.souk.spi.ledger.TransferKind;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.IdempotencyKey;
import dev.souk.spi.store.LedgerChanges;
import dev.souk.spi.store.Payout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the ledger: a pure function from loaded state, commands and a time to outcomes and changes. It reads no clock, no
 * store and no chance, so the same arguments always give the same answer, and every store obeys the same rules.
 *
 * <p>The commands of a batch are decided one after another, each seeing what those before it did. A command that is not done
 * leaves no trace, whatever stands before or behind it. For every batch:
 *
 * <ul>
 *   <li>the postings of each transfer sum to zero for each unit;
 *   <li>what is available on a guarded account is never negative, and what is held is the sum of the legs of its running
 *       executions;
 *   <li>an execution leaves {@code RUNNING} once; a payment takes no more from an account than was set aside on it;
 *   <li>what is used and held of a budget is together no more than the amount it had when the last call was admitted;
 *   <li>an idempotency key admits one execution, and a transfer id makes one transfer;
 *   <li>the refunds of a call are in sum no more than it has paid, and a whole refund, in however many parts, takes from each who
 *       got a share exactly that share;
 *   <li>a payout is decided once, and approved by another person than the one who requested it.
 * </ul>
 *
 * <p>Reserving before and settling after is the two-phase transfer of payment systems; see the glossary for how others name it.
 */
public final class LedgerRules {
    private final LedgerState state;
    private final Instant now;
    /** What the batch has made of the state so far; looked at before the state itself. */
    private final Map<AccountId, Account> accounts = new LinkedHashMap<>();

    private final Set<AccountId> opened = new LinkedHashSet<>();
    private final Map<ExecutionId, Execution> admitted = new LinkedHashMap<>();
    private final Map<IdempotencyKey, Execution> admittedByKey = new HashMap<>();
    private final Map<ExecutionId, Execution> ended = new LinkedHashMap<>();
    private final Map<TransferId, Transfer> transfers = new LinkedHashMap<>();
    private final Map<PayoutId, Payout> requested = new LinkedHashMap<>();
    private final Map<PayoutId, Payout> decided = new LinkedHashMap<>();

    /**
     * What a batch comes to.
     *
     * @param outcomes one for each command, in the same order
     * @param changes what to write for all of them
     */
    public record Decision(List<LedgerOutcome> outcomes, LedgerChanges changes) {}

    private LedgerRules(LedgerState state, Instant now) {
        this.state = state;
        this.now = now;
    }

    /**
     * Decides a batch.
     *
     * @param state everything the commands name, as far as it is there
     * @param commands what to do, in order
     * @param now the time to record
     */
    public static Decision decide(LedgerState state, List<? extends LedgerCommand> commands, Instant now) {
        LedgerRules batch = new LedgerRules(state, now);
        List<LedgerOutcome> outcomes = new ArrayList<>(commands.size());
        for (LedgerCommand command : commands) {
            outcomes.add(batch.decide(command));
        }
        return new Decision(outcomes, batch.changes());
    }

    private LedgerOutcome decide(LedgerCommand command) {
        Draft draft = new Draft();
        LedgerOutcome outcome;
        try {
            if (command instanceof Admit admit) {
                outcome = admit(admit, draft);
            } else if (command instanceof End end) {
                outcome = end(end, draft);
            } else if (command instanceof Expire expire) {
                outcome = expire(expire, draft);
            } else if (command instanceof Move move) {
                outcome = move(move, draft);
            } else if (command instanceof Refund refund) {
                outcome = refund(refund, draft);
            } else if (command instanceof Mature mature) {
                outcome = mature(mature, draft);
            } else if (command instanceof RequestPayout request) {
                outcome = request(request, draft);
            } else if (command instanceof Reclaim reclaim) {
                outcome = reclaim(reclaim, draft);
            } else {
                outcome = decide((DecidePayout) command, draft);
            }
        } catch (ArithmeticException | IllegalArgumentException broken) {
            return new LedgerOutcome.Rejected(String.valueOf(broken.getMessage()));
        }
        draft.keep();
        return outcome;
    }

    private LedgerOutcome admit(Admit admit, Draft draft) {
        Execution execution = admit.execution();
        if (!execution.isRunning() || admitted.containsKey(execution.id())) {
            return new LedgerOutcome.Rejected(execution.id() + " cannot be admitted again");
        }
        Execution before = state.executions().get(execution.id());
        if (before != null) {
            return admittedBefore(before, execution);
        }
        Execution known = execution.key().map(this::withKey).orElse(null);
        if (known != null) {
            return new LedgerOutcome.KeyKnown(known);
        }
        for (Opening opening : admit.openings()) {
            if (draft.find(opening.account()) == null) {
                draft.transfer(
                        new TransferId("open/" + opening.account()),
                        TransferKind.TRIAL,
                        now,
                        null,
                        "",
                        List.of(
                                new Leg(opening.account(), opening.grant()),
                                new Leg(opening.from(), -opening.grant())));
            }
        }
        admit.allowances().forEach(allowance -> fill(allowance, draft));
        for (Leg leg : execution.reservation().legs()) {
            Account account = draft.account(leg.account());
            long available = Math.min(account.available(), allowed(admit.allowances(), account, draft));
            if (available < leg.amount()) {
                draft.drop();
                return new LedgerOutcome.Insufficient(leg.account(), available, leg.amount());
            }
            draft.put(account.withHeld(Math.addExact(account.held(), leg.amount())));
        }
        draft.execution = execution;
        return new LedgerOutcome.Admitted(execution);
    }

    /** A try before this one was written, and its reply lost. Since then others may have taken the call over, or ended it. */
    private static LedgerOutcome admittedBefore(Execution before, Execution asked) {
        if (!before.reservation().legs().equals(asked.reservation().legs())) {
            return new LedgerOutcome.Rejected(asked.id() + " was admitted otherwise");
        }
        boolean held = before.isRunning()
                && before.reservation().epoch() == asked.reservation().epoch();
        return held ? new LedgerOutcome.Admitted(before) : new LedgerOutcome.NotHeld(before);
    }

    /**
     * Grants what is missing to the amount of a budget, all of it in the first call of a period. That call opens both accounts: what is
     * not there cannot be locked, so a call that found the one without the other could miss what was used meanwhile. Of two calls that
     * find neither, the second collides with the first, and looks again.
     */
    private void fill(Allowance allowance, Draft draft) {
        if (draft.find(allowance.used()) == null) {
            draft.put(Account.empty(allowance.used()));
        }
        Account left = draft.account(allowance.account());
        long granted =
                Math.addExact(left.posted(), draft.account(allowance.used()).posted());
        long missing = Math.subtractExact(allowance.amount(), granted);
        if (missing > 0) {
            draft.transfer(
                    numbered("budget/", left),
                    TransferKind.BUDGET,
                    now,
                    null,
                    "",
                    List.of(new Leg(left.id(), missing), new Leg(AccountId.BUDGET_ISSUED, -missing)));
        }
    }

    /** What a budget still allows, if there is one of this account. */
    private static long allowed(List<Allowance> allowances, Account account, Draft draft) {
        for (Allowance allowance : allowances) {
            if (allowance.account().equals(account.id())) {
                long used = draft.account(allowance.used()).posted();
                return Math.max(0, allowance.amount() - Math.addExact(used, account.held()));
            }
        }
        return Long.MAX_VALUE;
    }

    /** A name for the next transfer of an account that is locked, which nobody else can use. */
    private static TransferId numbered(String prefix, Account account) {
        return new TransferId(prefix + account.id() + "/" + (account.sequence() + 1));
    }

    private LedgerOutcome end(End end, Draft draft) {
        Execution execution = execution(end.execution());
        if (execution == null) {
            return new LedgerOutcome.Rejected(end.execution() + " was never admitted");
        }
        if (!execution.isRunning()
                || execution.reservation().epoch() != end.reservation().epoch()) {
            return new LedgerOutcome.NotHeld(execution);
        }
        if (!execution.reservation().legs().equals(end.reservation().legs())) {
            return new LedgerOutcome.Rejected(execution.id() + " set aside something else than it ends with");
        }
        for (Leg leg : end.payment()) {
            if (leg.amount() < 0 && -leg.amount() > execution.reservation().amountOn(leg.account())) {
                return new LedgerOutcome.Rejected("settling " + -leg.amount() + " on " + leg.account() + " where "
                        + execution.reservation().amountOn(leg.account()) + " is set aside");
            }
        }
        release(execution, draft);
        if (!end.payment().isEmpty()) {
            draft.transfer(
                    payment(execution.id()), TransferKind.CALL, end.end().at(), execution.id(), "", end.payment());
        }
        long balance =
                end.balanceOf().isGuarded() ? draft.account(end.balanceOf()).available() : 0;
        draft.execution = execution.ended(end.end().withBalanceAfter(balance));
        return new LedgerOutcome.Ended(draft.execution);
    }

    private LedgerOutcome expire(Expire expire, Draft draft) {
        Execution execution = execution(expire.execution().id());
        if (execution == null) {
            return new LedgerOutcome.Rejected(expire.execution().id() + " was never admitted");
        }
        if (!execution.isRunning()
                || !execution.reservation().equals(expire.execution().reservation())) {
            return new LedgerOutcome.NotHeld(execution);
        }
        release(execution, draft);
        draft.execution = execution.fenced().ended(expire.end());
        return new LedgerOutcome.Ended(draft.execution);
    }

    private void release(Execution execution, Draft draft) {
        for (Leg leg : execution.reservation().legs()) {
            Account account = draft.account(leg.account());
            draft.put(account.withHeld(account.held() - leg.amount()));
        }
    }

    private LedgerOutcome reclaim(Reclaim reclaim, Draft draft) {
        Account account = draft.account(reclaim.account());
        long rest = account.available();
        if (rest == 0) {
            return new LedgerOutcome.Insufficient(account.id(), 0, 1);
        }
        return new LedgerOutcome.Moved(draft.transfer(
                numbered("expire/", account),
                TransferKind.EXPIRY,
                now,
                null,
                "",
                List.of(new Leg(account.id(), -rest), new Leg(reclaim.to(), rest))));
    }

    private LedgerOutcome move(Move move, Draft draft) {
        Transfer known = transfer(move.id());
        if (known != null) {
            return new LedgerOutcome.MovedBefore(known);
        }
        for (Leg leg : move.legs()) {
            if (leg.account().isGuarded() && leg.amount() < 0) {
                long available = draft.account(leg.account()).available();
                if (available < -leg.amount()) {
                    return new LedgerOutcome.Insufficient(leg.account(), available, -leg.amount());
                }
            }
        }
        return new LedgerOutcome.Moved(draft.transfer(move.id(), move.kind(), now, null, move.memo(), move.legs()));
    }

    private LedgerOutcome refund(Refund refund, Draft draft) {
        Transfer known = transfer(refund.id());
        if (known != null) {
            return new LedgerOutcome.MovedBefore(known);
        }
        List<Transfer> before = new ArrayList<>(state.refunds().getOrDefault(refund.execution(), List.of()));
        transfers.values().stream()
                .filter(made ->
                        made.kind() == TransferKind.REFUND && refund.execution().equals(made.executionOrNull()))
                .forEach(before::add);
        RefundShares shares = RefundShares.of(refund.payer(), transfer(payment(refund.execution())), before);
        long amount = refund.amountOrNull() == null ? shares.left() : refund.amountOrNull();
        boolean isLast = amount == shares.left();
        if (amount <= 0 || amount > shares.left() || (before.size() >= RefundShares.MAX_REFUNDS - 1 && !isLast)) {
            return new LedgerOutcome.NotRefundable(shares.paid(), shares.refunded(), before.size());
        }
        return new LedgerOutcome.Moved(draft.transfer(
                refund.id(), TransferKind.REFUND, now, refund.execution(), refund.memo(), shares.legs(amount)));
    }

    private LedgerOutcome mature(Mature mature, Draft draft) {
        Transfer known = transfer(maturity(mature));
        if (known != null) {
            return new LedgerOutcome.MovedBefore(known);
        }
        AccountId payable = AccountId.payableTo(mature.publisher());
        Account account = draft.account(payable);
        if (account.sequence() != mature.sequence()) {
            return new LedgerOutcome.Outdated(payable);
        }
        if (account.available() < Math.negateExact(mature.amount())) {
            return new LedgerOutcome.Insufficient(payable, account.available(), -mature.amount());
        }
        return new LedgerOutcome.Moved(draft.transfer(
                maturity(mature),
                mature.amount() > 0 ? TransferKind.MATURITY : TransferKind.CLAWBACK,
                now,
                null,
                "",
                List.of(
                        new Leg(payable, mature.amount()),
                        new Leg(AccountId.earningsOf(mature.publisher()), -mature.amount()))));
    }

    private LedgerOutcome request(RequestPayout request, Draft draft) {
        Payout payout = request.payout();
        Payout known = payout(payout.id());
        if (known != null) {
            return new LedgerOutcome.PayoutKnown(known);
        }
        if (payout.decisionOrNull() != null) {
            return new LedgerOutcome.Rejected(payout.id() + " cannot be requested with a decision");
        }
        AccountId payable = AccountId.payableTo(payout.publisher());
        long amount = payout.amount().micros();
        long available = draft.account(payable).available();
        if (available < amount) {
            return new LedgerOutcome.Insufficient(payable, available, amount);
        }
        draft.transfer(
                new TransferId("payout/" + payout.id() + "/request"),
                TransferKind.PAYOUT_REQUEST,
                payout.requestedAt(),
                null,
                payout.memo(),
                List.of(new Leg(payable, -amount), new Leg(AccountId.of(payout.id()), amount)));
        draft.payout = payout;
        return new LedgerOutcome.PayoutRecorded(payout);
    }

    private LedgerOutcome decide(DecidePayout decide, Draft draft) {
        Payout payout = payout(decide.payout());
        if (payout == null || !payout.publisher().equals(decide.publisher())) {
            return new LedgerOutcome.Rejected(
                    "no payout " + decide.payout() + " to " + decide.publisher() + " was requested");
        }
        if (payout.decisionOrNull() != null) {
            return new LedgerOutcome.PayoutKnown(payout);
        }
        Payout.Decision decision = decide.decision();
        if (decision.approved() && payout.isRequestedBy(decision.by())) {
            return new LedgerOutcome.OwnPayout(payout);
        }
        AccountId to = decision.approved() ? AccountId.PLATFORM_PAYOUTS : AccountId.payableTo(payout.publisher());
        long amount = payout.amount().micros();
        draft.transfer(
                new TransferId("payout/" + payout.id() + "/decision"),
                decision.approved() ? TransferKind.PAYOUT : TransferKind.PAYOUT_REJECTION,
                decision.at(),
                null,
                decision.memo(),
                List.of(new Leg(AccountId.of(payout.id()), -amount), new Leg(to, amount)));
        draft.payout = payout.decided(decision);
        return new LedgerOutcome.PayoutRecorded(draft.payout);
    }

    /** The name of the transfer with which a call is paid. */
    static TransferId payment(ExecutionId execution) {
        return new TransferId("call/" + execution);
    }

    /** The name of a transfer that earnings become payable with: by the number of its posting on the payable account. */
    static TransferId maturity(Mature mature) {
        return new TransferId("mature/" + mature.publisher() + "/" + (mature.sequence() + 1));
    }

    private @Nullable Transfer transfer(TransferId id) {
        Transfer inBatch = transfers.get(id);
        return inBatch != null ? inBatch : state.transfers().get(id);
    }

    private @Nullable Payout payout(PayoutId id) {
        Payout inBatch = decided.containsKey(id) ? decided.get(id) : requested.get(id);
        return inBatch != null ? inBatch : state.payouts().get(id);
    }

    private @Nullable Execution withKey(IdempotencyKey key) {
        Execution inBatch = admittedByKey.get(key);
        if (inBatch != null) {
            return inBatch;
        }
        Execution before = state.byKey().get(key);
        return before == null ? null : ended.getOrDefault(before.id(), before);
    }

    private @Nullable Execution execution(ExecutionId id) {
        Execution inBatch = ended.containsKey(id) ? ended.get(id) : admitted.get(id);
        return inBatch != null ? inBatch : state.executions().get(id);
    }

    private LedgerChanges changes() {
        List<Account> news = new ArrayList<>();
        List<Account> changed = new ArrayList<>();
        accounts.values().forEach(account -> (opened.contains(account.id()) ? news : changed).add(account));
        return new LedgerChanges(
                news,
                changed,
                List.copyOf(admitted.values()),
                List.copyOf(ended.values()),
                List.copyOf(transfers.values()),
                List.copyOf(requested.values()),
                List.copyOf(decided.values()));
    }

    /** What one command would change; kept only if it is done. */
    private final class Draft {
        private final Map<AccountId, Account> touched = new LinkedHashMap<>();
        private final List<Transfer> made = new ArrayList<>();
        private @Nullable Execution execution;
        private @Nullable Payout payout;

        @Nullable
        Account find(AccountId id) {
            Account mine = touched.get(id);
            if (mine == null) {
                mine = accounts.get(id);
            }
            return mine != null ? mine : state.accounts().get(id);
        }

        Account account(AccountId id) {
            Account found = find(id);
            return found != null ? found : Account.empty(id);
        }

        void put(Account account) {
            touched.put(account.id(), account);
        }

        Transfer transfer(
                TransferId id,
                TransferKind kind,
                Instant at,
                @Nullable ExecutionId execution,
                String memo,
                List<Leg> legs) {
            List<Posting> postings = legs.stream()
                    .map(this::posting)
                    .sorted(Comparator.comparing(Posting::account))
                    .toList();
            List<Posting> chained = postings.stream()
                    .map(posting -> posting.account().isGuarded()
                            ? post(posting.withLink(Chain.link(
                                    account(posting.account()).link(),
                                    posting.account(),
                                    id,
                                    kind,
                                    at,
                                    execution,
                                    memo,
                                    postings)))
                            : posting)
                    .toList();
            Transfer transfer = new Transfer(id, kind, at, execution, memo, chained);
            made.add(transfer);
            return transfer;
        }

        private Posting posting(Leg leg) {
            if (!leg.account().isGuarded()) {
                return new Posting(leg.account(), leg.amount(), 0, 0);
            }
            Account account = account(leg.account());
            return new Posting(
                    account.id(), leg.amount(), account.sequence() + 1, Math.addExact(account.posted(), leg.amount()));
        }

        private Posting post(Posting posting) {
            Account before = account(posting.account());
            put(new Account(before.id(), posting.balance(), before.held(), posting.sequence(), posting.link()));
            return posting;
        }

        void drop() {
            touched.clear();
            made.clear();
            execution = null;
        }

        void keep() {
            for (Account account : touched.values()) {
                if (accounts.put(account.id(), account) == null
                        && !state.accounts().containsKey(account.id())) {
                    opened.add(account.id());
                }
            }
            made.forEach(transfer -> transfers.put(transfer.id(), transfer));
            if (execution != null) {
                keep(execution);
            }
            if (payout != null) {
                // Requested and decided in one batch: it is written once, as it was decided.
                (state.payouts().containsKey(payout.id()) ? decided : requested).put(payout.id(), payout);
            }
        }

        private void keep(Execution kept) {
            if (kept.isRunning() || admitted.containsKey(kept.id())) {
                // Admitted and ended in one batch: it is written once, as it ended.
                admitted.put(kept.id(), kept);
                kept.key().ifPresent(key -> admittedByKey.put(key, kept));
            } else {
                ended.put(kept.id(), kept);
            }
        }
    }
}
