package dev.souk.jdbc.internal;

import dev.souk.spi.Credits;
import dev.souk.spi.budget.Budget;
import dev.souk.spi.budget.BudgetHolder;
import dev.souk.spi.budget.BudgetId;
import dev.souk.spi.budget.BudgetPeriod;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.AccountKind;
import dev.souk.spi.store.BudgetStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The budgets in SQL. */
public final class JdbcBudgetStore implements BudgetStore {
    private static final int MAX_HOLDERS = 10;
    private static final String SELECT = "SELECT holder, period, amount_micros, set_at FROM souk_budget ";
    private static final RowMapper<Budget> MAPPER = Rows.of(
            "souk_budget",
            (row, context) -> new Budget(
                    new BudgetId(BudgetHolder.parse(row.getString(1)), BudgetPeriod.ofId(row.getString(2))),
                    Credits.ofMicros(row.getLong(3)),
                    Micros.toInstant(row.getLong(4))));
    private static final RowMapper<AccountId> ACCOUNT =
            Rows.of("souk_account", (row, context) -> AccountId.parse(row.getString(1)));

    private final Database database;

    /** The budgets in this database. */
    public JdbcBudgetStore(Database database) {
        this.database = database;
    }

    /** The tenant comes first: its row is locked, so that revisions are raised one after the other. */
    @Override
    public boolean set(Budget budget) {
        return database.write(handle -> {
            boolean known = raiseRevision(handle, budget.id().holder().tenant());
            if (known) {
                handle.createUpdate("INSERT INTO souk_budget (tenant, holder, period, amount_micros, set_at)"
                                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (tenant, holder, period) DO UPDATE"
                                + " SET amount_micros = excluded.amount_micros, set_at = excluded.set_at")
                        .bind(0, budget.id().holder().tenant().value())
                        .bind(1, budget.id().holder().toString())
                        .bind(2, budget.id().period().id())
                        .bind(3, budget.amount().micros())
                        .bind(4, Micros.of(budget.setAt()))
                        .execute();
            }
            return known;
        });
    }

    /** As for {@link #set} the tenant comes first, so that two changes never wait for each other in a circle. */
    @Override
    public boolean remove(BudgetId id) {
        return database.write(handle -> {
            handle.createQuery("SELECT id FROM souk_tenant WHERE id = ?"
                            + database.dialect().lockingRows())
                    .bind(0, id.holder().tenant().value())
                    .mapTo(String.class)
                    .findOne();
            boolean removed =
                    handle.createUpdate("DELETE FROM souk_budget WHERE tenant = ? AND holder = ? AND period = ?")
                                    .bind(0, id.holder().tenant().value())
                                    .bind(1, id.holder().toString())
                                    .bind(2, id.period().id())
                                    .execute()
                            > 0;
            return removed && raiseRevision(handle, id.holder().tenant());
        });
    }

    private static boolean raiseRevision(Handle handle, TenantId tenant) {
        return handle.createUpdate("UPDATE souk_tenant SET budget_revision = budget_revision + 1 WHERE id = ?")
                        .bind(0, tenant.value())
                        .execute()
                > 0;
    }

    @Override
    public Optional<Budget> find(BudgetId id) {
        return database.read(handle -> handle.createQuery(SELECT + "WHERE tenant = ? AND holder = ? AND period = ?")
                .bind(0, id.holder().tenant().value())
                .bind(1, id.holder().toString())
                .bind(2, id.period().id())
                .map(MAPPER)
                .findOne());
    }

    @Override
    public List<Budget> of(Set<BudgetHolder> holders) {
        if (holders.isEmpty()
                || holders.size() > MAX_HOLDERS
                || holders.stream().map(BudgetHolder::tenant).distinct().count() > 1) {
            throw new IllegalArgumentException("not 1 to " + MAX_HOLDERS + " holders of one tenant: " + holders);
        }
        String marks = String.join(", ", holders.stream().map(holder -> "?").toList());
        return database.read(handle -> {
            Query query = handle.createQuery(
                    SELECT + "WHERE tenant = ? AND holder IN (" + marks + ") ORDER BY holder, period");
            query.bind(0, holders.iterator().next().tenant().value());
            int next = 1;
            for (BudgetHolder holder : holders) {
                query.bind(next++, holder.toString());
            }
            return query.map(MAPPER).list();
        });
    }

    @Override
    public List<Budget> list(TenantId tenant, @Nullable BudgetId afterOrNull, int most) {
        Pages.require(most);
        return database.read(handle -> handle.createQuery(
                        SELECT + "WHERE tenant = ? AND (holder, period) > (?, ?) ORDER BY holder, period LIMIT ?")
                .bind(0, tenant.value())
                .bind(1, afterOrNull == null ? "" : afterOrNull.holder().toString())
                .bind(2, afterOrNull == null ? "" : afterOrNull.period().id())
                .bind(3, most)
                .map(MAPPER)
                .list());
    }

    @Override
    public List<AccountId> past(BudgetPeriod period, String before, int most) {
        Pages.require(most);
        String first = AccountKind.BUDGET_LEFT.prefix() + "/" + period.id() + "/";
        return database.read(handle -> handle.createQuery(
                        "SELECT id FROM souk_account WHERE id >= ? AND id < ? AND posted > held ORDER BY id LIMIT ?")
                .bind(0, first)
                .bind(1, first + before)
                .bind(2, most)
                .map(ACCOUNT)
                .list());
    }
}
