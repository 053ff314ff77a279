package dev.souk.jdbc.internal;

import dev.souk.spi.Credits;
import dev.souk.spi.agent.AgentId;
import dev.souk.spi.agent.ModelUsage;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.store.UsageRow;
import dev.souk.spi.store.UsageStore;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;

/** What was used, added up in SQL from the executions that have ended. */
public final class JdbcUsageStore implements UsageStore {
    private static final long MAX_DAYS = 366;
    private static final String PER_DAY = "SELECT started_at / 86400000000 AS day, agent,"
            + " SUM(CASE WHEN state = 'SUCCEEDED' THEN 1 ELSE 0 END),"
            + " SUM(CASE WHEN state = 'SUCCEEDED' THEN 0 ELSE 1 END),"
            + " CAST(SUM(input_model_tokens) AS BIGINT), CAST(SUM(output_model_tokens) AS BIGINT),"
            + " CAST(SUM(charge_micros) AS BIGINT) FROM souk_execution"
            + " WHERE tenant = ? AND started_at >= ? AND started_at < ?"
            + " GROUP BY started_at / 86400000000, agent ORDER BY day, agent";
    private static final RowMapper<UsageRow> MAPPER = Rows.of(
            "souk_execution",
            (row, context) -> new UsageRow(
                    LocalDate.ofEpochDay(row.getLong(1)),
                    new AgentId(row.getString(2)),
                    row.getLong(3),
                    row.getLong(4),
                    new ModelUsage(row.getLong(5), row.getLong(6)),
                    Credits.ofMicros(row.getLong(7))));

    private final Database database;

    /** What was used, in this database. */
    public JdbcUsageStore(Database database) {
        this.database = database;
    }

    @Override
    public List<UsageRow> perDay(TenantId tenant, LocalDate from, LocalDate to) {
        if (ChronoUnit.DAYS.between(from, to) > MAX_DAYS) {
            throw new IllegalArgumentException("at most " + MAX_DAYS + " days, not " + from + " to " + to);
        }
        return database.read(handle -> handle.createQuery(PER_DAY)
                .bind(0, tenant.value())
                .bind(1, midnight(from))
                .bind(2, midnight(to.plusDays(1)))
                .map(MAPPER)
                .list());
    }

    private static long midnight(LocalDate day) {
        return Micros.of(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
