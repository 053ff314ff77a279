package dev.souk.engine.internal.ledger;

import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.Leg;
import dev.souk.spi.ledger.Reservation;
import dev.souk.spi.ledger.TransferId;
import dev.souk.spi.ledger.TransferKind;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionEnd;
import java.util.List;

/** Something the ledger is asked to do. Each command stands for itself: it is done whole or not at all. */
public sealed interface LedgerCommand {
    /**
     * Admits a call: idempotency key, execution and reservation in one.
     *
     * @param execution running, with what is to be set aside
     * @param openings accounts to open with a first grant if they are not there
     */
    record Admit(Execution execution, List<Opening> openings) implements LedgerCommand {
        public Admit {
            openings = List.copyOf(openings);
        }
    }

    /**
     * An account that comes into being when it is first needed.
     *
     * @param account a guarded account
     * @param grant what it begins with; positive
     * @param from the collecting account it comes from
     */
    record Opening(AccountId account, long grant, AccountId from) {}

    /**
     * Ends a call: its outcome, what it pays, and its reservation in one.
     *
     * @param execution which call
     * @param reservation what was set aside, in the epoch in which the caller of this holds it
     * @param end how it ended
     * @param payment what moves, summing to zero for each unit; no more than was set aside; none if nothing is paid
     * @param balanceOf the account whose balance is recorded with the end
     */
    record End(ExecutionId execution, Reservation reservation, ExecutionEnd end, List<Leg> payment, AccountId balanceOf)
            implements LedgerCommand {
        public End {
            payment = List.copyOf(payment);
        }
    }

    /**
     * Gives back what a call set aside that nobody ended in time. That its time is over is known before: by the store's clock, when it was
     * taken over.
     *
     * @param execution the call as it was taken over; nothing is done if it is in other hands by now, or was renewed
     * @param end how it is recorded
     */
    record Expire(Execution execution, ExecutionEnd end) implements LedgerCommand {}

    /**
     * Moves amounts between accounts, once for each id.
     *
     * @param id the transfer's name
     * @param kind why
     * @param memo a line for people
     * @param legs what moves, summing to zero for each unit
     */
    record Move(TransferId id, TransferKind kind, String memo, List<Leg> legs) implements LedgerCommand {
        public Move {
            legs = List.copyOf(legs);
        }
    }
}
