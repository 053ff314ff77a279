package dev.souk.engine.internal.ledger;

import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.Leg;
import dev.souk.spi.ledger.PayoutId;
import dev.souk.spi.ledger.Reservation;
import dev.souk.spi.ledger.TransferId;
import dev.souk.spi.ledger.TransferKind;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionEnd;
import dev.souk.spi.store.Payout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something the ledger is asked to do. Each command stands for itself: it is done whole or not at all. */
public sealed interface LedgerCommand {
    /**
     * Whose accounts it is about, above all: a tenant's or a publisher's. Commands that want the same account nearly always have the same
     * home, and those of other homes are nearly never in their way; nothing depends on it.
     */
    String home();

    private static String homeOf(AccountId account) {
        int end = account.owner().indexOf('/');
        return end < 0 ? account.owner() : account.owner().substring(0, end);
    }

    /**
     * Admits a call: idempotency key, execution and reservation in one.
     *
     * @param execution running, with what is to be set aside
     * @param openings accounts to open with a first grant if they are not there
     * @param allowances what it is held to on some of the accounts of its reservation, besides what is there
     */
    record Admit(Execution execution, List<Opening> openings, List<Allowance> allowances) implements LedgerCommand {
        public Admit {
            openings = List.copyOf(openings);
            allowances = List.copyOf(allowances);
        }

        /** Admits a call that no budget bounds. */
        public Admit(Execution execution, List<Opening> openings) {
            this(execution, openings, List.of());
        }

        @Override
        public String home() {
            return execution.caller().tenant().value();
        }
    }

    /**
     * A budget in one period: of its amount, no more is ever used and held together. The account is filled up to the amount when it is
     * first needed and after the amount was raised. After it was lowered the account has more than may be used; that is why the amount
     * is asked for with each call and not the account alone, and why what was used is counted on an account of its own.
     *
     * @param account what is left of what was granted
     * @param used what was used; a guarded account, which the payment goes to
     * @param amount the most of the period; positive
     */
    record Allowance(AccountId account, AccountId used, long amount) {}

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

        @Override
        public String home() {
            return homeOf(balanceOf);
        }
    }

    /**
     * Gives back what a call set aside that nobody ended in time. That its time is over is known before: by the store's clock, when it was
     * taken over.
     *
     * @param execution the call as it was taken over; nothing is done if it is in other hands by now, or was renewed
     * @param end how it is recorded
     */
    record Expire(Execution execution, ExecutionEnd end) implements LedgerCommand {
        @Override
        public String home() {
            return execution.caller().tenant().value();
        }
    }

    /**
     * Takes back everything on an account that no call holds. Doing it again takes what has come free since.
     *
     * @param account a guarded account
     * @param to the collecting account it came from
     */
    record Reclaim(AccountId account, AccountId to) implements LedgerCommand {
        @Override
        public String home() {
            return homeOf(account);
        }
    }

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

        @Override
        public String home() {
            return legs.stream()
                    .map(Leg::account)
                    .filter(AccountId::isGuarded)
                    .findFirst()
                    .map(LedgerCommand::homeOf)
                    .orElse("");
        }
    }

    /**
     * Gives back what a call has paid, or a part of it, once for each id.
     *
     * @param id the transfer's name
     * @param execution which call; it has ended
     * @param payer the account it was paid from
     * @param amountOrNull how much, positive; null for all that is left
     * @param memo a line for people
     */
    record Refund(
            TransferId id,
            ExecutionId execution,
            AccountId payer,
            @Nullable Long amountOrNull,
            String memo) implements LedgerCommand {
        @Override
        public String home() {
            return homeOf(payer);
        }
    }

    /**
     * Makes earnings payable, or takes what a publisher owes from what is payable to it.
     *
     * @param publisher whose
     * @param amount positive: from the earnings to what is payable; negative: back
     * @param sequence how many postings the payable account had when the amount was found; if it has more, nothing is done
     */
    record Mature(String publisher, long amount, long sequence) implements LedgerCommand {
        @Override
        public String home() {
            return publisher;
        }
    }

    /**
     * Sets an amount aside for a payout, once for each payout's id.
     *
     * @param payout without a decision
     */
    record RequestPayout(Payout payout) implements LedgerCommand {
        @Override
        public String home() {
            return payout.publisher();
        }
    }

    /**
     * Pays out what a payout has set aside, or makes it payable again. There is one decision over each payout.
     *
     * @param payout which one
     * @param publisher to whom it is
     * @param decision what is decided
     */
    record DecidePayout(PayoutId payout, String publisher, Payout.Decision decision) implements LedgerCommand {
        @Override
        public String home() {
            return publisher;
        }
    }
}
