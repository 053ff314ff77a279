package dev.souk.jdbc.internal;

import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Posting;
import dev.souk.spi.ledger.StatementLine;
import dev.souk.spi.ledger.TransferId;
import dev.souk.spi.store.LedgerStore;
import dev.souk.spi.store.LedgerTransaction;
import dev.souk.spi.store.LedgerVisitor;
import dev.souk.spi.store.LedgerVisitor.JournaledTransfer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.result.ResultIterator;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The ledger in SQL. */
public final class JdbcLedgerStore implements LedgerStore {
    private static final String GUARDED = "SELECT id, posted, held, sequence FROM souk_account ";
    private static final String COLLECTING = "SELECT account AS id, CAST(SUM(amount) AS BIGINT) AS posted, 0 AS held,"
            + " 0 AS sequence FROM souk_posting WHERE sequence = 0 AND account ";
    private static final String JOURNAL =
            "SELECT transfer, account, amount, sequence, balance FROM souk_posting ORDER BY transfer, account";

    private static final RowMapper<Entry> ENTRY = Rows.of(
            "souk_posting",
            (row, context) -> new Entry(
                    new TransferId(row.getString(1)),
                    new Posting(AccountId.parse(row.getString(2)), row.getLong(3), row.getLong(4), row.getLong(5))));

    private final Database database;

    /** A ledger in this database. */
    public JdbcLedgerStore(Database database) {
        this.database = database;
    }

    @Override
    public <T extends @Nullable Object> T transact(Function<? super LedgerTransaction, ? extends T> work) {
        return database.<T>write(handle -> {
            JdbcLedgerTransaction transaction =
                    new JdbcLedgerTransaction(handle, database.dialect().lockingRows());
            try {
                return work.apply(transaction);
            } finally {
                transaction.end();
            }
        });
    }

    @Override
    public Optional<Account> account(AccountId id) {
        String sql = id.isGuarded() ? GUARDED + "WHERE id = ?" : COLLECTING + "= ? GROUP BY account";
        return database.read(handle -> handle.createQuery(sql)
                .bind(0, id.toString())
                .map(AccountRows.MAPPER)
                .findOne());
    }

    @Override
    public List<Account> accounts(@Nullable AccountId afterOrNull, int most) {
        Pages.require(most);
        String sql =
                "SELECT id, posted, held, sequence FROM (" + GUARDED + "WHERE id > ? ORDER BY id LIMIT ?) AS guarded"
                        + " UNION ALL SELECT id, posted, held, sequence FROM (" + COLLECTING
                        + "> ? GROUP BY account ORDER BY account LIMIT ?) AS collecting ORDER BY id LIMIT ?";
        String after = afterOrNull == null ? "" : afterOrNull.toString();
        return database.read(handle -> handle.createQuery(sql)
                .bind(0, after)
                .bind(1, most)
                .bind(2, after)
                .bind(3, most)
                .bind(4, most)
                .map(AccountRows.MAPPER)
                .list());
    }

    @Override
    public List<StatementLine> statement(AccountId account, long before, int most) {
        Pages.require(most);
        if (!account.isGuarded()) {
            throw new IllegalArgumentException("the collecting account " + account + " has no statement");
        }
        String sql = JournalRows.SELECT
                + "WHERE p.account = ? AND p.sequence < ? AND p.sequence > 0 ORDER BY p.sequence DESC LIMIT ?";
        return database.read(handle -> handle.createQuery(sql)
                .bind(0, account.toString())
                .bind(1, before)
                .bind(2, most)
                .map(JournalRows.LINE)
                .list());
    }

    @Override
    public void visit(LedgerVisitor visitor) {
        database.<@Nullable Object>readMoment(handle -> {
            stream(handle, GUARDED).map(AccountRows.MAPPER).forEach(visitor::account);
            stream(handle, ExecutionRows.SELECT + "WHERE state = 'RUNNING'")
                    .map(ExecutionRows.MAPPER)
                    .forEach(visitor::running);
            visitJournal(stream(handle, JOURNAL), visitor);
            return null;
        });
    }

    private Query stream(Handle handle, String sql) {
        return handle.createQuery(sql).setFetchSize(database.dialect().fetchSize());
    }

    private record Entry(TransferId transfer, Posting posting) {}

    /** The postings come in the order of their transfers, so one transfer at a time is held. */
    private static void visitJournal(Query journal, LedgerVisitor visitor) {
        List<Posting> postings = new ArrayList<>();
        TransferId current = null;
        try (ResultIterator<Entry> entries = journal.map(ENTRY).iterator()) {
            while (entries.hasNext()) {
                Entry entry = entries.next();
                if (current != null && !current.equals(entry.transfer())) {
                    visitor.transfer(new JournaledTransfer(current, postings));
                    postings.clear();
                }
                current = entry.transfer();
                postings.add(entry.posting());
            }
        }
        if (current != null) {
            visitor.transfer(new JournaledTransfer(current, postings));
        }
    }
}
