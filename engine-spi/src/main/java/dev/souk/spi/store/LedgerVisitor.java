package dev.souk.spi.store;

import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.Posting;
import dev.souk.spi.ledger.Transfer;
import dev.souk.spi.ledger.TransferId;
import java.util.List;

/**
 * Looks at a whole ledger, piece by piece; see {@link LedgerStore#visit}. Called by one thread.
 *
 * @since 0.1
 */
public interface LedgerVisitor {
    /** A guarded account. */
    void account(Account account);

    /** A collecting account, with the balance that is read for it. */
    void collecting(Account account);

    /** An execution whose reservation is held. */
    void running(Execution execution);

    /**
     * A transfer as it is stored. Its postings are given apart, because a damaged one may not balance.
     *
     * @param journaled the transfer
     */
    void transfer(JournaledTransfer journaled);

    /**
     * A line of a guarded account's statement.
     *
     * @param transfer the transfer it belongs to
     * @param posting what the statement says
     */
    void line(TransferId transfer, Posting posting);

    /**
     * A transfer exactly as it stands in the journal, right or wrong.
     *
     * @param id its name
     * @param postings what was recorded under it
     */
    record JournaledTransfer(TransferId id, List<Posting> postings) {
        /** Copies the list. */
        public JournaledTransfer {
            postings = List.copyOf(postings);
        }

        /** The same as a transfer that balances would be journaled. */
        public static JournaledTransfer of(Transfer transfer) {
            return new JournaledTransfer(transfer.id(), transfer.postings());
        }
    }
}
