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
 * @since 0.1
 */
public record LedgerChanges(
        List<Account> opened,
        List<Account> changed,
        List<Execution> admitted,
        List<Execution> ended,
        List<Transfer> transfers) {
    /** Copies the lists. */
    public LedgerChanges {
        opened = List.copyOf(opened);
        changed = List.copyOf(changed);
        admitted = List.copyOf(admitted);
        ended = List.copyOf(ended);
        transfers = List.copyOf(transfers);
    }

    /** Whether there is nothing to write. */
    public boolean isEmpty() {
        return opened.isEmpty() && changed.isEmpty() && admitted.isEmpty() && ended.isEmpty() && transfers.isEmpty();
    }
}
