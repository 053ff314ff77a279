package dev.souk.spi.store;

import dev.souk.spi.caller.TenantId;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Collected;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.Posting;
import dev.souk.spi.ledger.Transfer;
import dev.souk.spi.ledger.TransferId;
import dev.souk.spi.ledger.TransferKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a whole ledger, piece by piece; see {@link LedgerStore#visit}. It overrides the methods for what it wants to see. Called by one
 * thread.
 *
 * @since 0.1
 */
public interface LedgerVisitor {
    /** A guarded account. */
    default void account(Account account) {}

    /** A collecting account, with the balance that is read for it. */
    default void collecting(Account account) {}

    /** An execution whose reservation is held. */
    default void running(Execution execution) {}

    /** An execution that has ended, without its output. */
    default void ended(Execution execution) {}

    /**
     * What a tenant used, as {@link UsageStore} has it.
     *
     * @param tenant whose
     * @param row of one agent on one day
     */
    default void used(TenantId tenant, UsageRow row) {}

    /**
     * What came to a collecting account, as {@link LedgerStore#collected} has it.
     *
     * @param account which account
     * @param sum of one kind on one day
     */
    default void collected(AccountId account, Collected sum) {}

    /**
     * A transfer as it is stored. Its postings are given apart, because a damaged one may not balance.
     *
     * @param journaled the transfer
     */
    default void transfer(JournaledTransfer journaled) {}

    /**
     * A line of a guarded account's statement.
     *
     * @param journaled the transfer it belongs to, as it stands in the journal
     * @param posting what the statement says, with the link that the journal gives this posting; with an empty one if the journal
     *     has no such posting
     */
    default void line(JournaledTransfer journaled, Posting posting) {}

    /**
     * A line of a collecting account: what came to it from one roll-up to the next.
     *
     * @param line the line
     */
    default void rolledUp(RolledUpLine line) {}

    /**
     * A root.
     *
     * @param root the root
     */
    default void root(LedgerRoot root) {}

    /**
     * A leaf of the root that was shown last.
     *
     * @param leaf the leaf
     * @param link the link that the chain of its account has at this number now; empty if it has none
     */
    default void leaf(LedgerRoot.Leaf leaf, String link) {}

    /**
     * A transfer exactly as it stands in the journal, right or wrong.
     *
     * @param id its name
     * @param kind why it was made
     * @param at when
     * @param executionOrNull the call it belongs to, if any
     * @param memo a line for people
     * @param postings what was recorded under it
     */
    record JournaledTransfer(
            TransferId id,
            TransferKind kind,
            Instant at,
            @Nullable ExecutionId executionOrNull,
            String memo,
            List<Posting> postings) {
        /** Copies the list. */
        public JournaledTransfer {
            postings = List.copyOf(postings);
        }

        /** The same as a transfer that balances would be journaled. */
        public static JournaledTransfer of(Transfer transfer) {
            return new JournaledTransfer(
                    transfer.id(),
                    transfer.kind(),
                    transfer.at(),
                    transfer.executionOrNull(),
                    transfer.memo(),
                    transfer.postings());
        }
    }
}
