package dev.souk.jdbc.internal;

import dev.souk.jdbc.internal.dialect.Table;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.store.LedgerRoot;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;

/** The tables of roots and their leaves. */
final class RootRows {
    private static final List<String> ROOT =
            List.of("number", "made_at", "previous", "accounts", "digest", "public_key", "signature");

    static final String SELECT_ROOT = "SELECT " + String.join(", ", ROOT) + " FROM souk_root ";
    static final RowMapper<LedgerRoot> ROOTS = Rows.of(
            "souk_root",
            (row, context) -> new LedgerRoot(
                    row.getLong(1),
                    Micros.toInstant(row.getLong(2)),
                    row.getString(3),
                    row.getLong(4),
                    row.getString(5),
                    row.getString(6),
                    row.getString(7)));
    static final Table<LedgerRoot> ROOT_TABLE = new Table<>(
            "souk_root",
            ROOT,
            (row, root) -> row.number(root.number())
                    .number(Micros.of(root.at()))
                    .text(root.previous())
                    .number(root.accounts())
                    .text(root.digest())
                    .text(root.key())
                    .text(root.signature()));

    static final String SELECT_LEAF =
            "SELECT account, sequence, link FROM souk_root_leaf WHERE root = ? ORDER BY account";
    static final RowMapper<LedgerRoot.Leaf> LEAVES = Rows.of(
            "souk_root_leaf",
            (row, context) -> new LedgerRoot.Leaf(AccountId.parse(row.getString(1)), row.getLong(2), row.getString(3)));

    /** With what the journal says of each leaf's posting, or the line of a collecting account. */
    static final String SELECT_LEAF_AND_CHAIN = "SELECT l.account, l.sequence, l.link,"
            + " COALESCE(t.postings, e.postings, ''), COALESCE(r.link, '') FROM souk_root_leaf l"
            + " LEFT JOIN souk_posting p ON p.account = l.account AND p.sequence = l.sequence"
            + " LEFT JOIN souk_transfer t ON t.id = p.transfer"
            + " LEFT JOIN souk_execution e ON t.id IS NULL AND e.id = SUBSTR(p.transfer, "
            + (JournalRows.CALL.length() + 1) + ")"
            + " LEFT JOIN souk_rolled_up r ON r.account = l.account AND r.sequence = l.sequence"
            + " WHERE l.root = ? ORDER BY l.account";

    static final RowMapper<Chained> LEAVES_AND_CHAIN = Rows.of("souk_root_leaf", (row, context) -> {
        AccountId account = AccountId.parse(row.getString(1));
        String link =
                account.isGuarded() ? JournalRows.link(Postings.parse(row.getString(4)), account) : row.getString(5);
        return new Chained(new LedgerRoot.Leaf(account, row.getLong(2), row.getString(3)), link);
    });

    /**
     * A leaf.
     *
     * @param leaf as it was taken down
     * @param link what its account's chain has there now; empty for nothing
     */
    record Chained(LedgerRoot.Leaf leaf, String link) {}

    /** Takes down as leaves of a root where the chains end that no root has taken down there yet. */
    static final String INSERT_LEAVES = "INSERT INTO souk_root_leaf (account, sequence, link, root)"
            + " SELECT ends.id, ends.sequence, ends.link, CAST(? AS BIGINT) FROM ("
            + "SELECT id, sequence, link FROM souk_account WHERE sequence > 0"
            + " UNION ALL SELECT account, sequence, link FROM souk_collecting) AS ends"
            + " WHERE NOT EXISTS (SELECT 1 FROM souk_root_leaf AS leaf"
            + " WHERE leaf.account = ends.id AND leaf.sequence = ends.sequence)";

    private RootRows() {}
}
