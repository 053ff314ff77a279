package dev.souk.jdbc.internal;

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
import dev.souk.spi.ledger.Reservation;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionEnd;
import dev.souk.spi.store.ExecutionState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The table of executions, each with its reservation and, when it has one, its end. */
final class ExecutionRows {
    private static final String COLUMNS = "id, tenant, user_id, device, agent, agent_version, plan, idempotency_key,"
            + " fingerprint, legs, started_at, expires_at, epoch, state, ended_at, error_code, message,"
            + " input_model_tokens, output_model_tokens, duration_nanos, attempts, fallback, charge_micros,"
            + " balance_after, ";

    static final String SELECT = "SELECT " + COLUMNS + "output FROM souk_execution ";
    /** With an empty text in place of an output. */
    static final String SELECT_WITHOUT_OUTPUT =
            "SELECT " + COLUMNS + "CASE WHEN output IS NULL THEN NULL ELSE '' END FROM souk_execution ";

    static final RowMapper<Execution> MAPPER = Rows.of("souk_execution", (row, context) -> map(row));

    private static final String INSERT = "INSERT INTO souk_execution (" + COLUMNS + "output) VALUES ("
            + "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String END = "UPDATE souk_execution SET epoch = ?, state = ?, ended_at = ?, error_code = ?,"
            + " message = ?, input_model_tokens = ?, output_model_tokens = ?, duration_nanos = ?, attempts = ?,"
            + " fallback = ?, charge_micros = ?, balance_after = ?, output = ? WHERE id = ? AND state = 'RUNNING'";

    /** Where the columns that an end changes begin, in a statement that has all of them. */
    private static final int CHANGING = 12;

    private static final int CHANGING_COUNT = 13;

    private ExecutionRows() {}

    static void insert(Handle handle, List<Execution> executions) {
        Batches.run(handle, INSERT, executions, (batch, execution) -> {
            bindFixed(batch, execution);
            bindChanging(batch, CHANGING, execution);
        });
    }

    static void end(Handle handle, List<Execution> executions) {
        Batches.runOnEach(
                handle,
                END,
                executions,
                (batch, execution) -> {
                    bindChanging(batch, 0, execution);
                    batch.bind(CHANGING_COUNT, execution.id().value());
                },
                execution -> execution.id() + " does not run");
    }

    private static void bindFixed(PreparedBatch batch, Execution execution) {
        Caller caller = execution.caller();
        batch.bind(0, execution.id().value())
                .bind(1, caller.tenant().value())
                .bind(2, caller.user().value())
                .bind(3, caller.device().map(DeviceId::value).orElse(null))
                .bind(4, execution.agent().value())
                .bind(5, execution.version().toString())
                .bind(6, execution.plan().map(PlanId::value).orElse(null))
                .bind(7, execution.keyOrNull())
                .bind(8, Texts.storable(execution.fingerprint()))
                .bind(9, Legs.toText(execution.reservation().legs()))
                .bind(10, Micros.of(execution.startedAt()))
                .bind(11, Micros.of(execution.reservation().expiresAt()));
    }

    private static void bindChanging(PreparedBatch batch, int first, Execution execution) {
        ExecutionEnd end = execution.endOrNull();
        batch.bind(first, execution.reservation().epoch())
                .bind(first + 1, execution.state().name())
                .bind(first + 2, end == null ? null : (Long) Micros.of(end.at()))
                .bind(
                        first + 3,
                        end == null || end.codeOrNull() == null
                                ? null
                                : end.codeOrNull().id())
                .bind(first + 4, end == null ? null : Texts.storable(end.message()))
                .bind(first + 5, end == null ? null : (Long) end.usage().inputModelTokens())
                .bind(first + 6, end == null ? null : (Long) end.usage().outputModelTokens())
                .bind(first + 7, end == null ? null : (Long) end.duration().toNanos())
                .bind(first + 8, end == null ? null : (Integer) end.attempts())
                .bind(first + 9, end == null ? null : (Boolean) end.fallback())
                .bind(first + 10, end == null ? null : (Long) end.charge().micros())
                .bind(first + 11, end == null ? null : (Long) end.balanceAfter())
                .bind(first + 12, end == null ? null : Texts.storable(end.outputOrNull()));
    }

    private static Execution map(ResultSet row) throws SQLException {
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
                new Reservation(Legs.parse(row.getString(10)), row.getLong(13), Micros.toInstant(row.getLong(12))),
                Micros.toInstant(row.getLong(11)),
                end(row));
    }

    private static @Nullable ExecutionEnd end(ResultSet row) throws SQLException {
        ExecutionState state = ExecutionState.valueOf(row.getString(14));
        if (state == ExecutionState.RUNNING) {
            return null;
        }
        String code = row.getString(16);
        return new ExecutionEnd(
                state,
                Micros.toInstant(row.getLong(15)),
                code == null ? null : ErrorCode.ofId(code),
                row.getString(17),
                row.getString(25),
                new ModelUsage(row.getLong(18), row.getLong(19)),
                Duration.ofNanos(row.getLong(20)),
                row.getInt(21),
                row.getBoolean(22),
                Credits.ofMicros(row.getLong(23)),
                row.getLong(24));
    }
}
