package dev.souk.jdbc.internal;

import dev.souk.jdbc.internal.dialect.Table;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.agent.AgentId;
import dev.souk.spi.agent.AgentVersion;
import dev.souk.spi.agent.ModelUsage;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.DeviceId;
import dev.souk.spi.caller.PlanId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.caller.UserId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.Posting;
import dev.souk.spi.ledger.Reservation;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionEnd;
import dev.souk.spi.store.ExecutionState;
import dev.souk.spi.store.IdempotencyKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** The tables of executions: those that run, those that have ended, and the keys they were admitted with. */
final class ExecutionRows {
    private static final List<String> FIXED = List.of(
            "id",
            "tenant",
            "user_id",
            "device",
            "agent",
            "agent_version",
            "plan",
            "idempotency_key",
            "fingerprint",
            "legs",
            "epoch",
            "expires_at",
            "started_at");
    private static final List<String> OF_THE_END = List.of(
            "state",
            "ended_at",
            "error_code",
            "message",
            "input_model_tokens",
            "output_model_tokens",
            "duration_nanos",
            "attempts",
            "fallback",
            "charge_micros",
            "balance_after",
            "output");
    /** Where the columns of the end begin in a row that is read. */
    private static final int END = FIXED.size() + 1;

    /** The columns of those that run, in the order in which {@link #RUNNING} reads them. */
    static final String RUNNING_COLUMNS = String.join(", ", FIXED);

    static final String SELECT_RUNNING = "SELECT " + RUNNING_COLUMNS + " FROM souk_running ";
    static final String SELECT_ENDED =
            "SELECT " + String.join(", ", FIXED) + ", " + String.join(", ", OF_THE_END) + " FROM souk_execution ";
    /** Those that run, in the columns of those that have ended. */
    static final String SELECT_RUNNING_WIDE = "SELECT " + String.join(", ", FIXED)
            + ", 'RUNNING', 0, NULL, '', 0, 0, 0, 0, FALSE, 0, 0, NULL FROM souk_running ";
    /** With an empty text in place of an output. */
    static final String SELECT_ENDED_WITHOUT_OUTPUT = "SELECT " + String.join(", ", FIXED) + ", "
            + String.join(", ", OF_THE_END.subList(0, OF_THE_END.size() - 1))
            + ", CASE WHEN output IS NULL THEN NULL ELSE '' END FROM souk_execution ";

    static final RowMapper<Execution> RUNNING = Rows.of("souk_running", (row, context) -> map(row, null));
    static final RowMapper<Execution> ENDED = Rows.of("souk_execution", (row, context) -> map(row, end(row)));
    /** Either. */
    static final RowMapper<Execution> ANY = Rows.of(
            "souk_execution",
            (row, context) -> map(row, row.getString(END).equals(ExecutionState.RUNNING.name()) ? null : end(row)));

    static final Table<Execution> RUNNING_TABLE = new Table<>("souk_running", FIXED, ExecutionRows::writeFixed);
    static final Table<Paid> ENDED_TABLE = new Table<>(
            "souk_execution",
            Stream.of(FIXED, OF_THE_END, List.of("postings"))
                    .flatMap(List::stream)
                    .toList(),
            (row, paid) -> {
                writeFixed(row, paid.execution());
                writeEnd(row, Objects.requireNonNull(paid.execution().endOrNull()));
                row.text(Postings.toText(paid.postings()));
            });
    static final Table<Keyed> KEY_TABLE = new Table<>(
            "souk_idempotency_key",
            List.of("id", "execution"),
            (row, keyed) -> row.text(keyId(keyed.key())).text(keyed.execution().value()));
    static final String SELECT_KEY = "SELECT id, execution FROM souk_idempotency_key ";
    static final RowMapper<Map.Entry<String, ExecutionId>> KEY = Rows.of(
            "souk_idempotency_key", (row, context) -> Map.entry(row.getString(1), new ExecutionId(row.getString(2))));

    /**
     * An execution that has ended.
     *
     * @param execution how
     * @param postings its payment, if its transfer stands in its row
     */
    record Paid(Execution execution, List<Posting> postings) {}

    /**
     * What a key stands for.
     *
     * @param key the key
     * @param execution the call that was admitted with it
     */
    record Keyed(IdempotencyKey key, ExecutionId execution) {}

    private ExecutionRows() {}

    /** How a key is named: neither a tenant nor a user has a blank in it, so no two keys have one name. */
    static String keyId(IdempotencyKey key) {
        return key.tenant() + " " + key.user() + " " + key.value();
    }

    private static void writeFixed(Table.Row row, Execution execution) {
        Caller caller = execution.caller();
        row.text(execution.id().value())
                .text(caller.tenant().value())
                .text(caller.user().value())
                .text(caller.device().map(DeviceId::value).orElse(null))
                .text(execution.agent().value())
                .text(execution.version().toString())
                .text(execution.plan().map(PlanId::value).orElse(null))
                .text(execution.keyOrNull())
                .text(Texts.storable(execution.fingerprint()))
                .text(Legs.toText(execution.reservation().legs()))
                .number(execution.reservation().epoch())
                .number(Micros.of(execution.reservation().expiresAt()))
                .number(Micros.of(execution.startedAt()));
    }

    private static void writeEnd(Table.Row row, ExecutionEnd end) {
        row.text(end.state().name())
                .number(Micros.of(end.at()))
                .text(end.codeOrNull() == null ? null : end.codeOrNull().id())
                .text(Texts.storable(end.message()))
                .number(end.usage().inputModelTokens())
                .number(end.usage().outputModelTokens())
                .number(end.duration().toNanos())
                .number(end.attempts())
                .truth(end.fallback())
                .number(end.charge().micros())
                .number(end.balanceAfter())
                .text(Texts.storable(end.outputOrNull()));
    }

    private static Execution map(ResultSet row, @Nullable ExecutionEnd end) throws SQLException {
        String device = row.getString(4);
        String plan = row.getString(7);
        return new Execution(
                new ExecutionId(row.getString(1)),
                new Caller(
                        new TenantId(row.getString(2)),
                        new UserId(row.getString(3)),
                        device == null ? null : new DeviceId(device)),
                new AgentId(row.getString(5)),
                AgentVersion.parse(row.getString(6)),
                plan == null ? null : new PlanId(plan),
                row.getString(8),
                row.getString(9),
                new Reservation(Legs.parse(row.getString(10)), row.getLong(11), Micros.toInstant(row.getLong(12))),
                Micros.toInstant(row.getLong(13)),
                end);
    }

    private static ExecutionEnd end(ResultSet row) throws SQLException {
        String code = row.getString(END + 2);
        return new ExecutionEnd(
                ExecutionState.valueOf(row.getString(END)),
                Micros.toInstant(row.getLong(END + 1)),
                code == null ? null : ErrorCode.ofId(code),
                row.getString(END + 3),
                row.getString(END + 11),
                new ModelUsage(row.getLong(END + 4), row.getLong(END + 5)),
                Duration.ofNanos(row.getLong(END + 6)),
                row.getInt(END + 7),
                row.getBoolean(END + 8),
                Credits.ofMicros(row.getLong(END + 9)),
                row.getLong(END + 10));
    }
}
