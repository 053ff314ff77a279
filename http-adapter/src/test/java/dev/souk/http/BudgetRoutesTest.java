package dev.souk.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.spi.caller.TenantId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The engine stands at the fourteenth of November; a call of the agent that has a model costs 0.2475 and may cost 0.3375. */
class BudgetRoutesTest {
    private static final String INPUT = "{\"input\":{}}";
    private static TestServer server;

    @BeforeAll
    static void start() {
        Instant now = Instant.parse("2026-11-14T12:00:00Z");
        server = new TestServer(builder -> builder.inMemoryStore().clock(() -> now), http -> http, config -> {});
    }

    @AfterAll
    static void stop() {
        assertThat(server.souk.credits().audit().findings()).isEmpty();
        server.close();
    }

    private static JsonNode json(String text) {
        return TestServer.JSON.readTree(text);
    }

    private static String path(String tenant, String rest) {
        return "/api/v2/admin/tenants/" + tenant + "/budgets" + rest;
    }

    private static TestServer.Reply put(String tenant, String rest, String body) {
        return server.send(server.json("PUT", path(tenant, rest), server.admin, body));
    }

    private static TestServer.Reply set(String tenant, String rest, String credits) {
        return put(tenant, rest, "{\"credits\":\"" + credits + "\"}");
    }

    private static TestServer.Reply delete(String tenant, String rest) {
        return server.send(
                server.request(path(tenant, rest), server.admin).DELETE().build());
    }

    private static TestServer.Reply call(String key) {
        return server.execute("test.model", key, INPUT);
    }

    private static String idOf(String tenant) {
        return server.keys.list(new TenantId(tenant)).get(0).id();
    }

    @ParameterizedTest
    @CsvSource({"GET,''", "PUT,/month", "DELETE,/month"})
    void aNormalKeyChangesNoBudgetAndNoKeySeesNone(String method, String rest) {
        String normal = server.paying("normal");
        assertThat(server.send(server.json(method, path("normal", rest), normal, "{}"))
                        .code())
                .isEqualTo("forbidden");
        assertThat(server.send(server.json(method, path("normal", rest), null, "{}"))
                        .status())
                .isEqualTo(401);
        assertThat(server.get("/api/v2/usage/budgets", null).status()).isEqualTo(401);
    }

    @Nested
    class Calling {
        @Test
        void aCallThatABudgetDoesNotCoverIsRefusedWithWhenItRenews() {
            String key = server.paying("capped");
            set("capped", "/month?user=ann", "0.5");
            assertThat(call(key).status()).isEqualTo(200);
            TestServer.Reply refused = call(key);
            assertThat(refused.status()).isEqualTo(402);
            ObjectNode problem = (ObjectNode) refused.json();
            assertThat(problem.remove("detail").asString()).contains("0.5 a month", "2026-12-01T00:00:00Z");
            assertThat(problem).isEqualTo(json("""
                    {"type":"urn:souk:problem:budget_exhausted","title":"Budget exhausted","status":402,
                     "code":"budget_exhausted","required":{"micros":337500,"credits":"0.3375"},
                     "budget":{"holder":"user","user":"ann","period":"month","amount":{"micros":500000,"credits":"0.5"},
                      "left":{"micros":252500,"credits":"0.2525"},"renewsAt":"2026-12-01T00:00:00Z"},
                     "retryAfterSeconds":1425600}"""));
            assertThat(refused.header("Retry-After")).isEqualTo("1425600");
        }

        @Test
        void aBudgetWithoutAPeriodHasNoTimeToComeAgain() {
            String key = server.paying("once");
            set("once", "/none", "0.000001");
            TestServer.Reply refused = call(key);
            assertThat(refused.code()).isEqualTo("budget_exhausted");
            assertThat(refused.header("Retry-After")).isEmpty();
            assertThat(refused.json().path("budget").has("renewsAt")).isFalse();
            assertThat(refused.json().path("budget").path("holder").asString()).isEqualTo("tenant");
        }

        @Test
        void aKeysBudgetBoundsThatKeyAndNoOther() {
            String bounded = server.paying("two-keys");
            String id = idOf("two-keys");
            String other = server.key("two-keys", "bob", "elite");
            assertThat(set("two-keys", "/day?key=" + id, "0.000001").status()).isEqualTo(201);
            assertThat(call(bounded).code()).isEqualTo("budget_exhausted");
            assertThat(call(other).status()).isEqualTo(200);
            delete("two-keys", "/day?key=" + id);
            assertThat(call(bounded).status()).isEqualTo(200);
        }

        @Test
        void aTrialIsNotHeldToABudget() {
            String key = server.key("trying-budgets", "tom", null);
            set("trying-budgets", "/day", "0.000001");
            assertThat(server.execute("test.any", key, INPUT, "Souk-Device", "d1")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Nested
    class Setting {
        @Test
        void aBudgetIsSetChangedShownAndTakenAway() {
            String key = server.paying("setter");
            TestServer.Reply made = set("setter", "/month?user=ann", "50");
            assertThat(made.status()).isEqualTo(201);
            assertThat(made.json()).isEqualTo(json("""
                    {"holder":"user","user":"ann","period":"month","amount":{"micros":50000000,"credits":"50"},
                     "used":{"micros":0,"credits":"0"},"held":{"micros":0,"credits":"0"},
                     "left":{"micros":50000000,"credits":"50"},"renewsAt":"2026-12-01T00:00:00Z"}"""));
            call(key);
            TestServer.Reply changed = set("setter", "/month?user=ann", "40");
            assertThat(changed.status()).isEqualTo(200);
            assertThat(changed.json().path("left").path("credits").asString()).isEqualTo("39.7525");
            assertThat(delete("setter", "/month?user=ann").status()).isEqualTo(204);
            assertThat(delete("setter", "/month?user=ann").code()).isEqualTo("budget_not_found");
            assertThat(server.get(path("setter", ""), server.admin).json()).isEqualTo(json("{\"items\":[]}"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "0",
                    "-1",
                    "0.0000001",
                    "1000000000.000001",
                    "9223372036854.775807",
                    "99999999999999999999",
                    "NaN",
                    "Infinity",
                    "1e3",
                    "１２",
                    " 1",
                    "1,5",
                    "+1",
                    ""
                })
        void anAmountThatIsNoneIsRefusedAndNothingIsSet(String credits) {
            server.key("amounts", "ann", "solo");
            TestServer.Reply reply = set("amounts", "/day", credits);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.code()).isEqualTo("invalid_amount");
            assertThat(server.get(path("amounts", ""), server.admin).json()).isEqualTo(json("{\"items\":[]}"));
        }

        @Test
        void whatIsWrongWithItIsSaid() {
            server.key("wrong", "ann", "solo");
            assertThat(put("wrong", "/day", "{\"credits\":1.5}")
                            .json()
                            .path("errors")
                            .get(0)
                            .path("pointer")
                            .asString())
                    .isEqualTo("/credits");
            assertThat(put("wrong", "/day", "{}").status()).isEqualTo(400);
            assertThat(put("wrong", "/day", "{\"credits\":\"1\",\"user\":\"ann\"}")
                            .code())
                    .isEqualTo("malformed_request");
            assertThat(set("wrong", "/year", "1").code()).isEqualTo("malformed_request");
            assertThat(set("wrong", "/day?user=a%20b", "1")
                            .json()
                            .path("parameter")
                            .asString())
                    .isEqualTo("user");
            assertThat(set("wrong", "/day?user=ann&key=key_1", "1").code()).isEqualTo("malformed_request");
            assertThat(set("wrong", "/day?key=key_of_nobody", "1").code()).isEqualTo("key_not_found");
            assertThat(set("nobody-here", "/day", "1").code()).isEqualTo("tenant_not_found");
            assertThat(delete("nobody-here", "/day").code()).isEqualTo("budget_not_found");
            assertThat(server.get(path("nobody-here", ""), server.admin).code()).isEqualTo("tenant_not_found");
        }

        @Test
        void theyAreListedInPages() {
            server.key("lister", "ann", "solo");
            for (String rest : List.of("/day", "/month?user=ann", "/day?user=ann", "/month?user=bob")) {
                set("lister", rest, "1");
            }
            JsonNode first = server.get(path("lister", "?size=3"), server.admin).json();
            assertThat(first.path("items")
                            .valueStream()
                            .map(item -> item.path("holder").asString() + " "
                                    + item.path("period").asString()))
                    .containsExactly("tenant day", "user day", "user month");
            String next = URLEncoder.encode(first.path("next").asString(), StandardCharsets.UTF_8);
            JsonNode second = server.get(path("lister", "?size=3&after=" + next), server.admin)
                    .json();
            assertThat(second.path("items").size()).isEqualTo(1);
            assertThat(second.has("next")).isFalse();
            for (String after : List.of("x", "tenant%2Fother%2Fday", "")) {
                assertThat(server.get(path("lister", "?after=" + after), server.admin)
                                .code())
                        .isEqualTo("malformed_request");
            }
        }
    }

    @Nested
    class Own {
        @Test
        void aCallerSeesWhatItsCallsCountInAndNobodyElses() {
            String ann = server.paying("seer");
            set("seer", "/day", "10");
            set("seer", "/month?user=ann", "5");
            set("seer", "/none?key=" + idOf("seer"), "2");
            set("seer", "/month?user=bob", "5");
            call(ann);
            JsonNode own = server.get("/api/v2/usage/budgets", ann).json().path("items");
            assertThat(own.valueStream().map(item -> item.path("holder").asString()))
                    .containsExactly("key", "tenant", "user");
            assertThat(own.valueStream()
                            .map(item -> item.path("used").path("credits").asString()))
                    .containsOnly("0.2475");
            String bob = server.key("seer", "bob", "elite");
            assertThat(server.get("/api/v2/usage/budgets", bob)
                            .json()
                            .path("items")
                            .valueStream()
                            .map(item -> item.path("user").asString("")))
                    .containsExactly("", "bob");
            assertThat(server.get("/api/v2/usage/budgets", server.paying("unbounded"))
                            .json())
                    .isEqualTo(json("{\"items\":[]}"));
        }
    }
}
