package dev.souk.jdbc.internal;

import dev.souk.spi.caller.PlanId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.store.Tenant;
import dev.souk.spi.store.TenantStore;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** The tenants in SQL. */
public final class JdbcTenantStore implements TenantStore {
    private static final String SELECT = "SELECT id, plan, created_at, budget_revision FROM souk_tenant ";
    private static final RowMapper<Tenant> MAPPER = Rows.of("souk_tenant", (row, context) -> {
        String plan = row.getString(2);
        return new Tenant(
                new TenantId(row.getString(1)),
                plan == null ? null : new PlanId(plan),
                Micros.toInstant(row.getLong(3)),
                row.getLong(4));
    });

    private final Database database;

    /** The tenants in this database. */
    public JdbcTenantStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Tenant> find(TenantId id) {
        return database.read(handle -> handle.createQuery(SELECT + "WHERE id = ?")
                .bind(0, id.value())
                .map(MAPPER)
                .findOne());
    }

    @Override
    public boolean insert(Tenant tenant) {
        return database.write(handle -> handle.createUpdate(
                                "INSERT INTO souk_tenant (id, plan, created_at, budget_revision) VALUES (?, ?, ?, ?)"
                                        + " ON CONFLICT (id) DO NOTHING")
                        .bind(0, tenant.id().value())
                        .bind(1, tenant.plan().map(PlanId::value).orElse(null))
                        .bind(2, Micros.of(tenant.createdAt()))
                        .bind(3, tenant.budgetRevision())
                        .execute()
                > 0);
    }

    @Override
    public boolean changePlan(TenantId id, @Nullable PlanId planOrNull) {
        return database.write(handle -> handle.createUpdate("UPDATE souk_tenant SET plan = ? WHERE id = ?")
                        .bind(0, planOrNull == null ? null : planOrNull.value())
                        .bind(1, id.value())
                        .execute()
                > 0);
    }

    @Override
    public List<Tenant> list(@Nullable TenantId afterOrNull, int most) {
        Pages.require(most);
        return database.read(handle -> handle.createQuery(SELECT + "WHERE id > ? ORDER BY id LIMIT ?")
                .bind(0, afterOrNull == null ? "" : afterOrNull.value())
                .bind(1, most)
                .map(MAPPER)
                .list());
    }
}
