package dev.souk.engine.internal.statement;

import dev.souk.engine.call.StatementEntry;
import dev.souk.spi.ledger.Unit;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;

/**
 * Writes a statement for spreadsheets. What goes out, what comes in and what is there have columns without signs, so that every number is
 * one to a spreadsheet and no cell of ours begins with a minus. The last row is the closing one; where it is missing, something was cut.
 */
public final class StatementCsv {
    private static final int MICRO_PLACES = 6;

    private final Unit unit;
    private final CsvRows rows;

    /**
     * A statement to be written.
     *
     * @param unit what the account counts
     * @param out where to
     */
    public StatementCsv(Unit unit, Appendable out) {
        this.unit = unit;
        this.rows = new CsvRows(out);
    }

    /** Writes all of it. */
    public void write(Lines lines, Instant from, Instant to) throws IOException {
        rows.row("sequence", "at", "kind", "debit", "credit", "balance", "side", "transfer", "execution", "memo");
        balance("opening", from, lines.opening());
        for (StatementEntry line : lines) {
            boolean out = line.amount() < 0;
            rows.row(
                    line.sequence() == 0 ? "" : Long.toString(line.sequence()),
                    line.at().toString(),
                    line.kind().name().toLowerCase(Locale.ROOT),
                    out ? unsigned(line.amount()) : "",
                    out ? "" : unsigned(line.amount()),
                    unsigned(line.balance()),
                    side(line.balance()),
                    line.transfer().map(Object::toString).orElse(""),
                    line.execution().map(Object::toString).orElse(""),
                    line.memo());
        }
        balance("closing", to, lines.closing());
    }

    private void balance(String kind, Instant at, long balance) throws IOException {
        rows.row("", at.toString(), kind, "", "", unsigned(balance), side(balance), "", "", "");
    }

    private static String side(long balance) {
        return balance < 0 ? "debit" : "credit";
    }

    private String unsigned(long amount) {
        BigDecimal size = BigDecimal.valueOf(amount, unit == Unit.CREDIT_MICROS ? MICRO_PLACES : 0)
                .abs();
        return size.signum() == 0 ? "0" : size.stripTrailingZeros().toPlainString();
    }
}
