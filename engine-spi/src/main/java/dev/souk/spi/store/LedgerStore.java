package dev.souk.spi.store;

import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Collected;
import dev.souk.spi.ledger.StatementLine;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Loads and writes the ledger. It decides nothing: which changes are right is the engine's to say, that they are written whole or
 * not at all is the store's.
 *
 * <p><b>Contract.</b> What a transaction wrote is there for every later transaction and read, and on a durable store it survives a
 * crash, once {@link #transact} has returned. Of two transactions that lock the same account or execution, or write the same new
 * account, execution, idempotency key or transfer, the second sees what the first wrote.
 *
 * <p><b>Thread-safety.</b> All methods may be called from any thread.
 *
 * <p><b>Faults.</b> A {@link dev.souk.spi.SoukException} with {@link dev.souk.spi.ErrorCode#STORE_UNAVAILABLE} means that nothing
 * was written; with {@link dev.souk.spi.ErrorCode#STORE_OUTCOME_UNKNOWN} that everything or nothing was. Both may be tried again:
 * all ids come from the engine, so it can look what became of the first try.
 *
 * @since 0.1
 */
public interface LedgerStore {
    /**
     * Runs some work in one transaction and commits it. If the transaction collides with another, the store runs the work again in
     * a new one, a bounded number of times; so the work does nothing but load, decide and write, and never calls the store itself.
     *
     * @param work what to do; if it throws, nothing is written and the exception comes out as it is
     * @return what the work returned in the run that was committed
     * @throws dev.souk.spi.SoukException see above
     */
    <T extends @Nullable Object> T transact(Function<? super LedgerTransaction, ? extends T> work);

    /**
     * The account as it is now. A collecting account is there once something was posted to it.
     *
     * @param id which account
     */
    Optional<Account> account(AccountId id);

    /**
     * Accounts in the order of their ids, guarded and collecting.
     *
     * @param afterOrNull where the last page ended, or null for the first
     * @param most 1 to 1,000
     */
    List<Account> accounts(@Nullable AccountId afterOrNull, int most);

    /**
     * The newest postings of a guarded account first.
     *
     * @param account a guarded account
     * @param before only postings with a smaller sequence; {@link Long#MAX_VALUE} for the newest
     * @param most 1 to 1,000
     * @throws IllegalArgumentException if the account is a collecting one
     */
    List<StatementLine> statement(AccountId account, long before, int most);

    /**
     * What came to a collecting account in a span of days, summed by day and kind, in the order of {@link Collected#ORDER}. The sums
     * over all days are the account's balance. A day belongs to a transfer by {@link dev.souk.spi.ledger.Transfer#at()} in UTC.
     *
     * @param account a collecting account
     * @param from the first day
     * @param to the last day
     * @throws IllegalArgumentException if the account is a guarded one
     */
    List<Collected> collected(AccountId account, LocalDate from, LocalDate to);

    /**
     * Folds what transactions have left beside their journal since the last time, in one transaction: what came to collecting accounts
     * becomes a line each, and what was used is added to {@link UsageStore}. What a reader sees is the same before and after. One
     * roll-up runs at a time, whatever the number of engines.
     *
     * @param fold makes the next line of an account; if it throws, nothing is written and the exception comes out as it is
     * @return whether there was something to fold, and nobody else was folding it
     * @throws dev.souk.spi.SoukException see above
     */
    boolean rollUp(Function<? super RollUp, RolledUpLine> fold);

    /**
     * Takes down where the chains of all accounts end that have grown since the last root, and keeps the root over them, in one
     * transaction.
     *
     * @param seal makes the next root out of the last one, if there is one, and the leaves in the order of their accounts; if it throws,
     *     nothing is written and the exception comes out as it is
     * @return the root; nothing if no chain has grown, or somebody else is making one
     * @throws dev.souk.spi.SoukException see above
     */
    Optional<LedgerRoot> seal(BiFunction<Optional<LedgerRoot>, Stream<LedgerRoot.Leaf>, LedgerRoot> seal);

    /**
     * Roots, the newest first.
     *
     * @param before only roots with a smaller number; {@link Long#MAX_VALUE} for the newest
     * @param most 1 to 1,000
     */
    List<LedgerRoot> roots(long before, int most);

    /**
     * Shows everything to a visitor, as it was at one moment: first all guarded accounts, then all collecting ones, then all running
     * executions, then all that have ended, in any order, then what tenants used and what came to collecting accounts by day, in any
     * order, then all transfers in any order, then all lines of the guarded accounts' statements and of the collecting accounts, one
     * account after the other and each by its sequence, then all roots by their numbers, each followed by its leaves in the order of
     * their accounts. Memory stays bounded however long the journal is.
     *
     * @param visitor sees it all
     */
    void visit(LedgerVisitor visitor);
}
