package dev.souk.jdbc.internal;

import dev.souk.jdbc.internal.dialect.Table;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Collected;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.Posting;
import dev.souk.spi.ledger.StatementLine;
import dev.souk.spi.ledger.Transfer;
import dev.souk.spi.ledger.TransferId;
import dev.souk.spi.ledger.TransferKind;
import dev.souk.spi.store.LedgerVisitor.JournaledTransfer;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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
    static final RowMapper<JournaledTransfer> JOURNALED = Rows.of(
            "souk_transfer",
            (row, context) ->
                    new JournaledTransfer(new TransferId(row.getString(1)), Postings.parse(row.getString(6))));

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

    static final String SELECT_STATEMENTS =
            "SELECT transfer, account, amount, sequence, balance FROM souk_posting" + " ORDER BY account, sequence";

    static final RowMapper<Entry> STATEMENT = Rows.of(
            "souk_posting",
            (row, context) -> new Entry(
                    new TransferId(row.getString(1)),
                    new Posting(AccountId.parse(row.getString(2)), row.getLong(3), row.getLong(4), row.getLong(5))));

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

    static final String SELECT_COLLECTED = "SELECT day, kind, CAST(SUM(amount) AS BIGINT) FROM souk_collected"
            + " WHERE account = ? AND day >= ? AND day <= ? GROUP BY day, kind";

    static final RowMapper<Collected> COLLECTED = Rows.of(
            "souk_collected",
            (row, context) -> new Collected(
                    LocalDate.ofEpochDay(row.getLong(1)), TransferKind.valueOf(row.getString(2)), row.getLong(3)));

    static final Table<Map.Entry<AccountId, Collected>> COLLECTED_TABLE = new Table<>(
            "souk_collected",
            List.of("account", "day", "kind", "amount"),
            (row, collected) -> row.text(collected.getKey().toString())
                    .number(collected.getValue().day().toEpochDay())
                    .text(collected.getValue().kind().name())
                    .number(collected.getValue().amount()));

    /**
     * A posting of a guarded account.
     *
     * @param transfer to which it belongs
     * @param posting itself
     */
    record Entry(TransferId transfer, Posting posting) {}

    private JournalRows() {}
}
