package dev.souk.engine.internal.statement;

import dev.souk.engine.call.StatementEntry;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Posting;
import dev.souk.spi.ledger.StatementLine;
import dev.souk.spi.store.LedgerStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The lines of a guarded account in a period: those from the first one that was made in the period or later, to the one before the first
 * that was made after the period. So statements of periods that follow each other have each line once, and what one ends with the next
 * begins with.
 *
 * <p>Where a period begins is found by halving, in as many reads as the number of lines has binary digits. Lines are numbered as they were
 * written and their times are those of their transfers, so they are nearly in the order of time but not quite: a call is paid some time
 * after it ended, and engines' clocks differ. Lines that are near the beginning are therefore looked at one by one.
 */
public final class NumberedLines implements Lines {
    /** How far the times of an account's lines may be out of order. */
    static final Duration DISORDER = Duration.ofMinutes(10);

    private static final int PAGE = 1_000;

    private final LedgerStore store;
    private final AccountId account;
    private final long first;
    private final long end;
    private final long opening;
    private final long closing;

    /**
     * The lines of a period, as far as there are any by now.
     *
     * @param store where they are
     * @param account the account as it is
     * @param from when the period begins
     * @param to when it has ended
     */
    public NumberedLines(LedgerStore store, Account account, Instant from, Instant to) {
        this.store = store;
        this.account = account.id();
        this.first = firstSince(from, account.sequence());
        this.end = firstSince(to, account.sequence());
        this.opening = balanceBefore(first);
        this.closing = balanceBefore(end);
    }

    /** The number of the first line that was made then or later; the next number if there is none. */
    private long firstSince(Instant time, long last) {
        Instant early = time.minus(DISORDER);
        long low = 1;
        long high = last + 1;
        while (low < high) {
            long middle = low + (high - low) / 2;
            if (line(middle).at().isBefore(early)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (Pages lines = new Pages(low, last + 1); lines.hasNext(); low++) {
            if (!lines.nextLine().at().isBefore(time)) {
                return low;
            }
        }
        return low;
    }

    private long balanceBefore(long sequence) {
        return sequence == 1 ? 0 : line(sequence - 1).posting().balance();
    }

    private StatementLine line(long sequence) {
        return new Pages(sequence, sequence + 1).nextLine();
    }

    @Override
    public long opening() {
        return opening;
    }

    @Override
    public long closing() {
        return closing;
    }

    @Override
    public Iterator<StatementEntry> iterator() {
        return new Pages(first, end);
    }

    /** Lines in the order of their numbers, read page by page. Used by one thread. */
    private final class Pages implements Iterator<StatementEntry> {
        private final long end;
        private long next;
        private Iterator<StatementLine> page = Collections.emptyIterator();

        Pages(long first, long end) {
            this.next = first;
            this.end = end;
        }

        @Override
        public boolean hasNext() {
            return next < end;
        }

        @Override
        public StatementEntry next() {
            StatementLine line = nextLine();
            Posting posting = line.posting();
            return new StatementEntry(
                    posting.sequence(),
                    line.at(),
                    line.kind(),
                    posting.amount(),
                    posting.balance(),
                    line.transfer(),
                    line.executionOrNull(),
                    line.memo());
        }

        StatementLine nextLine() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            if (!page.hasNext()) {
                page = read();
            }
            StatementLine line = page.hasNext() ? page.next() : null;
            if (line == null || line.posting().sequence() != next) {
                throw new SoukException(
                        ErrorCode.SCHEMA_CORRUPT,
                        "number " + next + " of " + account + " is missing; check the ledger: souk ledger verify");
            }
            next++;
            return line;
        }

        /** The store shows the newest first. */
        private Iterator<StatementLine> read() {
            int most = (int) Math.min(PAGE, end - next);
            List<StatementLine> newestFirst = store.statement(account, next + most, most);
            List<StatementLine> lines = new ArrayList<>(newestFirst);
            Collections.reverse(lines);
            return lines.iterator();
        }
    }
}
