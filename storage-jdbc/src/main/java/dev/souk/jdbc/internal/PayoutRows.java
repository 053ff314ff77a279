package dev.souk.jdbc.internal;

import dev.souk.jdbc.internal.dialect.Table;
import dev.souk.spi.Credits;
import dev.souk.spi.ledger.PayoutId;
import dev.souk.spi.store.Payout;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.mapper.RowMapper;

/** The tables of payouts and of the decisions over them. */
final class PayoutRows {
    static final String SELECT = "SELECT p.id, p.publisher, p.amount_micros, p.memo, p.requested_by, p.requested_at,"
            + " d.decided_by, d.decided_at, d.approved, d.memo"
            + " FROM souk_payout p LEFT JOIN souk_payout_decision d ON d.id = p.id ";

    static final RowMapper<Payout> MAPPER = Rows.of("souk_payout", (row, context) -> {
        String decidedBy = row.getString(7);
        return new Payout(
                new PayoutId(row.getString(1)),
                row.getString(2),
                Credits.ofMicros(row.getLong(3)),
                row.getString(4),
                row.getString(5),
                Micros.toInstant(row.getLong(6)),
                decidedBy == null
                        ? null
                        : new Payout.Decision(
                                row.getBoolean(9), decidedBy, Micros.toInstant(row.getLong(8)), row.getString(10)));
    });

    static final Table<Payout> TABLE = new Table<>(
            "souk_payout",
            List.of("id", "publisher", "amount_micros", "memo", "requested_by", "requested_at"),
            (row, payout) -> row.text(payout.id().value())
                    .text(payout.publisher())
                    .number(payout.amount().micros())
                    .text(Texts.storable(payout.memo()))
                    .text(payout.requestedBy())
                    .number(Micros.of(payout.requestedAt())));

    static final Table<Map.Entry<PayoutId, Payout.Decision>> DECISION_TABLE = new Table<>(
            "souk_payout_decision",
            List.of("id", "approved", "decided_by", "decided_at", "memo"),
            (row, decision) -> row.text(decision.getKey().value())
                    .truth(decision.getValue().approved())
                    .text(decision.getValue().by())
                    .number(Micros.of(decision.getValue().at()))
                    .text(Texts.storable(decision.getValue().memo())));

    private PayoutRows() {}
}
