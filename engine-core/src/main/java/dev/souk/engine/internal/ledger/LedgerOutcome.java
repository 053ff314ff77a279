package dev.souk.engine.internal.ledger;

import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Transfer;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.Payout;

/** What became of a {@link LedgerCommand}. */
public sealed interface LedgerOutcome {
    /** The call is admitted, and its reservation held. */
    record Admitted(Execution execution) implements LedgerOutcome {}

    /** A call with the same idempotency key was admitted before; nothing changed. */
    record KeyKnown(Execution execution) implements LedgerOutcome {}

    /**
     * An account has too little; nothing changed.
     *
     * @param account the first such account
     * @param available what it has
     * @param required what was wanted
     */
    record Insufficient(AccountId account, long available, long required) implements LedgerOutcome {}

    /** The call has ended as asked, with the balance recorded. */
    record Ended(Execution execution) implements LedgerOutcome {}

    /**
     * The call had ended before, or its reservation is in other hands; nothing changed. To an admission: an earlier try of it was written,
     * and that has happened since.
     */
    record NotHeld(Execution execution) implements LedgerOutcome {}

    /** The amounts moved. */
    record Moved(Transfer transfer) implements LedgerOutcome {}

    /** A transfer with this id was made before; nothing changed. */
    record MovedBefore(Transfer transfer) implements LedgerOutcome {}

    /**
     * Less is left of what a call has paid; nothing changed.
     *
     * @param paid what the call has paid; zero for a call that paid nothing
     * @param refunded what it got back of it before
     * @param refunds in how many parts
     */
    record NotRefundable(long paid, long refunded, int refunds) implements LedgerOutcome {}

    /** Others have posted to the account since it was read; nothing changed. */
    record Outdated(AccountId account) implements LedgerOutcome {}

    /** The payout is recorded and its amount moved: it was requested, or decided. */
    record PayoutRecorded(Payout payout) implements LedgerOutcome {}

    /** A payout with this id was requested before, or was decided before; nothing changed. */
    record PayoutKnown(Payout payout) implements LedgerOutcome {}

    /** Whoever requested the payout cannot approve it; nothing changed. */
    record OwnPayout(Payout payout) implements LedgerOutcome {}

    /**
     * The command makes no sense: a fault of the engine's, or an amount that does not fit; nothing changed.
     *
     * @param reason what was wrong
     */
    record Rejected(String reason) implements LedgerOutcome {}
}
