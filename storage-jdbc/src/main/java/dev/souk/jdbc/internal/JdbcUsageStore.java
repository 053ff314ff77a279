package dev.souk.jdbc.internal;

import dev.souk.spi.Credits;
import dev.souk.spi.agent.AgentId;
import dev.souk.spi.agent.ModelUsage;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.store.UsageRow;
import dev.souk.spi.store.UsageStore;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;

/** What was used, added up in SQL from what was rolled up and what was not yet. */
public final class JdbcUsageStore implements UsageStore {
    private static final long MAX_DAYS = 366;
    /** What was rolled up, and what was used since. */
    private static final String PER_DAY =
            "SELECT day, agent, CAST(SUM(succeeded) AS BIGINT), CAST(SUM(failed) AS BIGINT),"
                    + " CAST(SUM(input_model_tokens) AS BIGINT), CAST(SUM(output_model_tokens) AS BIGINT),"
                    + " CAST(SUM(charge_micros) AS BIGINT) FROM (" + from("souk_usage") + " UNION ALL "
                    + from("souk_used")
                    + ") AS used GROUP BY day, agent ORDER BY day, agent";

    private static final RowMapper<UsageRow> MAPPER = Rows.of(
            "souk_usage",
            (row, context) -> new UsageRow(
                    LocalDate.ofEpochDay(row.getLong(1)),
                    new AgentId(row.getString(2)),
                    row.getLong(3),
                    row.getLong(4),
                    new ModelUsage(row.getLong(5), row.getLong(6)),
                    Credits.ofMicros(row.getLong(7))));

    /** What all tenants used; the tenant is the last column. */
    static final String ALL = "SELECT day, agent, CAST(SUM(succeeded) AS BIGINT), CAST(SUM(failed) AS BIGINT),"
            + " CAST(SUM(input_model_tokens) AS BIGINT), CAST(SUM(output_model_tokens) AS BIGINT),"
            + " CAST(SUM(charge_micros) AS BIGINT), tenant FROM (" + rows("souk_usage") + " UNION ALL "
            + rows("souk_used") + ") AS used GROUP BY tenant, day, agent";

    static final RowMapper<Used> USED =
            Rows.of("souk_usage", (row, context) -> new Used(new TenantId(row.getString(8)), MAPPER.map(row, context)));

    /**
     * What a tenant used.
     *
     * @param tenant whose
     * @param row of one agent on one day
     */
    record Used(TenantId tenant, UsageRow row) {}

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
                .bind(1, from.toEpochDay())
                .bind(2, to.toEpochDay())
                .bind(3, tenant.value())
                .bind(4, from.toEpochDay())
                .bind(5, to.toEpochDay())
                .map(MAPPER)
                .list());
    }

    private static String from(String table) {
        return rows(table) + " WHERE tenant = ? AND day >= ? AND day <= ?";
    }

    private static String rows(String table) {
        return "SELECT tenant, day, agent, succeeded, failed, input_model_tokens, output_model_tokens, charge_micros FROM "
                + table;
    }
}
