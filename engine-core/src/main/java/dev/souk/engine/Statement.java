package dev.souk.engine;

import dev.souk.engine.call.StatementEntry;
import dev.souk.engine.internal.statement.Lines;
import dev.souk.engine.internal.statement.StatementCsv;
import dev.souk.engine.internal.statement.StatementJson;
import dev.souk.spi.SoukException;
import dev.souk.spi.ledger.AccountId;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;

/**
 * What happened on an account in a period: what it had, one line after the other, and what it had in the end. The lines are read from the
 * store page by page as they are gone through, so a long statement takes no more memory than a short one. Statements of periods that
 * follow each other have each line once, and what one ends with the next begins with.
 *
 * <p>Thread-safe; each iterator is for one thread. Going through the lines throws {@link SoukException} with {@link
 * dev.souk.spi.ErrorCode#STORE_UNAVAILABLE} if the store does not answer.
 *
 * @since 0.1
 */
public final class Statement implements Iterable<StatementEntry> {
    private final AccountId account;
    private final LocalDate from;
    private final LocalDate to;
    private final Lines lines;

    Statement(AccountId account, LocalDate from, LocalDate to, Lines lines) {
        this.account = account;
        this.from = from;
        this.to = to;
        this.lines = lines;
    }

    /** Whose statement it is. */
    public AccountId account() {
        return account;
    }

    /** The first day, in UTC. */
    public LocalDate from() {
        return from;
    }

    /** The last day, in UTC. */
    public LocalDate to() {
        return to;
    }

    /** What the account had when the period began, in its unit. */
    public long opening() {
        return lines.opening();
    }

    /** What it had when the period ended, or what it has if that is still to come, in its unit. */
    public long closing() {
        return lines.closing();
    }

    /** The lines, the oldest first. */
    @Override
    public Iterator<StatementEntry> iterator() {
        return lines.iterator();
    }

    /**
     * Writes it as one JSON object: {@code account}, {@code from}, {@code to}, {@code opening}, {@code lines}, {@code closing}.
     *
     * @param out where to; is flushed and not closed
     * @throws IOException if that fails
     */
    public void writeJson(Writer out) throws IOException {
        StatementJson.write(account, from, to, lines, out);
        out.flush();
    }

    /**
     * Writes it as CSV (RFC 4180) with a row of names, an opening row, a row for each line, and a closing row. No cell begins with a
     * character that a spreadsheet takes for the beginning of a formula.
     *
     * @param out where to; is flushed and not closed
     * @throws IOException if that fails
     */
    public void writeCsv(Writer out) throws IOException {
        new StatementCsv(account.unit(), out).write(lines, beginning(from), beginning(to.plusDays(1)));
        out.flush();
    }

    static Instant beginning(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
