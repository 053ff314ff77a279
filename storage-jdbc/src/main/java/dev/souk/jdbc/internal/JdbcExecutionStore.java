package dev.souk.jdbc.internal;

import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionQuery;
import dev.souk.spi.store.ExecutionStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/** The executions in SQL. */
public final class JdbcExecutionStore implements ExecutionStore {
    private final Database database;

    /** The executions in this database. */
    public JdbcExecutionStore(Database database) {
        this.database = database;
    }

    /** One statement, so that an execution that ends meanwhile is seen in one of the tables. */
    @Override
    public Optional<Execution> find(ExecutionId id) {
        return database.read(handle -> handle.createQuery(ExecutionRows.SELECT_RUNNING_WIDE + "WHERE id = ? UNION ALL "
                        + ExecutionRows.SELECT_ENDED + "WHERE id = ?")
                .bind(0, id.value())
                .bind(1, id.value())
                .map(ExecutionRows.ANY)
                .findOne());
    }

    @Override
    public List<Execution> list(ExecutionQuery query) {
        StringBuilder condition = new StringBuilder("WHERE tenant = ?");
        List<Object> values = new ArrayList<>();
        values.add(query.tenant().value());
        if (query.agentOrNull() != null) {
            condition.append(" AND agent = ?");
            values.add(query.agentOrNull().value());
        }
        if (query.beforeOrNull() != null) {
            condition.append(" AND id < ?");
            values.add(query.beforeOrNull().value());
        }
        condition.append(" ORDER BY id DESC LIMIT ?");
        values.add(query.most());
        String sql = "SELECT * FROM (" + ExecutionRows.SELECT_RUNNING_WIDE + condition + ") AS running UNION ALL"
                + " SELECT * FROM (" + ExecutionRows.SELECT_ENDED_WITHOUT_OUTPUT + condition
                + ") AS ended ORDER BY id DESC LIMIT ?";
        return database.read(handle -> {
            Query select = handle.createQuery(sql);
            int at = 0;
            for (int table = 0; table < 2; table++) {
                for (Object value : values) {
                    select.bind(at++, value);
                }
            }
            return select.bind(at, query.most()).map(ExecutionRows.ANY).list();
        });
    }

    @Override
    public List<Execution> expired(Instant now, int most) {
        Pages.require(most);
        return database.read(handle -> handle.createQuery(
                        ExecutionRows.SELECT_RUNNING + "WHERE expires_at <= ? ORDER BY expires_at, id LIMIT ?")
                .bind(0, Micros.of(now))
                .bind(1, most)
                .map(ExecutionRows.RUNNING)
                .list());
    }
}
