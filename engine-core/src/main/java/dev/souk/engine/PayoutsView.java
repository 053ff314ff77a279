package dev.souk.engine;

import dev.souk.engine.call.PayoutReceipt;
import dev.souk.engine.call.PublisherBalance;
import dev.souk.engine.config.SoukConfig;
import dev.souk.engine.internal.id.Ids;
import dev.souk.engine.internal.ledger.Ledger;
import dev.souk.engine.internal.ledger.LedgerCommand;
import dev.souk.engine.internal.ledger.LedgerOutcome;
import dev.souk.engine.internal.payout.Maturity;
import dev.souk.engine.internal.payout.Standing;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.AccountKind;
import dev.souk.spi.ledger.PayoutId;
import dev.souk.spi.store.Payout;
import dev.souk.spi.store.PayoutQuery;
import dev.souk.spi.store.PayoutState;
import dev.souk.spi.store.Store;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Pays publishers what they have earned. What was earned is held back for some days; then it is payable. One person requests a payout,
 * which sets its amount aside, and a second one approves it, which takes the amount off the books: that is the moment to wire it. Until
 * then anybody may reject it, and its amount is payable again.
 *
 * <p>A person is a name of 1 to 300 printable ASCII characters without blanks, as the host knows its people; names that differ in case
 * alone are the same person's.
 *
 * <p>Thread-safe. Every method throws {@link SoukException} with {@link ErrorCode#STORE_UNAVAILABLE} if the store does not answer, and
 * those that change something with {@link ErrorCode#STORE_OUTCOME_UNKNOWN} if nobody can tell: asking again with the same id tells.
 *
 * @since 0.1
 */
@Singleton
public final class PayoutsView {
    private static final Pattern PUBLISHER = Pattern.compile("[a-z][a-z0-9-]{0,127}");

    private final Store store;
    private final Ledger ledger;
    private final Maturity maturity;
    private final InstantSource clock;
    private final Ids ids;
    private final int holdBackDays;

    @Inject
    PayoutsView(Store store, Ledger ledger, Maturity maturity, InstantSource clock, Ids ids, SoukConfig config) {
        this.store = store;
        this.ledger = ledger;
        this.maturity = maturity;
        this.clock = clock;
        this.ids = ids;
        this.holdBackDays = config.holdBackDays();
    }

    /**
     * What a publisher has now.
     *
     * @param publisher the first part of its agents' ids
     * @throws SoukException {@link ErrorCode#PUBLISHER_NOT_FOUND} if it has never earned anything
     */
    public PublisherBalance balance(String publisher) {
        if (!PUBLISHER.matcher(publisher).matches()
                || store.ledger().account(AccountId.earningsOf(publisher)).isEmpty()) {
            throw new SoukException(
                    ErrorCode.PUBLISHER_NOT_FOUND,
                    "no publisher of this name has earned anything; see the list of them");
        }
        return balance(publisher, maturity.of(publisher));
    }

    private static PublisherBalance balance(String publisher, Standing standing) {
        return new PublisherBalance(
                publisher,
                Credits.ofMicros(standing.heldBack()),
                Credits.ofMicros(standing.payableNow()),
                Credits.ofMicros(standing.owed()));
    }

    /**
     * Those publishers that have ever earned anything, by their names.
     *
     * @param afterOrNull where the last page ended, or null for the first
     * @param most 1 to 1,000
     */
    public List<PublisherBalance> publishers(@Nullable String afterOrNull, int most) {
        // No account sorts between the last of the platform's and the first publisher's.
        AccountId after = afterOrNull == null ? AccountId.PLATFORM_PAYOUTS : AccountId.earningsOf(afterOrNull);
        return store.ledger().accounts(after, most).stream()
                .map(Account::id)
                .filter(id -> id.kind() == AccountKind.PUBLISHER_EARNINGS)
                .map(id -> balance(id.owner(), maturity.of(id.owner())))
                .toList();
    }

    /**
     * Requests a payout and sets its amount aside.
     *
     * @param publisher to whom
     * @param amountOrNull how much; positive, and at most what is payable; null for all of that
     * @param requestedBy who requests it
     * @param idOrNull names the payout, so that requesting it again does nothing; null for a new name
     * @param memo a line for people, at most 200 characters
     * @return the payout, which waits for its approval
     * @throws SoukException {@link ErrorCode#PUBLISHER_NOT_FOUND}; {@link ErrorCode#INVALID_AMOUNT}; {@link
     *     ErrorCode#INSUFFICIENT_EARNINGS} if less is payable; {@link ErrorCode#MALFORMED_REQUEST}; or {@link ErrorCode#CONFLICT} if
     *     the id was used for another payout
     */
    public PayoutReceipt request(
            String publisher,
            @Nullable Credits amountOrNull,
            String requestedBy,
            @Nullable PayoutId idOrNull,
            String memo) {
        if (amountOrNull != null && !amountOrNull.isPositive()) {
            throw new SoukException(ErrorCode.INVALID_AMOUNT, amountOrNull + " credits is not more than 0");
        }
        requireForm(requestedBy, memo);
        PayoutId id = idOrNull == null ? new PayoutId("pay_" + ids.ulid()) : idOrNull;
        Optional<Payout> known = idOrNull == null ? Optional.empty() : find(idOrNull);
        if (known.isPresent()) {
            return replayed(known.get(), publisher, amountOrNull);
        }
        Credits payable = balance(publisher).payable();
        Credits amount = amountOrNull == null ? payable : amountOrNull;
        if (amount.isZero() || amount.compareTo(payable) > 0) {
            throw insufficient(publisher, amountOrNull, maturity.of(publisher));
        }
        maturity.settle(publisher);
        LedgerOutcome outcome = ledger.submit(new LedgerCommand.RequestPayout(
                new Payout(id, publisher, amount, memo, requestedBy, clock.instant(), null)));
        if (outcome instanceof LedgerOutcome.Insufficient) {
            throw insufficient(publisher, amountOrNull, maturity.of(publisher));
        }
        if (outcome instanceof LedgerOutcome.PayoutKnown before) {
            return replayed(before.payout(), publisher, amountOrNull);
        }
        return new PayoutReceipt(((LedgerOutcome.PayoutRecorded) outcome).payout(), false);
    }

    private static PayoutReceipt replayed(Payout known, String publisher, @Nullable Credits amount) {
        if (!known.publisher().equals(publisher)
                || (amount != null && !known.amount().equals(amount))) {
            throw new SoukException(
                    ErrorCode.CONFLICT,
                    "the payout '" + known.id() + "' is one of " + known.amount() + " credits to '" + known.publisher()
                            + "'; use a new id");
        }
        return new PayoutReceipt(known, true);
    }

    private SoukException insufficient(String publisher, @Nullable Credits amount, Standing standing) {
        return new SoukException(
                ErrorCode.INSUFFICIENT_EARNINGS,
                (amount == null ? "" : amount + " credits were asked for and ")
                        + Credits.ofMicros(standing.payableNow()) + " are payable to '" + publisher + "'; "
                        + Credits.ofMicros(standing.heldBack()) + " are held back for " + holdBackDays + " days, and "
                        + Credits.ofMicros(standing.owed()) + " are owed after refunds");
    }

    /**
     * Approves a payout: its amount leaves the books.
     *
     * @param id which one
     * @param approvedBy who approves it; another person than the one who requested it
     * @param memo a line for people, at most 200 characters
     * @return the payout as it is now; the same if this person approved it before
     * @throws SoukException {@link ErrorCode#PAYOUT_NOT_FOUND}; {@link ErrorCode#SECOND_PERSON_REQUIRED}; {@link
     *     ErrorCode#MALFORMED_REQUEST}; or {@link ErrorCode#CONFLICT} if it was decided otherwise or by another person
     */
    public PayoutReceipt approve(PayoutId id, String approvedBy, String memo) {
        return decide(id, true, approvedBy, memo);
    }

    /**
     * Rejects a payout: its amount is payable again. Whoever requested it may do that, too.
     *
     * @param id which one
     * @param rejectedBy who rejects it
     * @param memo a line for people, at most 200 characters
     * @return the payout as it is now; the same if this person rejected it before
     * @throws SoukException {@link ErrorCode#PAYOUT_NOT_FOUND}; {@link ErrorCode#MALFORMED_REQUEST}; or {@link ErrorCode#CONFLICT} if
     *     it was decided otherwise or by another person
     */
    public PayoutReceipt reject(PayoutId id, String rejectedBy, String memo) {
        return decide(id, false, rejectedBy, memo);
    }

    private PayoutReceipt decide(PayoutId id, boolean approved, String by, String memo) {
        requireForm(by, memo);
        Payout payout = find(id).orElseThrow(
                        () -> new SoukException(ErrorCode.PAYOUT_NOT_FOUND, "no payout '" + id + "' was requested"));
        LedgerOutcome outcome = ledger.submit(new LedgerCommand.DecidePayout(
                id, payout.publisher(), new Payout.Decision(approved, by, clock.instant(), memo)));
        if (outcome instanceof LedgerOutcome.OwnPayout) {
            throw new SoukException(
                    ErrorCode.SECOND_PERSON_REQUIRED,
                    "'" + by + "' requested the payout '" + id + "'; another person approves it");
        }
        if (outcome instanceof LedgerOutcome.PayoutKnown before) {
            Payout known = before.payout();
            Payout.Decision decision = known.decision().orElseThrow();
            if (decision.approved() != approved || !decision.by().equalsIgnoreCase(by)) {
                throw new SoukException(
                        ErrorCode.CONFLICT,
                        "the payout '" + id + "' was "
                                + (known.state() == PayoutState.APPROVED ? "approved" : "rejected") + " by '"
                                + decision.by() + "' at " + decision.at());
            }
            return new PayoutReceipt(known, true);
        }
        return new PayoutReceipt(((LedgerOutcome.PayoutRecorded) outcome).payout(), false);
    }

    private static void requireForm(String person, String memo) {
        if (person.isEmpty()
                || person.length() > Payout.MAX_PERSON
                || !person.chars().allMatch(c -> c >= '!' && c <= '~')) {
            throw new SoukException(
                    ErrorCode.MALFORMED_REQUEST,
                    "a person's name has 1 to " + Payout.MAX_PERSON + " printable ASCII characters and no blanks");
        }
        if (memo.length() > Payout.MAX_MEMO) {
            throw new SoukException(
                    ErrorCode.MALFORMED_REQUEST, "a memo has at most " + Payout.MAX_MEMO + " characters");
        }
    }

    /**
     * One payout.
     *
     * @param id which
     */
    public Optional<Payout> find(PayoutId id) {
        return store.payouts().find(id);
    }

    /**
     * A page of payouts, those requested last first.
     *
     * @param query which ones
     */
    public List<Payout> list(PayoutQuery query) {
        return store.payouts().list(query);
    }
}
