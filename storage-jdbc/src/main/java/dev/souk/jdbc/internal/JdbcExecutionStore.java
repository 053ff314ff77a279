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

    @Override
    public Optional<Execution> find(ExecutionId id) {
        return database.read(handle -> handle.createQuery(ExecutionRows.SELECT + "WHERE id = ?")
                .bind(0, id.value())
                .map(ExecutionRows.MAPPER)
                .findOne());
    }

    @Override
    public List<Execution> list(ExecutionQuery query) {
        StringBuilder sql = new StringBuilder(ExecutionRows.SELECT_WITHOUT_OUTPUT).append("WHERE tenant = ?");
        List<Object> values = new ArrayList<>();
        values.add(query.tenant().value());
        if (query.agentOrNull() != null) {
            sql.append(" AND agent = ?");
            values.add(query.agentOrNull().value());
        }
        if (query.beforeOrNull() != null) {
            sql.append(" AND id < ?");
            values.add(query.beforeOrNull().value());
        }
        sql.append(" ORDER BY id DESC LIMIT ?");
        values.add(query.most());
        return database.read(handle -> {
            Query select = handle.createQuery(sql.toString());
            for (int i = 0; i < values.size(); i++) {
                select.bind(i, values.get(i));
            }
            return select.map(ExecutionRows.MAPPER).list();
        });
    }

    @Override
    public List<Execution> expired(Instant now, int most) {
        Pages.require(most);
        return database.read(handle -> handle.createQuery(ExecutionRows.SELECT
                        + "WHERE state = 'RUNNING' AND expires_at <= ? ORDER BY expires_at, id LIMIT ?")
                .bind(0, Micros.of(now))
                .bind(1, most)
                .map(ExecutionRows.MAPPER)
                .list());
    }
}
