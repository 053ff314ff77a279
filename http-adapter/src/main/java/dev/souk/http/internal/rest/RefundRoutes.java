package dev.souk.http.internal.rest;

import dev.souk.engine.Souk;
import dev.souk.engine.call.RefundReceipt;
import dev.souk.http.internal.json.Fields;
import dev.souk.http.internal.wire.Headers;
import dev.souk.http.internal.wire.RefundJson;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.ledger.ExecutionId;
import java.util.List;
import java.util.Map;

/** Giving back what calls have cost, for administrators. */
final class RefundRoutes {
    private static final String PATH = "/admin/executions/{id}/refunds";

    private final Souk souk;
    private final int maxBodyBytes;

    RefundRoutes(Souk souk, int maxBodyBytes) {
        this.souk = souk;
        this.maxBodyBytes = maxBodyBytes;
    }

    List<Route> routes() {
        return List.of(Route.post(PATH, Access.ADMIN, this::refund), Route.get(PATH, Access.ADMIN, this::refunds));
    }

    private Answer refund(Exchange exchange) {
        ExecutionId id = exchange.path("id", ErrorCode.EXECUTION_NOT_FOUND, ExecutionId::new);
        Fields fields = exchange.fields(maxBodyBytes);
        Credits amount = exchange.credits(fields);
        String memo = fields.optionalString("memo").orElse("");
        fields.requireFine();
        RefundReceipt receipt = souk.refunds()
                .refund(id, amount, exchange.header(Headers.IDEMPOTENCY_KEY).orElse(null), memo);
        return Answer.ok(RefundJson.Receipt.of(receipt)).replayed(receipt.replayed());
    }

    private Answer refunds(Exchange exchange) {
        ExecutionId id = exchange.path("id", ErrorCode.EXECUTION_NOT_FOUND, ExecutionId::new);
        return Answer.ok(Map.of(
                "items", souk.refunds().of(id).stream().map(RefundJson::of).toList()));
    }
}
