package dev.souk.http.internal.rest;

import dev.souk.engine.Souk;
import dev.souk.engine.call.Deposit;
import dev.souk.http.internal.auth.KeyRing;
import dev.souk.http.internal.json.Fields;
import dev.souk.http.internal.problem.Problem;
import dev.souk.http.internal.problem.ProblemException;
import dev.souk.http.internal.wire.AdminJson;
import dev.souk.http.internal.wire.CreditsJson;
import dev.souk.http.internal.wire.Headers;
import dev.souk.http.internal.wire.Slice;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.caller.PlanId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.caller.UserId;
import dev.souk.spi.store.Tenant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tenants, keys, grants and plugins, for administrators. */
final class AdminRoutes {
    private final Souk souk;
    private final KeyRing keys;
    private final int maxBodyBytes;

    AdminRoutes(Souk souk, KeyRing keys, int maxBodyBytes) {
        this.souk = souk;
        this.keys = keys;
        this.maxBodyBytes = maxBodyBytes;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/admin/credits/grant", Access.ADMIN, this::grant),
                Route.post("/admin/keys", Access.ADMIN, this::issueKey),
                Route.get("/admin/keys", Access.ADMIN, this::keys, "tenant"),
                Route.delete("/admin/keys/{id}", Access.ADMIN, this::revokeKey),
                Route.get("/admin/tenants", Access.ADMIN, this::tenants, "after", "size"),
                Route.put("/admin/tenants/{id}", Access.ADMIN, this::putTenant),
                Route.get("/admin/tenants/{id}/credits", Access.ADMIN, this::credits),
                Route.get("/admin/plugins", Access.ADMIN, this::plugins));
    }

    private Fields fields(Exchange exchange) {
        return exchange.fields(maxBodyBytes);
    }

    private Answer grant(Exchange exchange) {
        Fields fields = fields(exchange);
        Optional<TenantId> tenant = fields.parse("tenant", fields.string("tenant"), TenantId::new);
        String credits = fields.string("credits");
        String memo = fields.optionalString("memo").orElse("");
        fields.requireFine();
        TenantId whom = tenant.orElseThrow();
        Deposit deposit = souk.credits()
                .grant(
                        whom,
                        Amounts.credits(credits),
                        exchange.header(Headers.IDEMPOTENCY_KEY).orElse(null),
                        memo);
        return Answer.ok(CreditsJson.Granted.of(whom.value(), deposit)).replayed(deposit.replayed());
    }

    private Answer issueKey(Exchange exchange) {
        Fields fields = fields(exchange);
        Optional<TenantId> tenant = fields.parse("tenant", fields.string("tenant"), TenantId::new);
        Optional<UserId> user = fields.parse("user", fields.string("user"), UserId::new);
        boolean admin = fields.flag("admin");
        String label = fields.optionalString("label").orElse("");
        boolean saysPlan = fields.has("plan");
        PlanId plan = fields.optionalString("plan")
                .flatMap(text -> fields.parse("plan", text, PlanId::new))
                .orElse(null);
        fields.requireFine();
        Tenant registered = register(tenant.orElseThrow(), plan, saysPlan);
        KeyRing.Issued issued = keys.issue(registered.id(), user.orElseThrow(), admin, label);
        String held =
                registered.planOrNull() == null ? null : registered.planOrNull().value();
        return Answer.json(201, AdminJson.KeyLine.of(issued.key(), issued.text(), held));
    }

    /** The tenant with this id, which is registered now if it was not before. */
    private Tenant register(TenantId id, @Nullable PlanId plan, boolean saysPlan) {
        souk.tenants().register(id, plan);
        Tenant tenant = registered(id);
        if (saysPlan && !Objects.equals(plan, tenant.planOrNull())) {
            throw new ProblemException(Problem.of(
                    ErrorCode.CONFLICT,
                    "the tenant '" + id + "' is registered "
                            + tenant.plan()
                                    .map(held -> "on the plan '" + held + "'")
                                    .orElse("on trial")
                            + "; leave the plan out, or change it first with PUT /admin/tenants/" + id));
        }
        return tenant;
    }

    private Answer keys(Exchange exchange) {
        TenantId tenant = exchange.query("tenant", TenantId::new)
                .orElseThrow(
                        () -> new ProblemException(Problem.of(ErrorCode.MALFORMED_REQUEST, "say whose keys: ?tenant=…")
                                .with("parameter", "tenant")));
        return Answer.ok(Map.of(
                "items", keys.list(tenant).stream().map(AdminJson.KeyLine::of).toList()));
    }

    private Answer revokeKey(Exchange exchange) {
        String id = exchange.path("id", ErrorCode.KEY_NOT_FOUND, AdminRoutes::keyId);
        if (!keys.revoke(id)) {
            throw new ProblemException(ErrorCode.KEY_NOT_FOUND, "no API key '" + id + "' was issued");
        }
        return Answer.NO_CONTENT;
    }

    private static String keyId(String text) {
        if (!text.matches("key_[0-9A-Za-z]{1,64}")) {
            throw new IllegalArgumentException("this is not a key's id, such as key_4fYz…");
        }
        return text;
    }

    private Answer tenants(Exchange exchange) {
        int size = exchange.size();
        TenantId after = exchange.query("after", TenantId::new).orElse(null);
        List<Tenant> rows = souk.tenants().list(after, size + 1);
        return Answer.ok(Slice.of(rows, size, row -> row.id().value(), AdminJson.TenantLine::of));
    }

    private Answer putTenant(Exchange exchange) {
        TenantId id = exchange.path("id", ErrorCode.MALFORMED_REQUEST, TenantId::new);
        Fields fields = fields(exchange);
        boolean saysPlan = fields.has("plan");
        PlanId plan = fields.optionalString("plan")
                .flatMap(text -> fields.parse("plan", text, PlanId::new))
                .orElse(null);
        fields.requireFine();
        if (!saysPlan) {
            throw ProblemException.at("/plan", "a plan's id is required here, or null for the trial");
        }
        boolean isNew = souk.tenants().register(id, plan);
        if (!isNew) {
            souk.tenants().changePlan(id, plan);
        }
        return Answer.json(isNew ? 201 : 200, AdminJson.TenantLine.of(registered(id)));
    }

    private Answer credits(Exchange exchange) {
        TenantId id = exchange.path("id", ErrorCode.TENANT_NOT_FOUND, TenantId::new);
        registered(id);
        return Answer.ok(CreditsJson.of(id.value(), souk.credits().balance(id), null));
    }

    private Tenant registered(TenantId id) {
        return souk.tenants()
                .find(id)
                .orElseThrow(
                        () -> new ProblemException(ErrorCode.TENANT_NOT_FOUND, "no tenant '" + id + "' is registered"));
    }

    private Answer plugins(Exchange exchange) {
        return Answer.ok(Map.of(
                "items", souk.plugins().stream().map(AdminJson.PluginLine::of).toList()));
    }
}
