package dev.souk.jdbc.internal;

import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.Posting;
import dev.souk.spi.ledger.StatementLine;
import dev.souk.spi.ledger.Transfer;
import dev.souk.spi.ledger.TransferId;
import dev.souk.spi.ledger.TransferKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** The two tables of the journal: transfers and their postings. A row read here is one posting with its transfer. */
final class JournalRows {
    static final String SELECT = "SELECT t.id, t.kind, t.made_at, t.execution, t.memo,"
            + " p.account, p.amount, p.sequence, p.balance"
            + " FROM souk_posting p JOIN souk_transfer t ON t.id = p.transfer ";

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

    private static final String INSERT_TRANSFER =
            "INSERT INTO souk_transfer (id, kind, made_at, execution, memo) VALUES (?, ?, ?, ?, ?)";
    private static final String INSERT_POSTING =
            "INSERT INTO souk_posting (transfer, account, amount, sequence, balance) VALUES (?, ?, ?, ?, ?)";

    private JournalRows() {}

    static void insert(Handle handle, List<Transfer> transfers) {
        Batches.run(
                handle,
                INSERT_TRANSFER,
                transfers,
                (batch, transfer) -> batch.bind(0, transfer.id().value())
                        .bind(1, transfer.kind().name())
                        .bind(2, Micros.of(transfer.at()))
                        .bind(3, transfer.execution().map(ExecutionId::value).orElse(null))
                        .bind(4, Texts.storable(transfer.memo())));
        Batches.run(
                handle,
                INSERT_POSTING,
                entriesOf(transfers),
                (batch, entry) -> batch.bind(0, entry.transfer().value())
                        .bind(1, entry.posting().account().toString())
                        .bind(2, entry.posting().amount())
                        .bind(3, entry.posting().sequence())
                        .bind(4, entry.posting().balance()));
    }

    private record Entry(TransferId transfer, Posting posting) {}

    private static List<Entry> entriesOf(List<Transfer> transfers) {
        List<Entry> entries = new ArrayList<>();
        for (Transfer transfer : transfers) {
            transfer.postings().forEach(posting -> entries.add(new Entry(transfer.id(), posting)));
        }
        return entries;
    }

    /** Puts lines of the same transfer together. */
    static Map<TransferId, Transfer> transfersOf(List<StatementLine> lines) {
        Map<TransferId, List<StatementLine>> byTransfer = new LinkedHashMap<>();
        for (StatementLine line : lines) {
            byTransfer
                    .computeIfAbsent(line.transfer(), none -> new ArrayList<>())
                    .add(line);
        }
        Map<TransferId, Transfer> transfers = new LinkedHashMap<>();
        byTransfer.forEach((id, own) -> transfers.put(id, transferOf(own)));
        return transfers;
    }

    private static Transfer transferOf(List<StatementLine> lines) {
        StatementLine first = lines.get(0);
        return new Transfer(
                first.transfer(),
                first.kind(),
                first.at(),
                first.executionOrNull(),
                first.memo(),
                lines.stream().map(StatementLine::posting).toList());
    }
}
