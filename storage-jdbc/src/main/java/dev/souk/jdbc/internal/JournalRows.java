package dev.souk.jdbc.internal;

import dev.souk.jdbc.internal.dialect.Table;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.Posting;
import dev.souk.spi.ledger.StatementLine;
import dev.souk.spi.ledger.Transfer;
import dev.souk.spi.ledger.TransferId;
import dev.souk.spi.ledger.TransferKind;
import dev.souk.spi.store.LedgerVisitor.JournaledTransfer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * The tables of the journal. The transfer of a call that has ended stands in the call's own row; all others have a row of their own.
 * Besides, there are the statements of guarded accounts and what came to collecting ones.
 */
final class JournalRows {
    /** How the name of a call's transfer begins. */
    static final String CALL = "call/";

    static final String SELECT_TRANSFER = "SELECT id, kind, made_at, execution, memo, postings FROM souk_transfer ";
    static final String SELECT_CALL =
            "SELECT '" + CALL + "' || id, 'CALL', ended_at, id, '', postings FROM souk_execution ";

    static final RowMapper<Transfer> TRANSFER = Rows.of("souk_transfer", (row, context) -> {
        String execution = row.getString(4);
        return new Transfer(
                new TransferId(row.getString(1)),
                TransferKind.valueOf(row.getString(2)),
                Micros.toInstant(row.getLong(3)),
                execution == null ? null : new ExecutionId(execution),
                row.getString(5),
                Postings.parse(row.getString(6)));
    });

    /** The same as it stands there, right or wrong. */
    static final RowMapper<JournaledTransfer> JOURNALED =
            Rows.of("souk_transfer", (row, context) -> journaled(row, Postings.parse(row.getString(6))));

    static final String SELECT_LINE = "SELECT p.transfer, COALESCE(t.kind, 'CALL'), COALESCE(t.made_at, e.ended_at),"
            + " COALESCE(t.execution, e.id), COALESCE(t.memo, ''), p.account, p.amount, p.sequence, p.balance"
            + " FROM souk_posting p LEFT JOIN souk_transfer t ON t.id = p.transfer"
            + " LEFT JOIN souk_execution e ON t.id IS NULL AND e.id = SUBSTR(p.transfer, "
            + (CALL.length() + 1) + ") ";

    static final RowMapper<StatementLine> LINE = Rows.of("souk_posting", (row, context) -> {
        String execution = row.getString(4);
        return new StatementLine(
                new TransferId(row.getString(1)),
                TransferKind.valueOf(row.getString(2)),
                Micros.toInstant(row.getLong(3)),
                execution == null ? null : new ExecutionId(execution),
                row.getString(5),
                new Posting(AccountId.parse(row.getString(6)), row.getLong(7), row.getLong(8), row.getLong(9)));
    });

    /** All statements, with what the journal says of each line; a line that is not in the journal has no postings. */
    static final String SELECT_STATEMENTS = "SELECT p.transfer, COALESCE(t.kind, 'CALL'),"
            + " COALESCE(t.made_at, e.ended_at, 0), COALESCE(t.execution, e.id), COALESCE(t.memo, ''),"
            + " COALESCE(t.postings, e.postings, ''), p.account, p.amount, p.sequence, p.balance"
            + " FROM souk_posting p LEFT JOIN souk_transfer t ON t.id = p.transfer"
            + " LEFT JOIN souk_execution e ON t.id IS NULL AND e.id = SUBSTR(p.transfer, "
            + (CALL.length() + 1) + ") ORDER BY p.account, p.sequence";

    static final RowMapper<Line> STATEMENT = Rows.of("souk_posting", (row, context) -> {
        JournaledTransfer journaled = journaled(row, Postings.parse(row.getString(6)));
        Posting posting =
                new Posting(AccountId.parse(row.getString(7)), row.getLong(8), row.getLong(9), row.getLong(10));
        return new Line(journaled, posting.withLink(link(journaled.postings(), posting.account())));
    });

    /** The link of an account's posting among these; empty if there is none. */
    static String link(List<Posting> postings, AccountId account) {
        return postings.stream()
                .filter(posting -> posting.account().equals(account))
                .map(Posting::link)
                .findFirst()
                .orElse("");
    }

    private static JournaledTransfer journaled(ResultSet row, List<Posting> postings) throws SQLException {
        String execution = row.getString(4);
        return new JournaledTransfer(
                new TransferId(row.getString(1)),
                TransferKind.valueOf(row.getString(2)),
                Micros.toInstant(row.getLong(3)),
                execution == null ? null : new ExecutionId(execution),
                row.getString(5),
                postings);
    }

    static final Table<Transfer> TRANSFER_TABLE = new Table<>(
            "souk_transfer",
            List.of("id", "kind", "made_at", "execution", "memo", "postings"),
            (row, transfer) -> row.text(transfer.id().value())
                    .text(transfer.kind().name())
                    .number(Micros.of(transfer.at()))
                    .text(transfer.execution().map(ExecutionId::value).orElse(null))
                    .text(Texts.storable(transfer.memo()))
                    .text(Postings.toText(transfer.postings())));

    static final Table<Entry> POSTING_TABLE = new Table<>(
            "souk_posting",
            List.of("account", "sequence", "transfer", "amount", "balance"),
            (row, entry) -> row.text(entry.posting().account().toString())
                    .number(entry.posting().sequence())
                    .text(entry.transfer().value())
                    .number(entry.posting().amount())
                    .number(entry.posting().balance()));

    /**
     * A line of a statement.
     *
     * @param journaled the transfer it belongs to, as the journal has it
     * @param posting what the statement says
     */
    record Line(JournaledTransfer journaled, Posting posting) {}

    /**
     * A posting of a guarded account.
     *
     * @param transfer to which it belongs
     * @param posting itself
     */
    record Entry(TransferId transfer, Posting posting) {}

    private JournalRows() {}
}
