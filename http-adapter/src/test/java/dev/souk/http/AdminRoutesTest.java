package dev.souk.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.spi.caller.PlanId;
import dev.souk.spi.caller.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class AdminRoutesTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode json(String text) {
        return TestServer.JSON.readTree(text);
    }

    private static TestServer.Reply issue(String body) {
        return server.post("/api/v2/admin/keys", server.admin, body);
    }

    private static TestServer.Reply grant(String body, String... headers) {
        return server.post("/api/v2/admin/credits/grant", server.admin, body, headers);
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/credits/grant",
        "POST,/keys",
        "GET,/keys",
        "DELETE,/keys/key_1",
        "GET,/tenants",
        "PUT,/tenants/acme",
        "GET,/tenants/acme/credits",
        "GET,/plugins"
    })
    void aNormalKeyOpensNoAdminRouteAndNoKeyNone(String method, String path) {
        String normal = server.paying("normal");
        TestServer.Reply forbidden = server.send(server.json(method, "/api/v2/admin" + path, normal, "{}"));
        assertThat(forbidden.status()).isEqualTo(403);
        assertThat(forbidden.code()).isEqualTo("forbidden");
        assertThat(server.send(server.json(method, "/api/v2/admin" + path, null, "{}"))
                        .status())
                .isEqualTo(401);
    }

    @Nested
    class Keys {
        @Test
        void aKeyForANewTenantRegistersItOnThePlan() {
            TestServer.Reply reply =
                    issue("{\"tenant\":\"fresh\",\"user\":\"ann\",\"plan\":\"basic\",\"label\":\"laptop\"}");
            assertThat(reply.status()).isEqualTo(201);
            ObjectNode answer = (ObjectNode) reply.json();
            String text = answer.remove("key").asString();
            String id = answer.remove("id").asString();
            answer.remove("createdAt");
            assertThat(answer).isEqualTo(json("""
                    {"tenant":"fresh","user":"ann","admin":false,"label":"laptop","plan":"basic"}"""));
            assertThat(server.souk
                            .tenants()
                            .find(new TenantId("fresh"))
                            .orElseThrow()
                            .plan())
                    .contains(new PlanId("basic"));
            assertThat(server.get("/api/v2/credits/balance", text).status()).isEqualTo(200);
            assertThat(id).startsWith("key_");
        }

        @Test
        void withoutAPlanTheTenantIsOnTrial() {
            String key = issue("{\"tenant\":\"trying\",\"user\":\"ann\"}")
                    .json()
                    .path("key")
                    .asString();
            assertThat(server.get("/api/v2/credits/balance", key)
                            .json()
                            .path("trial")
                            .path("callsLeft")
                            .asInt())
                    .isEqualTo(3);
        }

        @Test
        void anotherPlanForATenantThatHasOneIsAConflict() {
            issue("{\"tenant\":\"settled\",\"user\":\"ann\",\"plan\":\"basic\"}");
            int before = server.keyStore.byHash.size();
            TestServer.Reply reply = issue("{\"tenant\":\"settled\",\"user\":\"bob\",\"plan\":\"elite\"}");
            assertThat(reply.status()).isEqualTo(409);
            assertThat(reply.code()).isEqualTo("conflict");
            assertThat(reply.json().path("detail").asString()).contains("PUT /admin/tenants/settled", "basic");
            assertThat(issue("{\"tenant\":\"settled\",\"user\":\"bob\",\"plan\":null}")
                            .status())
                    .isEqualTo(409);
            assertThat(server.keyStore.byHash).hasSize(before);
            assertThat(issue("{\"tenant\":\"settled\",\"user\":\"bob\",\"plan\":\"basic\"}")
                            .status())
                    .isEqualTo(201);
            assertThat(issue("{\"tenant\":\"settled\",\"user\":\"bob\"}")
                            .json()
                            .path("plan")
                            .asString())
                    .isEqualTo("basic");
        }

        @Test
        void aPlanThatIsNotThereRegistersNobody() {
            TestServer.Reply reply = issue("{\"tenant\":\"nobody\",\"user\":\"ann\",\"plan\":\"platinum\"}");
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.code()).isEqualTo("plan_not_found");
            assertThat(server.souk.tenants().find(new TenantId("nobody"))).isEmpty();
        }

        @Test
        void everythingThatIsWrongIsSaidAtOnce() {
            TestServer.Reply reply =
                    issue("{\"tenant\":\"a b\",\"admin\":\"yes\",\"label\":1,\"plan\":[],\"extra\":1}");
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.json()
                            .path("errors")
                            .valueStream()
                            .map(error -> error.path("pointer").asString()))
                    .containsExactlyInAnyOrder("/tenant", "/user", "/admin", "/label", "/plan", "/extra");
        }

        @Test
        void aLabelThatIsTooLongIsRefused() {
            assertThat(issue("{\"tenant\":\"a\",\"user\":\"b\",\"label\":\"" + "x".repeat(101) + "\"}")
                            .status())
                    .isEqualTo(400);
        }

        @Test
        void anAdminKeyCanBeIssued() {
            String key = issue("{\"tenant\":\"operator\",\"user\":\"second\",\"admin\":true}")
                    .json()
                    .path("key")
                    .asString();
            assertThat(server.get("/api/v2/admin/plugins", key).status()).isEqualTo(200);
        }

        @Test
        void aRevokedKeyIsListedAsSuchAndOpensNothing() {
            JsonNode issued = issue("{\"tenant\":\"leaver\",\"user\":\"ann\"}").json();
            String path = "/api/v2/admin/keys/" + issued.path("id").asString();
            TestServer.Reply revoked =
                    server.send(server.request(path, server.admin).DELETE().build());
            assertThat(revoked.status()).isEqualTo(204);
            assertThat(revoked.text()).isEmpty();
            assertThat(server.get("/api/v2/credits/balance", issued.path("key").asString())
                            .status())
                    .isEqualTo(401);
            JsonNode listed = server.get("/api/v2/admin/keys?tenant=leaver", server.admin)
                    .json()
                    .path("items");
            assertThat(listed.size()).isEqualTo(1);
            assertThat(listed.get(0).path("revokedAt").asString()).isNotEmpty();
            assertThat(listed.get(0).has("key")).isFalse();
            assertThat(listed.get(0).has("hash")).isFalse();
        }

        @Test
        void aKeyThatIsNotThereCannotBeRevoked() {
            for (String id : List.of("key_none", "nothing", "%2e%2e")) {
                TestServer.Reply reply = server.send(server.request("/api/v2/admin/keys/" + id, server.admin)
                        .DELETE()
                        .build());
                assertThat(reply.status()).isEqualTo(404);
                assertThat(reply.code()).isEqualTo("key_not_found");
            }
            assertThat(server.get("/api/v2/admin/keys", server.admin).status()).isEqualTo(400);
        }
    }

    @Nested
    class Grants {
        @Test
        void aGrantIsInTheBalance() {
            server.key("given", "ann", "solo");
            TestServer.Reply reply = grant("{\"tenant\":\"given\",\"credits\":\"12.5\",\"memo\":\"welcome\"}");
            assertThat(reply.status()).isEqualTo(200);
            ObjectNode answer = (ObjectNode) reply.json();
            assertThat(answer.remove("transfer").asString()).startsWith("grant/given/");
            assertThat(answer).isEqualTo(json("""
                    {"tenant":"given","amount":{"micros":12500000,"credits":"12.5"},
                     "balance":{"micros":12500000,"credits":"12.5"}}"""));
        }

        @Test
        void theSameIdempotencyKeyGivesOnce() {
            server.key("once", "ann", "solo");
            String body = "{\"tenant\":\"once\",\"credits\":\"1\"}";
            TestServer.Reply first = grant(body, "Idempotency-Key", "invoice-1");
            TestServer.Reply second = grant(body, "Idempotency-Key", "invoice-1");
            assertThat(second.text()).isEqualTo(first.text());
            assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
            TestServer.Reply other = grant("{\"tenant\":\"once\",\"credits\":\"2\"}", "Idempotency-Key", "invoice-1");
            assertThat(other.status()).isEqualTo(409);
            assertThat(grant(body, "Idempotency-Key", "not a reference").status())
                    .isEqualTo(400);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "0",
                    "-1",
                    "1e3",
                    "x",
                    "",
                    "NaN",
                    "Infinity",
                    "１２",
                    "0.0000001",
                    "1000000000.000001",
                    "999999999999",
                    "9223372036854.775807",
                    "9223372036854775807"
                })
        void anAmountThatIsNoneIsRefusedAndNothingIsGiven(String credits) {
            server.key("amount", "ann", "solo");
            TestServer.Reply reply = grant("{\"tenant\":\"amount\",\"credits\":\"" + credits + "\"}");
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.code()).isEqualTo("invalid_amount");
            assertThat(server.souk.credits().history(new TenantId("amount"), Long.MAX_VALUE, 10))
                    .isEmpty();
        }

        @Test
        void anAmountAsANumberIsRefusedBecauseNumbersRound() {
            TestServer.Reply reply = grant("{\"tenant\":\"amount\",\"credits\":1.5}");
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.json().path("errors").get(0).path("pointer").asString())
                    .isEqualTo("/credits");
        }

        @Test
        void aTenantThatNobodyRegisteredGetsNothing() {
            assertThat(grant("{\"tenant\":\"ghost\",\"credits\":\"1\"}").code()).isEqualTo("tenant_not_found");
        }

        @Test
        void aMemoThatIsTooLongIsRefused() {
            server.key("memo", "ann", "solo");
            String memo = "x".repeat(201);
            assertThat(grant("{\"tenant\":\"memo\",\"credits\":\"1\",\"memo\":\"" + memo + "\"}")
                            .status())
                    .isEqualTo(400);
        }
    }

    @Nested
    class Tenants {
        private TestServer.Reply put(String tenant, String body) {
            return server.send(server.json("PUT", "/api/v2/admin/tenants/" + tenant, server.admin, body));
        }

        @Test
        void aPlanCanBeChangedAndTakenAway() {
            server.key("mover", "ann", "solo");
            TestServer.Reply reply = put("mover", "{\"plan\":\"elite\"}");
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.json().path("plan").asString()).isEqualTo("elite");
            assertThat(put("mover", "{\"plan\":null}").json().has("plan")).isFalse();
        }

        @Test
        void aTenantThatIsNewIsRegistered() {
            TestServer.Reply made = put("newcomer", "{\"plan\":\"basic\"}");
            assertThat(made.status()).isEqualTo(201);
            assertThat(made.json().path("id").asString()).isEqualTo("newcomer");
            assertThat(made.json().path("plan").asString()).isEqualTo("basic");
            assertThat(server.souk
                            .tenants()
                            .find(new TenantId("newcomer"))
                            .orElseThrow()
                            .plan())
                    .contains(new PlanId("basic"));

            TestServer.Reply again = put("newcomer", "{\"plan\":\"basic\"}");
            assertThat(again.status()).isEqualTo(200);
            assertThat(again.text()).isEqualTo(made.text());
            assertThat(put("trier", "{\"plan\":null}").status()).isEqualTo(201);
            assertThat(put("trier", "{\"plan\":\"solo\"}").status()).isEqualTo(200);
        }

        @Test
        void whatIsWrongWithItIsSaid() {
            server.key("stays", "ann", "solo");
            assertThat(put("stays", "{}")
                            .json()
                            .path("errors")
                            .get(0)
                            .path("pointer")
                            .asString())
                    .isEqualTo("/plan");
            assertThat(put("stays", "{\"plan\":1}").status()).isEqualTo(400);
            assertThat(put("stays", "{\"plan\":\"none\"}").code()).isEqualTo("plan_not_found");
            assertThat(put("ghost", "{\"plan\":\"none\"}").code()).isEqualTo("plan_not_found");
            assertThat(put("ghost", "{}").status()).isEqualTo(400);
            assertThat(server.souk.tenants().find(new TenantId("ghost"))).isEmpty();
            TestServer.Reply noId = put("a%20b", "{\"plan\":\"solo\"}");
            assertThat(noId.status()).isEqualTo(400);
            assertThat(noId.code()).isEqualTo("malformed_request");
        }

        @Test
        void anAdministratorSeesWhatATenantSees() {
            String own = server.paying("watched");
            String path = "/api/v2/admin/tenants/watched/credits";
            assertThat(server.get(path, server.admin).text())
                    .isEqualTo(server.get("/api/v2/credits/balance", own).text())
                    .contains("\"held\"", "\"credits\":\"100\"");
            server.key("trying-out", "tom", null);
            assertThat(server.get("/api/v2/admin/tenants/trying-out/credits", server.admin)
                            .json())
                    .isEqualTo(json("""
                            {"tenant":"trying-out","posted":{"micros":0,"credits":"0"},
                             "held":{"micros":0,"credits":"0"},"available":{"micros":0,"credits":"0"}}"""));
            for (String nobody : List.of("nobody-here", "a%20b")) {
                TestServer.Reply missing = server.get("/api/v2/admin/tenants/" + nobody + "/credits", server.admin);
                assertThat(missing.status()).isEqualTo(404);
                assertThat(missing.code()).isEqualTo("tenant_not_found");
            }
        }

        @Test
        void theyAreListedInPages() {
            for (int i = 0; i < 3; i++) {
                server.key("zz-" + i, "ann", "solo");
            }
            JsonNode page = server.get("/api/v2/admin/tenants?after=zz&size=2", server.admin)
                    .json();
            assertThat(page.path("items").size()).isEqualTo(2);
            assertThat(page.path("items").get(0).path("id").asString()).isEqualTo("zz-0");
            assertThat(page.path("items").get(0).path("plan").asString()).isEqualTo("solo");
            assertThat(page.path("next").asString()).isEqualTo("zz-1");
            JsonNode rest = server.get("/api/v2/admin/tenants?after=zz-1&size=2", server.admin)
                    .json();
            assertThat(rest.path("items").size()).isEqualTo(1);
            assertThat(rest.has("next")).isFalse();
        }
    }

    @Nested
    class Plugins {
        @Test
        void whatBecameOfEachFileIsTold(@TempDir Path directory) throws IOException {
            Files.write(directory.resolve("broken.jar"), new byte[] {1, 2, 3});
            try (TestServer other =
                    new TestServer(builder -> builder.inMemoryStore().plugins(directory), http -> http, config -> {})) {
                JsonNode items =
                        other.get("/api/v2/admin/plugins", other.admin).json().path("items");
                assertThat(items.size()).isEqualTo(1);
                ObjectNode broken = (ObjectNode) items.get(0);
                assertThat(broken.remove("reason").asString()).isNotEmpty();
                assertThat(broken).isEqualTo(json("""
                        {"file":"broken.jar","loaded":false,"agents":[],"code":"plugin_unreadable"}"""));
            }
            assertThat(server.get("/api/v2/admin/plugins", server.admin).json()).isEqualTo(json("{\"items\":[]}"));
        }
    }
}
