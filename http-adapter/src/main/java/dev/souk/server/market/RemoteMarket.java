package dev.souk.server.market;

import dev.souk.server.market.Reply.Fields;
import dev.souk.server.text.Json;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A marketplace that a server answers for. What the key may not do, the server says. */
public final class RemoteMarket implements Market {
    private static final int PAGE = 100;
    private static final String TRIAL = "trial";
    private static final int MAX_PAGES = 1_000;

    private final SoukClient client;

    /**
     * The marketplace of this server.
     *
     * @param server where it is, without a slash at the end
     * @param key the API key
     */
    public RemoteMarket(URI server, String key) {
        this.client = new SoukClient(server, key);
    }

    @Override
    public List<AgentSummary> agents(String text, String category, String skill) {
        List<AgentSummary> all = new ArrayList<>();
        for (int page = 1; page <= MAX_PAGES; page++) {
            Fields body = client.get("/agents"
                            + query(
                                    "q",
                                    text,
                                    "category",
                                    category,
                                    "skill",
                                    skill,
                                    "page",
                                    Integer.toString(page),
                                    "size",
                                    Integer.toString(PAGE)))
                    .orThrow()
                    .body();
            body.objects("items").forEach(agent -> all.add(RemoteAnswers.summary(agent, agent.texts("skills"))));
            if ((long) page * PAGE >= body.number("total")) {
                break;
            }
        }
        return all;
    }

    @Override
    public AgentDetails agent(String id) {
        Fields agent = client.get("/agents/" + segment(id)).orThrow().body();
        Fields status =
                client.get("/agents/" + segment(id) + "/status").orThrow().body();
        String breaker = status.objects("versions").stream()
                .filter(version -> version.text("version").equals(agent.text("version")))
                .map(version -> version.text("breaker"))
                .findFirst()
                .orElse("unknown");
        return new AgentDetails(
                RemoteAnswers.summary(
                        agent,
                        agent.objects("skills").stream()
                                .map(skill -> skill.text("id"))
                                .toList()),
                breaker,
                agent.object("inputSchema").values(),
                agent.object("outputSchema").values());
    }

    @Override
    public CallAnswer call(CallRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Souk-Device", request.device());
        if (request.keyOrNull() != null) {
            headers.put("Idempotency-Key", request.keyOrNull());
        }
        String path = "/agents/" + segment(request.agent()) + "/execute";
        Reply reply;
        if (request.attachments().isEmpty()) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("input", Json.object(request.input()));
            if (request.versionOrNull() != null) {
                body.put("version", request.versionOrNull());
            }
            reply = client.post(path, "application/json", BodyPublishers.ofString(Json.compact(body)), headers);
        } else {
            FormBody form = FormBody.of(request.input(), request.versionOrNull(), request.attachments());
            reply = client.post(path, form.contentType(), form.publisher(), headers);
        }
        return RemoteAnswers.call(reply);
    }

    @Override
    public BalanceView balance(@Nullable String tenant) {
        String path = tenant == null ? "/credits/balance" : "/admin/tenants/" + segment(tenant) + "/credits";
        return RemoteAnswers.balance(client.get(path).orThrow().body());
    }

    @Override
    public List<HistoryLine> history(@Nullable String tenant, int most) {
        requireOwn(tenant);
        List<HistoryLine> lines = new ArrayList<>();
        String next = "";
        while (lines.size() < most) {
            int size = Math.min(PAGE, most - lines.size());
            Fields page = client.get("/credits/history" + query("before", next, "size", Integer.toString(size)))
                    .orThrow()
                    .body();
            page.objects("items").forEach(line -> lines.add(RemoteAnswers.line(line)));
            next = page.text("next");
            if (next.isEmpty()) {
                break;
            }
        }
        return lines;
    }

    @Override
    public GrantReceipt grant(String tenant, Credits amount, String memo, @Nullable String reference) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("tenant", tenant);
        body.put("credits", amount.toString());
        if (!memo.isEmpty()) {
            body.put("memo", memo);
        }
        Map<String, String> named = reference == null ? Map.of() : Map.of("Idempotency-Key", reference);
        Reply reply = client.json("POST", "/admin/credits/grant", body, named).orThrow();
        return new GrantReceipt(
                reply.body().text("tenant"),
                reply.body().text("transfer"),
                reply.body().object("amount").text("credits"),
                reply.body().object("balance").text("credits"),
                reply.replayed());
    }

    @Override
    public RefundView refund(String execution, @Nullable Credits amount, String memo, @Nullable String reference) {
        Map<String, String> named = reference == null ? Map.of() : Map.of("Idempotency-Key", reference);
        return RemoteAnswers.refund(
                client.json("POST", "/admin/executions/" + segment(execution) + "/refunds", body(amount, memo), named)
                        .orThrow());
    }

    /** What is left out is not said. */
    private static Map<String, Object> body(@Nullable Credits amount, String memo) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (amount != null) {
            body.put("credits", amount.toString());
        }
        if (!memo.isEmpty()) {
            body.put("memo", memo);
        }
        return body;
    }

    @Override
    public List<PublisherView> publishers() {
        List<PublisherView> all = new ArrayList<>();
        String next = "";
        for (int page = 0; page < MAX_PAGES; page++) {
            Fields slice = client.get("/admin/publishers" + query("after", next, "size", Integer.toString(PAGE)))
                    .orThrow()
                    .body();
            slice.objects("items").forEach(publisher -> all.add(RemoteAnswers.publisher(publisher)));
            next = slice.text("next");
            if (next.isEmpty()) {
                break;
            }
        }
        return all;
    }

    @Override
    public PayoutView requestPayout(
            String publisher, @Nullable Credits amount, @Nullable String by, @Nullable String id, String memo) {
        Map<String, Object> body = body(amount, memo);
        body.put("publisher", publisher);
        Map<String, String> named = id == null ? Map.of() : Map.of("Idempotency-Key", id);
        return RemoteAnswers.payout(
                client.json("POST", "/admin/payouts", body, named).orThrow().body());
    }

    @Override
    public PayoutView decidePayout(String id, boolean approved, @Nullable String by, String memo) {
        String path = "/admin/payouts/" + segment(id) + (approved ? "/approve" : "/reject");
        return RemoteAnswers.payout(
                client.json("POST", path, body(null, memo), Map.of()).orThrow().body());
    }

    @Override
    public List<PayoutView> payouts(@Nullable String publisher, @Nullable String state, int most) {
        List<PayoutView> all = new ArrayList<>();
        String next = "";
        while (all.size() < most) {
            int size = Math.min(PAGE, most - all.size());
            Fields page = client.get("/admin/payouts"
                            + query(
                                    "publisher",
                                    publisher,
                                    "state",
                                    state,
                                    "before",
                                    next,
                                    "size",
                                    Integer.toString(size)))
                    .orThrow()
                    .body();
            page.objects("items").forEach(payout -> all.add(RemoteAnswers.payout(payout)));
            next = page.text("next");
            if (next.isEmpty()) {
                break;
            }
        }
        return all;
    }

    @Override
    public void statement(@Nullable String account, LocalDate from, LocalDate to, boolean csv, OutputStream out) {
        String path = account == null ? "/credits/statement" : "/admin/statement";
        client.copy(
                path
                        + query(
                                "account",
                                account,
                                "from",
                                from.toString(),
                                "to",
                                to.toString(),
                                "format",
                                csv ? "csv" : "json"),
                out);
    }

    @Override
    public NewKey createKey(KeyRequest key) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("tenant", key.tenant());
        body.put("user", key.user());
        if (key.planOrNull() != null) {
            body.put("plan", key.planOrNull().equals(TRIAL) ? null : key.planOrNull());
        }
        if (key.admin()) {
            body.put("admin", true);
        }
        if (!key.label().isEmpty()) {
            body.put("label", key.label());
        }
        Fields made =
                client.json("POST", "/admin/keys", body, Map.of()).orThrow().body();
        return new NewKey(RemoteAnswers.key(made), made.text("key"));
    }

    @Override
    public List<KeyView> keys(String tenant) {
        List<Fields> found = client.get("/admin/keys" + query("tenant", tenant))
                .orThrow()
                .body()
                .objects("items");
        if (found.isEmpty() && tenants().stream().noneMatch(known -> known.id().equals(tenant))) {
            throw new SoukException(
                    ErrorCode.TENANT_NOT_FOUND, "no tenant '" + tenant + "' is registered; see souk tenants list");
        }
        return found.stream().map(RemoteAnswers::key).toList();
    }

    @Override
    public boolean revokeKey(String id) {
        Reply reply = client.delete("/admin/keys/" + segment(id));
        if (reply.status() == 404) {
            return false;
        }
        reply.orThrow();
        return true;
    }

    @Override
    public TenantView setPlan(String tenant, @Nullable String plan) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("plan", plan);
        return RemoteAnswers.tenant(client.json("PUT", "/admin/tenants/" + segment(tenant), body, Map.of())
                .orThrow()
                .body());
    }

    @Override
    public BudgetView setBudget(BudgetName budget, Credits amount) {
        return RemoteAnswers.budget(client.json("PUT", path(budget), Map.of("credits", amount.toString()), Map.of())
                .orThrow()
                .body());
    }

    @Override
    public boolean removeBudget(BudgetName budget) {
        Reply reply = client.delete(path(budget));
        if (reply.status() == 404 && reply.code() == ErrorCode.BUDGET_NOT_FOUND) {
            return false;
        }
        reply.orThrow();
        return true;
    }

    private static String path(BudgetName name) {
        return "/admin/tenants/" + segment(name.tenant()) + "/budgets/"
                + name.period().id()
                + query("user", name.userOrNull(), "key", name.keyOrNull());
    }

    @Override
    public List<BudgetView> budgets(@Nullable String tenant) {
        if (tenant == null) {
            return client.get("/usage/budgets").orThrow().body().objects("items").stream()
                    .map(RemoteAnswers::budget)
                    .toList();
        }
        List<BudgetView> all = new ArrayList<>();
        String next = "";
        for (int i = 0; i < MAX_PAGES; i++) {
            Fields page = client.get("/admin/tenants/" + segment(tenant) + "/budgets"
                            + query("after", next, "size", Integer.toString(PAGE)))
                    .orThrow()
                    .body();
            page.objects("items").forEach(budget -> all.add(RemoteAnswers.budget(budget)));
            next = page.text("next");
            if (next.isEmpty()) {
                break;
            }
        }
        return all;
    }

    @Override
    public List<TenantView> tenants() {
        List<TenantView> all = new ArrayList<>();
        String next = "";
        for (int page = 0; page < MAX_PAGES; page++) {
            Fields slice = client.get("/admin/tenants" + query("after", next, "size", Integer.toString(PAGE)))
                    .orThrow()
                    .body();
            slice.objects("items").forEach(tenant -> all.add(RemoteAnswers.tenant(tenant)));
            next = slice.text("next");
            if (next.isEmpty()) {
                break;
            }
        }
        return all;
    }

    /** A server shows a tenant's statement to its own keys alone. */
    private static void requireOwn(@Nullable String tenant) {
        if (tenant != null) {
            throw new SoukException(
                    ErrorCode.FORBIDDEN,
                    "a server shows a statement to the tenant's own keys alone; leave --tenant out and use a key of "
                            + tenant);
        }
    }

    /** Names and values as a query; those without a value are left out. */
    private static String query(@Nullable String... pairs) {
        StringBuilder query = new StringBuilder("?");
        for (int i = 0; i < pairs.length; i += 2) {
            String value = pairs[i + 1];
            if (value != null && !value.isEmpty()) {
                query.append(query.length() > 1 ? "&" : "")
                        .append(pairs[i])
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        }
        return query.toString();
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        // The client's threads are daemons.
    }
}
