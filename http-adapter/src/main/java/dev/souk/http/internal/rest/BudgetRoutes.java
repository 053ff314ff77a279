package dev.souk.http.internal.rest;

import dev.souk.engine.Souk;
import dev.souk.engine.call.BudgetStatus;
import dev.souk.http.internal.auth.KeyRing;
import dev.souk.http.internal.body.ExecuteBody;
import dev.souk.http.internal.json.Fields;
import dev.souk.http.internal.problem.Problem;
import dev.souk.http.internal.problem.ProblemException;
import dev.souk.http.internal.wire.BudgetJson;
import dev.souk.http.internal.wire.Slice;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.budget.BudgetHolder;
import dev.souk.spi.budget.BudgetId;
import dev.souk.spi.budget.BudgetPeriod;
import dev.souk.spi.caller.ApiKeyId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.caller.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What callers may spend: their own budgets for them, and all of a tenant's for administrators. */
final class BudgetRoutes {
    private static final String OF_TENANT = "/admin/tenants/{id}/budgets";
    private static final String ONE = OF_TENANT + "/{period}";

    private final Souk souk;
    private final KeyRing keys;
    private final int maxBodyBytes;

    BudgetRoutes(Souk souk, KeyRing keys, int maxBodyBytes) {
        this.souk = souk;
        this.keys = keys;
        this.maxBodyBytes = maxBodyBytes;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/usage/budgets", Access.KEY, this::own),
                Route.get(OF_TENANT, Access.ADMIN, this::list, "after", "size"),
                Route.put(ONE, Access.ADMIN, this::set, "user", "key"),
                Route.delete(ONE, Access.ADMIN, this::remove, "user", "key"));
    }

    private Answer own(Exchange exchange) {
        return Answer.ok(Map.of(
                "items",
                souk.budgets().of(exchange.caller(), exchange.keyId()).stream()
                        .map(BudgetJson::of)
                        .toList()));
    }

    private Answer list(Exchange exchange) {
        TenantId tenant = exchange.path("id", ErrorCode.TENANT_NOT_FOUND, TenantId::new);
        int size = exchange.size();
        BudgetId after = exchange.query("after", text -> after(tenant, text)).orElse(null);
        List<BudgetStatus> rows = souk.budgets().list(tenant, after, size + 1);
        return Answer.ok(Slice.of(rows, size, row -> row.budget().id().toString(), BudgetJson::of));
    }

    private static BudgetId after(TenantId tenant, String text) {
        BudgetId id = BudgetId.parse(text);
        if (!id.holder().tenant().equals(tenant)) {
            throw new IllegalArgumentException("this is another tenant's");
        }
        return id;
    }

    private Answer set(Exchange exchange) {
        BudgetId id = id(exchange);
        Fields fields = new Fields(ExecuteBody.readJson(exchange.contentType(), exchange.body(), maxBodyBytes));
        String credits = fields.string("credits");
        fields.requireFine();
        if (id.holder() instanceof BudgetHolder.OneKey one
                && !keys.isListed(one.tenant(), one.key().value())) {
            throw new ProblemException(
                    ErrorCode.KEY_NOT_FOUND, "the tenant '" + one.tenant() + "' has no key '" + one.key() + "'");
        }
        boolean isNew = souk.budgets().find(id).isEmpty();
        BudgetStatus set = souk.budgets().set(id, Amounts.credits(credits));
        return Answer.json(isNew ? 201 : 200, BudgetJson.of(set));
    }

    private Answer remove(Exchange exchange) {
        BudgetId id = id(exchange);
        if (!souk.budgets().remove(id)) {
            throw new ProblemException(ErrorCode.BUDGET_NOT_FOUND, "there is no budget " + id);
        }
        return Answer.NO_CONTENT;
    }

    private static BudgetId id(Exchange exchange) {
        TenantId tenant = exchange.path("id", ErrorCode.TENANT_NOT_FOUND, TenantId::new);
        BudgetPeriod period = exchange.path("period", ErrorCode.MALFORMED_REQUEST, BudgetPeriod::ofId);
        Optional<UserId> user = exchange.query("user", UserId::new);
        Optional<ApiKeyId> key = exchange.query("key", ApiKeyId::new);
        if (user.isPresent() && key.isPresent()) {
            throw new ProblemException(Problem.of(
                            ErrorCode.MALFORMED_REQUEST,
                            "a budget is of a user or of a key; for each of both set one of its own")
                    .with("parameter", "key"));
        }
        BudgetHolder holder = user.<BudgetHolder>map(one -> new BudgetHolder.OneUser(tenant, one))
                .or(() -> key.map(one -> new BudgetHolder.OneKey(tenant, one)))
                .orElseGet(() -> new BudgetHolder.WholeTenant(tenant));
        return new BudgetId(holder, period);
    }
}
