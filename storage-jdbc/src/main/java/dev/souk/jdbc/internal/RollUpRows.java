package dev.souk.jdbc.internal;

import dev.souk.jdbc.internal.dialect.Table;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Collected;
import dev.souk.spi.ledger.TransferKind;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionEnd;
import dev.souk.spi.store.ExecutionState;
import dev.souk.spi.store.RolledUpLine;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.mapper.RowMapper;

/** The tables that a roll-up takes rows from, and those where it puts the sums. */
final class RollUpRows {
    private static final long SECONDS_IN_DAY = 86_400;
    private static final List<String> LINE = List.of("account", "sequence", "made_at", "amount", "balance", "link");

    static final Table<Came> COLLECTED_TABLE = new Table<>(
            "souk_collected",
            List.of("account", "day", "kind", "amount"),
            (row, came) -> row.text(came.account().toString())
                    .number(came.sum().day().toEpochDay())
                    .text(came.sum().kind().name())
                    .number(came.sum().amount()));

    /** What was rolled up, and what came since; each with the account and the days. */
    static final String SELECT_COLLECTED = collected(" WHERE account = ? AND day >= ? AND day <= ?");

    /** The same for all accounts and days. */
    static final String SELECT_ALL_COLLECTED = collected("");

    static final RowMapper<Came> CAME = Rows.of(
            "souk_collected",
            (row, context) -> new Came(
                    AccountId.parse(row.getString(1)),
                    new Collected(
                            LocalDate.ofEpochDay(row.getLong(2)),
                            TransferKind.valueOf(row.getString(3)),
                            row.getLong(4))));

    static final Table<Used> USED_TABLE = new Table<>(
            "souk_used",
            List.of(
                    "tenant",
                    "agent",
                    "day",
                    "succeeded",
                    "failed",
                    "input_model_tokens",
                    "output_model_tokens",
                    "charge_micros"),
            (row, used) -> row.text(used.tenant())
                    .text(used.agent())
                    .number(used.day())
                    .number(used.succeeded())
                    .number(used.failed())
                    .number(used.inputModelTokens())
                    .number(used.outputModelTokens())
                    .number(used.chargeMicros()));

    static final Table<RolledUpLine> LINE_TABLE = new Table<>("souk_rolled_up", LINE, RollUpRows::write);
    static final Table<RolledUpLine> LAST_LINE_TABLE = new Table<>("souk_collecting", LINE, RollUpRows::write);
    static final String SELECT_LINE = "SELECT " + String.join(", ", LINE) + " FROM souk_rolled_up ";
    static final String SELECT_LAST_LINE = "SELECT " + String.join(", ", LINE) + " FROM souk_collecting ";
    static final RowMapper<RolledUpLine> LINES = Rows.of(
            "souk_rolled_up",
            (row, context) -> new RolledUpLine(
                    AccountId.parse(row.getString(1)),
                    row.getLong(2),
                    Micros.toInstant(row.getLong(3)),
                    row.getLong(4),
                    row.getLong(5),
                    row.getString(6)));

    /**
     * What came to a collecting account.
     *
     * @param account which
     * @param sum how much, on which day and why
     */
    record Came(AccountId account, Collected sum) {}

    /**
     * What calls of one tenant used of one agent, of those that began on one day.
     *
     * @param tenant whose
     * @param agent which agent
     * @param day since 1970, in UTC
     * @param succeeded how many succeeded
     * @param failed how many failed or expired
     * @param inputModelTokens what they used
     * @param outputModelTokens what they used
     * @param chargeMicros what they cost
     */
    record Used(
            String tenant,
            String agent,
            long day,
            long succeeded,
            long failed,
            long inputModelTokens,
            long outputModelTokens,
            long chargeMicros) {
        private Used plus(Used other) {
            return new Used(
                    tenant,
                    agent,
                    day,
                    succeeded + other.succeeded,
                    failed + other.failed,
                    Math.addExact(inputModelTokens, other.inputModelTokens),
                    Math.addExact(outputModelTokens, other.outputModelTokens),
                    Math.addExact(chargeMicros, other.chargeMicros));
        }
    }

    /** What makes a row. */
    private record Cell(String tenant, String agent, long day) {}

    private RollUpRows() {}

    private static String collected(String where) {
        String rows = "SELECT account, day, kind, amount FROM ";
        return "SELECT account, day, kind, CAST(SUM(amount) AS BIGINT) FROM (" + rows + "souk_collected_daily" + where
                + " UNION ALL " + rows + "souk_collected" + where + ") AS collected GROUP BY account, day, kind";
    }

    private static void write(Table.Row row, RolledUpLine line) {
        row.text(line.account().toString())
                .number(line.sequence())
                .number(Micros.of(line.at()))
                .number(line.amount())
                .number(line.balance())
                .text(line.link());
    }

    /** What these executions, which have ended, used. */
    static List<Used> used(Collection<Execution> ended) {
        Map<Cell, Used> cells = new LinkedHashMap<>();
        for (Execution execution : ended) {
            Used used = used(execution, Objects.requireNonNull(execution.endOrNull()));
            cells.merge(new Cell(used.tenant(), used.agent(), used.day()), used, Used::plus);
        }
        return new ArrayList<>(cells.values());
    }

    private static Used used(Execution execution, ExecutionEnd end) {
        boolean succeeded = end.state() == ExecutionState.SUCCEEDED;
        return new Used(
                execution.caller().tenant().value(),
                execution.agent().value(),
                day(execution.startedAt()),
                succeeded ? 1 : 0,
                succeeded ? 0 : 1,
                end.usage().inputModelTokens(),
                end.usage().outputModelTokens(),
                end.charge().micros());
    }

    private static long day(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), SECONDS_IN_DAY);
    }
}
