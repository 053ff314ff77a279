package dev.souk.jdbc.internal;

import dev.souk.spi.ledger.PayoutId;
import dev.souk.spi.store.Payout;
import dev.souk.spi.store.PayoutQuery;
import dev.souk.spi.store.PayoutStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/** The payouts in SQL. */
public final class JdbcPayoutStore implements PayoutStore {
    private final Database database;

    /** The payouts in this database. */
    public JdbcPayoutStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Payout> find(PayoutId id) {
        return database.read(handle -> handle.createQuery(PayoutRows.SELECT + "WHERE p.id = ?")
                .bind(0, id.value())
                .map(PayoutRows.MAPPER)
                .findOne());
    }

    @Override
    public List<Payout> list(PayoutQuery query) {
        List<String> conditions = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        if (query.publisherOrNull() != null) {
            conditions.add("p.publisher = ?");
            values.add(query.publisherOrNull());
        }
        if (query.stateOrNull() != null) {
            conditions.add(
                    switch (query.stateOrNull()) {
                        case REQUESTED -> "d.id IS NULL";
                        case APPROVED -> "d.approved";
                        case REJECTED -> "NOT d.approved";
                    });
        }
        if (query.beforeOrNull() != null) {
            conditions.add("(p.requested_at, p.id) < (SELECT requested_at, id FROM souk_payout WHERE id = ?)");
            values.add(query.beforeOrNull().value());
        }
        values.add(query.most());
        String where = conditions.isEmpty() ? "" : "WHERE " + String.join(" AND ", conditions) + " ";
        String sql = PayoutRows.SELECT + where + "ORDER BY p.requested_at DESC, p.id DESC LIMIT ?";
        return database.read(handle -> {
            Query select = handle.createQuery(sql);
            for (int i = 0; i < values.size(); i++) {
                select.bind(i, values.get(i));
            }
            return select.map(PayoutRows.MAPPER).list();
        });
    }
}
