package dev.souk.jdbc.internal;

import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Collected;
import dev.souk.spi.ledger.StatementLine;
import dev.souk.spi.store.LedgerRoot;
import dev.souk.spi.store.LedgerStore;
import dev.souk.spi.store.LedgerTransaction;
import dev.souk.spi.store.LedgerVisitor;
import dev.souk.spi.store.RollUp;
import dev.souk.spi.store.RolledUpLine;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The ledger in SQL. */
public final class JdbcLedgerStore implements LedgerStore {
    /** Collecting accounts: what was rolled up, and what came since. What they are compared with follows. */
    private static final String COLLECTING =
            "SELECT id, CAST(SUM(amount) AS BIGINT) AS posted, 0 AS held, 0 AS sequence,"
                    + " '' AS link FROM (SELECT account AS id, balance AS amount FROM souk_collecting"
                    + " UNION ALL SELECT account, amount FROM souk_collected) AS collecting WHERE id ";

    private final Database database;

    /** A ledger in this database. */
    public JdbcLedgerStore(Database database) {
        this.database = database;
    }

    @Override
    public <T extends @Nullable Object> T transact(Function<? super LedgerTransaction, ? extends T> work) {
        return database.<T>write(handle -> {
            JdbcLedgerTransaction transaction = new JdbcLedgerTransaction(new Sql(handle, database.dialect()));
            try {
                return work.apply(transaction);
            } finally {
                transaction.end();
            }
        });
    }

    @Override
    public Optional<Account> account(AccountId id) {
        String sql = id.isGuarded() ? AccountRows.SELECT + "WHERE id = ?" : COLLECTING + "= ? GROUP BY id";
        return database.read(handle -> handle.createQuery(sql)
                .bind(0, id.toString())
                .map(AccountRows.MAPPER)
                .findOne());
    }

    @Override
    public List<Account> accounts(@Nullable AccountId afterOrNull, int most) {
        Pages.require(most);
        String sql = "SELECT * FROM (" + AccountRows.SELECT + "WHERE id > ? ORDER BY id LIMIT ?) AS guarded"
                + " UNION ALL SELECT * FROM (" + COLLECTING
                + "> ? GROUP BY id ORDER BY id LIMIT ?) AS collecting ORDER BY id LIMIT ?";
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
        String sql =
                JournalRows.SELECT_LINE + "WHERE p.account = ? AND p.sequence < ? ORDER BY p.sequence DESC LIMIT ?";
        return database.read(handle -> handle.createQuery(sql)
                .bind(0, account.toString())
                .bind(1, before)
                .bind(2, most)
                .map(JournalRows.LINE)
                .list());
    }

    @Override
    public List<Collected> collected(AccountId account, LocalDate from, LocalDate to) {
        if (account.isGuarded()) {
            throw new IllegalArgumentException("the guarded account " + account + " has a statement, and no sums");
        }
        return database.read(handle -> handle
                .createQuery(RollUpRows.SELECT_COLLECTED)
                .bind(0, account.toString())
                .bind(1, from.toEpochDay())
                .bind(2, to.toEpochDay())
                .bind(3, account.toString())
                .bind(4, from.toEpochDay())
                .bind(5, to.toEpochDay())
                .map(RollUpRows.CAME)
                .stream()
                .map(RollUpRows.Came::sum)
                .sorted(Collected.ORDER)
                .toList());
    }

    @Override
    public boolean rollUp(Function<? super RollUp, RolledUpLine> fold) {
        return database.<Boolean>write(
                handle -> new JdbcRollUp(handle, new Sql(handle, database.dialect()), database.dialect()).run(fold));
    }

    @Override
    public Optional<LedgerRoot> seal(BiFunction<Optional<LedgerRoot>, Stream<LedgerRoot.Leaf>, LedgerRoot> seal) {
        return database.<Optional<LedgerRoot>>write(handle -> {
            Sql sql = new Sql(handle, database.dialect());
            return sql.isOwner() ? seal(handle, sql, seal) : Optional.empty();
        });
    }

    private Optional<LedgerRoot> seal(
            Handle handle, Sql sql, BiFunction<Optional<LedgerRoot>, Stream<LedgerRoot.Leaf>, LedgerRoot> seal) {
        Optional<LedgerRoot> last = handle.createQuery(RootRows.SELECT_ROOT + "ORDER BY number DESC LIMIT 1")
                .map(RootRows.ROOTS)
                .findOne();
        long number = last.map(LedgerRoot::number).orElse(0L) + 1;
        int leaves = handle.createUpdate(RootRows.INSERT_LEAVES).bind(0, number).execute();
        if (leaves == 0) {
            return Optional.empty();
        }
        LedgerRoot root;
        try (Stream<LedgerRoot.Leaf> stream = leaves(handle, number)) {
            root = seal.apply(last, stream);
        }
        sql.insert(RootRows.ROOT_TABLE, List.of(root));
        return Optional.of(root);
    }

    private Stream<LedgerRoot.Leaf> leaves(Handle handle, long root) {
        return stream(handle, RootRows.SELECT_LEAF).bind(0, root).map(RootRows.LEAVES).stream();
    }

    @Override
    public List<LedgerRoot> roots(long before, int most) {
        Pages.require(most);
        return database.read(
                handle -> handle.createQuery(RootRows.SELECT_ROOT + "WHERE number < ? ORDER BY number DESC LIMIT ?")
                        .bind(0, before)
                        .bind(1, most)
                        .map(RootRows.ROOTS)
                        .list());
    }

    @Override
    public void visit(LedgerVisitor visitor) {
        database.<@Nullable Object>readMoment(handle -> {
            stream(handle, AccountRows.SELECT).map(AccountRows.MAPPER).forEach(visitor::account);
            stream(handle, COLLECTING + ">= '' GROUP BY id")
                    .map(AccountRows.MAPPER)
                    .forEach(visitor::collecting);
            stream(handle, ExecutionRows.SELECT_RUNNING)
                    .map(ExecutionRows.RUNNING)
                    .forEach(visitor::running);
            stream(handle, ExecutionRows.SELECT_ENDED_WITHOUT_OUTPUT)
                    .map(ExecutionRows.ENDED)
                    .forEach(visitor::ended);
            stream(handle, JdbcUsageStore.ALL)
                    .map(JdbcUsageStore.USED)
                    .forEach(used -> visitor.used(used.tenant(), used.row()));
            stream(handle, RollUpRows.SELECT_ALL_COLLECTED)
                    .map(RollUpRows.CAME)
                    .forEach(came -> visitor.collected(came.account(), came.sum()));
            stream(handle, JournalRows.SELECT_TRANSFER)
                    .map(JournalRows.JOURNALED)
                    .forEach(visitor::transfer);
            stream(handle, JournalRows.SELECT_CALL + "WHERE postings <> ''")
                    .map(JournalRows.JOURNALED)
                    .forEach(visitor::transfer);
            stream(handle, JournalRows.SELECT_STATEMENTS)
                    .map(JournalRows.STATEMENT)
                    .forEach(line -> visitor.line(line.journaled(), line.posting()));
            stream(handle, RollUpRows.SELECT_LINE + "ORDER BY account, sequence")
                    .map(RollUpRows.LINES)
                    .forEach(visitor::rolledUp);
            handle.createQuery(RootRows.SELECT_ROOT + "ORDER BY number")
                    .map(RootRows.ROOTS)
                    .list()
                    .forEach(root -> {
                        visitor.root(root);
                        stream(handle, RootRows.SELECT_LEAF_AND_CHAIN)
                                .bind(0, root.number())
                                .map(RootRows.LEAVES_AND_CHAIN)
                                .forEach(chained -> visitor.leaf(chained.leaf(), chained.link()));
                    });
            return null;
        });
    }

    private Query stream(Handle handle, String sql) {
        return handle.createQuery(sql).setFetchSize(database.dialect().fetchSize());
    }
}
