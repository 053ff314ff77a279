package dev.souk.http.internal.rest;

import dev.souk.engine.Souk;
import dev.souk.engine.call.PayoutReceipt;
import dev.souk.engine.call.PublisherBalance;
import dev.souk.http.internal.json.Fields;
import dev.souk.http.internal.problem.ProblemException;
import dev.souk.http.internal.wire.Headers;
import dev.souk.http.internal.wire.PayoutJson;
import dev.souk.http.internal.wire.Slice;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.ledger.PayoutId;
import dev.souk.spi.store.Payout;
import dev.souk.spi.store.PayoutQuery;
import dev.souk.spi.store.PayoutState;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What publishers have, and paying it out to them, for administrators. Who acts is the user of the key. */
final class PayoutRoutes {
    private final Souk souk;
    private final int maxBodyBytes;

    PayoutRoutes(Souk souk, int maxBodyBytes) {
        this.souk = souk;
        this.maxBodyBytes = maxBodyBytes;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/admin/publishers", Access.ADMIN, this::publishers, "after", "size"),
                Route.get("/admin/publishers/{id}", Access.ADMIN, this::publisher),
                Route.post("/admin/payouts", Access.ADMIN, this::request),
                Route.get("/admin/payouts", Access.ADMIN, this::payouts, "publisher", "state", "before", "size"),
                Route.get("/admin/payouts/{id}", Access.ADMIN, this::payout),
                Route.post("/admin/payouts/{id}/approve", Access.ADMIN, this::approve),
                Route.post("/admin/payouts/{id}/reject", Access.ADMIN, this::reject));
    }

    private Answer publishers(Exchange exchange) {
        int size = exchange.size();
        String after = exchange.query("after", PayoutRoutes::publisherName).orElse(null);
        List<PublisherBalance> rows = souk.payouts().publishers(after, size + 1);
        return Answer.ok(Slice.of(rows, size, PublisherBalance::publisher, PayoutJson.Publisher::of));
    }

    private static String publisherName(String text) {
        if (!text.matches("[a-z][a-z0-9-]{0,127}")) {
            throw new IllegalArgumentException("this is not a publisher's name, such as acme");
        }
        return text;
    }

    private Answer publisher(Exchange exchange) {
        String name = exchange.path("id", ErrorCode.PUBLISHER_NOT_FOUND, text -> text);
        return Answer.ok(PayoutJson.Publisher.of(souk.payouts().balance(name)));
    }

    private Answer request(Exchange exchange) {
        Fields fields = exchange.fields(maxBodyBytes);
        String publisher = fields.string("publisher");
        Credits amount = exchange.credits(fields);
        String memo = fields.optionalString("memo").orElse("");
        fields.requireFine();
        PayoutId id = exchange.header(Headers.IDEMPOTENCY_KEY, PayoutId::new).orElse(null);
        PayoutReceipt receipt = souk.payouts().request(publisher, amount, person(exchange), id, memo);
        return Answer.json(receipt.replayed() ? 200 : 201, PayoutJson.of(receipt.payout()))
                .replayed(receipt.replayed());
    }

    private static String person(Exchange exchange) {
        return exchange.key().tenant() + "/" + exchange.key().user();
    }

    private Answer payouts(Exchange exchange) {
        int size = exchange.size();
        List<Payout> rows = souk.payouts()
                .list(new PayoutQuery(
                        exchange.query("publisher").orElse(null),
                        exchange.query("state", PayoutRoutes::state).orElse(null),
                        exchange.query("before", PayoutId::new).orElse(null),
                        size + 1));
        return Answer.ok(Slice.of(rows, size, row -> row.id().value(), PayoutJson::of));
    }

    private static PayoutState state(String text) {
        return Arrays.stream(PayoutState.values())
                .filter(state -> state.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not requested, approved or rejected"));
    }

    private Answer payout(Exchange exchange) {
        PayoutId id = id(exchange);
        return Answer.ok(PayoutJson.of(souk.payouts()
                .find(id)
                .orElseThrow(() ->
                        new ProblemException(ErrorCode.PAYOUT_NOT_FOUND, "no payout '" + id + "' was requested"))));
    }

    private static PayoutId id(Exchange exchange) {
        return exchange.path("id", ErrorCode.PAYOUT_NOT_FOUND, PayoutId::new);
    }

    private Answer approve(Exchange exchange) {
        return decided(souk.payouts().approve(id(exchange), person(exchange), memo(exchange)));
    }

    private Answer reject(Exchange exchange) {
        return decided(souk.payouts().reject(id(exchange), person(exchange), memo(exchange)));
    }

    private String memo(Exchange exchange) {
        Fields fields = exchange.optionalFields(maxBodyBytes);
        String memo = fields.optionalString("memo").orElse("");
        fields.requireFine();
        return memo;
    }

    private static Answer decided(PayoutReceipt receipt) {
        return Answer.ok(PayoutJson.of(receipt.payout())).replayed(receipt.replayed());
    }
}
