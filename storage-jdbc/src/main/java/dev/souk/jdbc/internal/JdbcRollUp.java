package dev.souk.jdbc.internal;

import dev.souk.jdbc.internal.RollUpRows.Came;
import dev.souk.jdbc.internal.dialect.Dialect;
import dev.souk.jdbc.internal.dialect.Dialect.Taking;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.store.RollUp;
import dev.souk.spi.store.RolledUpLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** One roll-up, in one transaction. Used by one thread. */
final class JdbcRollUp {
    private static final String OF_USAGE = "tenant, day, agent";
    private static final List<String> SUMS =
            List.of("succeeded", "failed", "input_model_tokens", "output_model_tokens", "charge_micros");

    private final Handle handle;
    private final Sql sql;
    private final Dialect dialect;

    JdbcRollUp(Handle handle, Sql sql, Dialect dialect) {
        this.handle = handle;
        this.sql = sql;
        this.dialect = dialect;
    }

    /** Rolls up, unless somebody else is at it, and says whether there was something. */
    boolean run(Function<? super RollUp, RolledUpLine> fold) {
        if (!sql.isOwner()) {
            return false;
        }
        boolean used = rollUpUsage();
        return rollUpAccounts(fold) || used;
    }

    private boolean rollUpUsage() {
        Taking taking = dialect.takingAll("souk_used");
        String sums = SUMS.stream()
                .map(column -> "CAST(SUM(" + column + ") AS BIGINT)")
                .collect(Collectors.joining(", "));
        String added = SUMS.stream()
                .map(column -> column + " = souk_usage." + column + " + excluded." + column)
                .collect(Collectors.joining(", "));
        int rows = handle.createUpdate(taking.beginning() + "INSERT INTO souk_usage (" + OF_USAGE + ", "
                        + String.join(", ", SUMS) + ") SELECT " + OF_USAGE + ", " + sums + " FROM " + taking.rows()
                        + " WHERE TRUE GROUP BY " + OF_USAGE + " ORDER BY " + OF_USAGE + " ON CONFLICT (" + OF_USAGE
                        + ") DO UPDATE SET " + added)
                .execute();
        finish(taking);
        return rows > 0;
    }

    private boolean rollUpAccounts(Function<? super RollUp, RolledUpLine> fold) {
        Taking taking = dialect.takingAll("souk_collected");
        List<Came> all = handle.createQuery(taking.beginning()
                        + "SELECT account, day, kind, CAST(SUM(amount) AS BIGINT) FROM " + taking.rows()
                        + " GROUP BY account, day, kind ORDER BY account, day, kind")
                .map(RollUpRows.CAME)
                .list();
        finish(taking);
        addByDay(all);
        NavigableMap<AccountId, Long> sums = new TreeMap<>();
        all.forEach(came -> sums.merge(came.account(), came.sum().amount(), Math::addExact));
        Map<AccountId, RolledUpLine> last = sql
                .select(
                        RollUpRows.SELECT_LAST_LINE,
                        "account",
                        sums.keySet().stream().map(AccountId::toString).toList(),
                        "",
                        RollUpRows.LINES)
                .stream()
                .collect(Collectors.toMap(RolledUpLine::account, line -> line));
        List<RolledUpLine> lines = new ArrayList<>();
        sums.forEach((account, amount) -> lines.add(fold.apply(new RollUp(account, amount, last.get(account)))));
        sql.insert(RollUpRows.LINE_TABLE, lines);
        sql.insert(
                RollUpRows.LAST_LINE_TABLE,
                lines.stream().filter(line -> !last.containsKey(line.account())).toList());
        sql.update(
                RollUpRows.LAST_LINE_TABLE,
                lines.stream().filter(line -> last.containsKey(line.account())).toList());
        return !lines.isEmpty();
    }

    private void addByDay(List<Came> all) {
        PreparedBatch batch = handle.prepareBatch("INSERT INTO souk_collected_daily (account, day, kind, amount)"
                + " VALUES (?, ?, ?, ?) ON CONFLICT (account, day, kind)"
                + " DO UPDATE SET amount = souk_collected_daily.amount + excluded.amount");
        for (Came came : all) {
            batch.bind(0, came.account().toString())
                    .bind(1, came.sum().day().toEpochDay())
                    .bind(2, came.sum().kind().name())
                    .bind(3, came.sum().amount())
                    .add();
        }
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    private void finish(Taking taking) {
        if (!taking.end().isEmpty()) {
            handle.execute(taking.end());
        }
    }
}
