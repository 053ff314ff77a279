package dev.souk.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class AccountRoutesTest {
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

    @Nested
    class Plans {
        @Test
        void whatIsForSaleIsShownToAnyKey() {
            JsonNode plans = server.get("/api/v2/plans", server.key("browser", "tom", null))
                    .json();
            assertThat(plans.path("plans")
                            .valueStream()
                            .map(plan -> plan.path("id").asString()))
                    .startsWith("solo")
                    .hasSize(7);
            assertThat(plans.path("plans").get(0)).isEqualTo(json("""
                    {"id":"solo","requestsPerMinute":5,"requestsPerHour":50,"callsInFlight":5,"price":"0.005"}"""));
            assertThat(plans.path("plans")
                            .valueStream()
                            .filter(plan -> plan.path("tenantPaysModels").asBoolean(false))
                            .map(plan -> plan.path("id").asString()))
                    .containsExactly("byok");
            assertThat(plans.path("trial")).isEqualTo(json("{\"calls\":3,\"callsInFlight\":3}"));
            assertThat(plans.path("user")).isEqualTo(json("{\"requestsPerMinute\":100}"));
            assertThat(server.get("/api/v2/plans", null).status()).isEqualTo(401);
        }
    }

    @Nested
    class Balances {
        @Test
        void aTenantOnAPlanSeesWhatItHas() {
            String key = server.paying("rich");
            assertThat(server.get("/api/v2/credits/balance", key).json()).isEqualTo(json("""
                    {"tenant":"rich","posted":{"micros":100000000,"credits":"100"},
                     "held":{"micros":0,"credits":"0"},"available":{"micros":100000000,"credits":"100"}}"""));
        }

        @Test
        void aTrialUserSeesTheLessOfWhatUserAndDeviceHaveLeft() {
            String tom = server.key("trial-a", "tom", null);
            assertThat(callsLeft(tom, "d1")).isEqualTo(3);
            server.execute("test.any", tom, "{\"input\":{}}", "Souk-Device", "d1");
            server.execute("test.any", tom, "{\"input\":{}}", "Souk-Device", "d2");
            assertThat(callsLeft(tom, "d1")).isEqualTo(1);
            assertThat(callsLeft(tom, "fresh")).isEqualTo(1);
            String eve = server.key("trial-a", "eve", null);
            assertThat(callsLeft(eve, "d1")).isEqualTo(2);
            assertThat(callsLeft(eve, "fresh")).isEqualTo(3);
        }

        private long callsLeft(String key, String device) {
            return server.send(server.request("/api/v2/credits/balance", key)
                            .header("Souk-Device", device)
                            .build())
                    .json()
                    .path("trial")
                    .path("callsLeft")
                    .asLong();
        }
    }

    @Nested
    class Statements {
        @Test
        void theStatementHasEachMovementWithTheBalanceAfterIt() {
            String key = server.paying("spender");
            String execution = server.execute("test.model", key, "{\"input\":{}}")
                    .json()
                    .path("executionId")
                    .asString();
            JsonNode items = server.get("/api/v2/credits/history", key).json().path("items");
            assertThat(items.size()).isEqualTo(2);
            ObjectNode call = (ObjectNode) items.get(0);
            assertThat(call.remove("at").asString()).matches("20.*Z");
            assertThat(call.remove("transfer").asString()).isNotEmpty();
            assertThat(call)
                    .isEqualTo(json("""
                    {"sequence":2,"kind":"call","amount":{"micros":-247500,"credits":"-0.2475"},
                     "balance":{"micros":99752500,"credits":"99.7525"},"executionId":"%s","memo":"%s"}""".formatted(execution, call.path("memo").asString())));
            assertThat(items.get(1).path("kind").asString()).isEqualTo("grant");
            assertThat(items.get(1).has("executionId")).isFalse();
        }

        @Test
        void itIsReadInPages() {
            String key = server.paying("pager");
            for (int i = 0; i < 4; i++) {
                server.execute("test.any", key, "{\"input\":{}}");
            }
            JsonNode first = server.get("/api/v2/credits/history?size=3", key).json();
            assertThat(sequences(first)).isEqualTo("543");
            String next = first.path("next").asString();
            JsonNode second = server.get("/api/v2/credits/history?size=3&before=" + next, key)
                    .json();
            assertThat(sequences(second)).isEqualTo("21");
            assertThat(second.has("next")).isFalse();
        }

        private String sequences(JsonNode page) {
            StringBuilder text = new StringBuilder();
            page.path("items").forEach(item -> text.append(item.path("sequence").asLong()));
            return text.toString();
        }

        @Test
        void aCursorThatIsNoneIsRefused() {
            String key = server.paying("cursed");
            for (String before : new String[] {"x", "0", "-1", "99999999999999999999", ""}) {
                assertThat(server.get("/api/v2/credits/history?before=" + before, key)
                                .status())
                        .isEqualTo(400);
            }
        }

        @Test
        void aTenantSeesNobodyElses() {
            String poor = server.key("poor", "pat", "solo");
            assertThat(server.get("/api/v2/credits/history", poor).json()).isEqualTo(json("{\"items\":[]}"));
        }
    }

    @Nested
    class Limits {
        @Test
        void theLimitsShowWhatIsEnforced() {
            String key = server.key("solo-tenant", "ann", "solo");
            server.execute("test.any", server.paying("solo-other"), "{\"input\":{}}");
            JsonNode limits = server.get("/api/v2/usage/limits", key).json();
            assertThat(limits).isEqualTo(json("""
                    {"items":[
                     {"name":"plan-per-minute","holder":"tenant","kind":"window","permits":5,"windowSeconds":60,
                      "used":0,"remaining":5,"resetSeconds":0},
                     {"name":"plan-per-hour","holder":"tenant","kind":"window","permits":50,"windowSeconds":3600,
                      "used":0,"remaining":50,"resetSeconds":0},
                     {"name":"plan-in-flight","holder":"tenant","kind":"in-flight","permits":5,
                      "used":0,"remaining":5,"resetSeconds":0},
                     {"name":"user-per-minute","holder":"user","kind":"window","permits":100,"windowSeconds":60,
                      "used":0,"remaining":100,"resetSeconds":0}]}"""));
        }

        @Test
        void aCallCounts() {
            String key = server.paying("counted");
            server.execute("test.any", key, "{\"input\":{}}");
            JsonNode first =
                    server.get("/api/v2/usage/limits", key).json().path("items").get(0);
            assertThat(first.path("used").asLong()).isEqualTo(1);
            assertThat(first.path("remaining").asLong()).isEqualTo(499);
            assertThat(first.path("resetSeconds").asLong()).isBetween(1L, 60L);
        }

        @Test
        void aTenantThatNobodyRegisteredHasNone() {
            assertThat(server.get("/api/v2/usage/limits", server.admin).code()).isEqualTo("tenant_not_found");
        }
    }
}
