package dev.souk.spi.store;

import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.Transfer;
import java.util.List;

/**
 * Everything one ledger transaction writes.
 *
 * @param opened guarded accounts that were not there before
 * @param changed guarded accounts as they are now; each was locked in this transaction
 * @param admitted executions that were not there before
 * @param ended executions that have ended; each was locked in this transaction, ran until now, and differs from what was loaded in
 *     its end and its reservation's epoch alone
 * @param transfers new transfers with their postings
 * @param requested payouts that were not there before
 * @param decided payouts over which a decision was made now; each was read in this transaction with its account locked, and differs
 *     from what was read in its decision alone
 * @since 0.1
 */
public record LedgerChanges(
        List<Account> opened,
        List<Account> changed,
        List<Execution> admitted,
        List<Execution> ended,
        List<Transfer> transfers,
        List<Payout> requested,
        List<Payout> decided) {
    /** Copies the lists. */
    public LedgerChanges {
        opened = List.copyOf(opened);
        changed = List.copyOf(changed);
        admitted = List.copyOf(admitted);
        ended = List.copyOf(ended);
        transfers = List.copyOf(transfers);
        requested = List.copyOf(requested);
        decided = List.copyOf(decided);
    }

    /** Changes in which there is no payout. */
    public LedgerChanges(
            List<Account> opened,
            List<Account> changed,
            List<Execution> admitted,
            List<Execution> ended,
            List<Transfer> transfers) {
        this(opened, changed, admitted, ended, transfers, List.of(), List.of());
    }

    /** Whether there is nothing to write. */
    public boolean isEmpty() {
        return opened.isEmpty()
                && changed.isEmpty()
                && admitted.isEmpty()
                && ended.isEmpty()
                && transfers.isEmpty()
                && requested.isEmpty()
                && decided.isEmpty();
    }
}
