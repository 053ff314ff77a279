package dev.souk.engine;

import dev.souk.engine.call.Refund;
import dev.souk.engine.call.RefundReceipt;
import dev.souk.engine.internal.id.Ids;
import dev.souk.engine.internal.ledger.Ledger;
import dev.souk.engine.internal.ledger.LedgerCommand;
import dev.souk.engine.internal.ledger.LedgerOutcome;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.Posting;
import dev.souk.spi.ledger.Transfer;
import dev.souk.spi.ledger.TransferId;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionEnd;
import dev.souk.spi.store.Store;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Gives tenants back what calls have cost them, whole or in parts. The publisher and the platform give back in proportion to what each of
 * them got, exactly to the micro once everything is given back.
 *
 * <p>Thread-safe. Every method throws {@link SoukException} with {@link ErrorCode#STORE_UNAVAILABLE} if the store does not answer.
 *
 * @since 0.1
 */
@Singleton
public final class RefundsView {
    private static final String REFERENCE = "[\\x21-\\x7e]{1,100}";

    private final Store store;
    private final Ledger ledger;
    private final CreditsView credits;
    private final Ids ids;

    @Inject
    RefundsView(Store store, Ledger ledger, CreditsView credits, Ids ids) {
        this.store = store;
        this.ledger = ledger;
        this.credits = credits;
        this.ids = ids;
    }

    /**
     * Gives back what a call has cost, or a part of it. A call is refunded in at most 100 parts; the last of them must be the rest.
     *
     * @param id which call; it has ended
     * @param amountOrNull how much; positive, and with all earlier refunds of the call no more than it has cost; null for all that is
     *     left
     * @param referenceOrNull names the refund of this call, so that asking for it again does nothing: 1 to 100 printable ASCII
     *     characters without blanks; null for a refund without a name
     * @param memo a line for people, at most 200 characters
     * @return what was given back
     * @throws SoukException {@link ErrorCode#EXECUTION_NOT_FOUND}; {@link ErrorCode#NOT_REFUNDABLE} if the call still runs, failed,
     *     was free or on trial; {@link ErrorCode#REFUND_EXCEEDS_PAYMENT}; {@link ErrorCode#INVALID_AMOUNT}; {@link
     *     ErrorCode#MALFORMED_REQUEST}; {@link ErrorCode#CONFLICT} if the reference was used for another amount; or {@link
     *     ErrorCode#STORE_OUTCOME_UNKNOWN} if the store went away while or after it was recorded: asking again with the same reference
     *     tells
     */
    public RefundReceipt refund(
            ExecutionId id, @Nullable Credits amountOrNull, @Nullable String referenceOrNull, String memo) {
        if (amountOrNull != null && !amountOrNull.isPositive()) {
            throw new SoukException(ErrorCode.INVALID_AMOUNT, amountOrNull + " credits is not more than 0");
        }
        if (referenceOrNull != null && !referenceOrNull.matches(REFERENCE)) {
            throw new SoukException(
                    ErrorCode.MALFORMED_REQUEST, "a reference has 1 to 100 printable ASCII characters and no blanks");
        }
        if (memo.length() > Transfer.MAX_MEMO) {
            throw new SoukException(
                    ErrorCode.MALFORMED_REQUEST, "a memo has at most " + Transfer.MAX_MEMO + " characters");
        }
        Execution execution = find(id);
        Credits paid = paid(execution);
        TransferId transfer =
                new TransferId("refund/" + id + "/" + (referenceOrNull == null ? ids.ulid() : referenceOrNull));
        AccountId payer = AccountId.creditsOf(execution.caller().tenant());
        LedgerOutcome outcome = ledger.submit(new LedgerCommand.Refund(
                transfer, id, payer, amountOrNull == null ? null : (Long) amountOrNull.micros(), memo));
        if (outcome instanceof LedgerOutcome.NotRefundable no) {
            throw refused(id, amountOrNull, no);
        }
        boolean replayed = outcome instanceof LedgerOutcome.MovedBefore;
        Refund refund = refund(
                replayed
                        ? ((LedgerOutcome.MovedBefore) outcome).transfer()
                        : ((LedgerOutcome.Moved) outcome).transfer(),
                execution);
        if (amountOrNull != null && !amountOrNull.equals(refund.amount())) {
            throw new SoukException(
                    ErrorCode.CONFLICT,
                    "the reference '" + referenceOrNull + "' was used before for a refund of " + refund.amount()
                            + " credits; use a new one");
        }
        return AfterWriting.read(
                transfer + " is recorded",
                () -> new RefundReceipt(
                        refund,
                        paid,
                        sum(refunds(execution)),
                        credits.balance(execution.caller().tenant()),
                        replayed));
    }

    private static SoukException refused(ExecutionId id, @Nullable Credits amount, LedgerOutcome.NotRefundable no) {
        if (no.paid() == 0) {
            return new SoukException(ErrorCode.NOT_REFUNDABLE, id + " has paid nothing");
        }
        Credits left = Credits.ofMicros(no.paid() - no.refunded());
        String state = id + " has paid " + Credits.ofMicros(no.paid()) + " credits, " + Credits.ofMicros(no.refunded())
                + " of it was refunded, and " + left + " is left";
        if (amount != null && amount.compareTo(left) < 0) {
            return new SoukException(
                    ErrorCode.NOT_REFUNDABLE,
                    state + "; after " + no.refunds() + " refunds of one call the next must be the rest");
        }
        return new SoukException(ErrorCode.REFUND_EXCEEDS_PAYMENT, state);
    }

    /**
     * The refunds of a call, the oldest first.
     *
     * @param id which call
     * @throws SoukException {@link ErrorCode#EXECUTION_NOT_FOUND}
     */
    public List<Refund> of(ExecutionId id) {
        return refunds(find(id));
    }

    private List<Refund> refunds(Execution execution) {
        TreeSet<ExecutionId> wanted = new TreeSet<>(List.of(execution.id()));
        List<Transfer> found = store.ledger()
                .transact(transaction -> transaction.refunds(wanted).getOrDefault(execution.id(), List.of()));
        AccountId payer = AccountId.creditsOf(execution.caller().tenant());
        return found.stream()
                .sorted(Comparator.comparingLong(transfer -> on(payer, transfer).sequence()))
                .map(transfer -> refund(transfer, execution))
                .toList();
    }

    private Execution find(ExecutionId id) {
        return store.executions()
                .find(id)
                .orElseThrow(
                        () -> new SoukException(ErrorCode.EXECUTION_NOT_FOUND, "there is no execution '" + id + "'"));
    }

    private static Credits paid(Execution execution) {
        String problem = null;
        if (execution.isRunning()) {
            problem = "still runs; it can be refunded when it has ended";
        } else if (execution.planOrNull() == null) {
            problem = "was a trial call, which costs no credits";
        } else if (execution
                .end()
                .map(ExecutionEnd::charge)
                .orElse(Credits.ZERO)
                .isZero()) {
            problem = "has paid nothing";
        }
        if (problem != null) {
            throw new SoukException(ErrorCode.NOT_REFUNDABLE, execution.id() + " " + problem);
        }
        return execution.end().orElseThrow().charge();
    }

    private static Credits sum(List<Refund> refunds) {
        return refunds.stream().map(Refund::amount).reduce(Credits.ZERO, Credits::plus);
    }

    private static Refund refund(Transfer transfer, Execution execution) {
        TenantId tenant = execution.caller().tenant();
        long amount = on(AccountId.creditsOf(tenant), transfer).amount();
        return new Refund(
                transfer.id(), execution.id(), tenant, Credits.ofMicros(amount), transfer.at(), transfer.memo());
    }

    private static Posting on(AccountId account, Transfer transfer) {
        return transfer.postings().stream()
                .filter(posting -> posting.account().equals(account))
                .findFirst()
                .orElseThrow(() -> new SoukException(
                        ErrorCode.SCHEMA_CORRUPT, transfer.id() + " is a refund and gave nothing back to " + account));
    }
}
