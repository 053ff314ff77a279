package dev.souk.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CatalogRoutesTest {
    private static TestServer server;
    private static String key;

    @BeforeAll
    static void start() {
        server = new TestServer();
        key = server.paying("acme");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<String> ids(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(item -> item.path("id").asString())
                .toList();
    }

    @Nested
    class Searching {
        @Test
        void theCatalogHasTheNewestOfEachAgentByItsId() {
            TestServer.Reply reply = server.get("/api/v2/agents", key);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("Content-Type")).isEqualTo("application/json");
            assertThat(ids(reply.json())).isSorted().contains("test.echo", "test.unpriced");
            assertThat(reply.json().path("page").asInt()).isEqualTo(1);
            assertThat(reply.json().path("size").asInt()).isEqualTo(20);
            assertThat(reply.json().path("total").asInt()).isEqualTo(18);
        }

        @Test
        void aLineSaysWhatThereIsToKnowBeforeChoosing() {
            JsonNode line = server.get("/api/v2/agents?q=ECHO", key)
                    .json()
                    .path("items")
                    .get(0);
            assertThat(line).isEqualTo(TestServer.JSON.readTree("""
                    {"id":"test.echo","version":"1.1.0","name":"Agent test.echo","summary":"Does test.echo.",
                     "category":"text","skills":["echo"],
                     "pricing":{"perCall":"0","perThousandModelTokens":"0","maxModelTokens":0}}"""));
        }

        @Test
        void categoryAndSkillNarrowIt() {
            assertThat(ids(server.get("/api/v2/agents?category=text", key).json()))
                    .containsExactly("test.echo");
            assertThat(ids(server.get("/api/v2/agents?skill=echo", key).json())).containsExactly("test.echo");
            assertThat(ids(server.get("/api/v2/agents?skill=echo&category=other", key)
                            .json()))
                    .isEmpty();
        }

        @Test
        void pagesFollowEachOtherWithoutGapOrOverlap() {
            List<String> all = ids(server.get("/api/v2/agents?size=100", key).json());
            List<String> first =
                    ids(server.get("/api/v2/agents?size=10&page=1", key).json());
            List<String> second =
                    ids(server.get("/api/v2/agents?size=10&page=2", key).json());
            assertThat(first).hasSize(10);
            assertThat(second).hasSize(8);
            assertThat(all).startsWith(first.toArray(String[]::new)).endsWith(second.toArray(String[]::new));
            assertThat(ids(server.get("/api/v2/agents?size=100&page=1000000", key)
                            .json()))
                    .isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"size=0", "size=101", "size=x", "size=-1", "page=0", "page=99999999999999999999", "page=1.5"
                })
        void aPageThatCannotBeIsRefused(String query) {
            TestServer.Reply reply = server.get("/api/v2/agents?" + query, key);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.code()).isEqualTo("malformed_request");
            assertThat(reply.json().path("parameter").asString()).isEqualTo(query.substring(0, 4));
        }
    }

    @Nested
    class Parameters {
        /** A misspelt parameter was ignored, and the whole catalog came back. */
        @Test
        void oneThatIsNotKnownIsRefusedWithThoseThatAre() {
            TestServer.Reply reply = server.get("/api/v2/agents?q=echo&catgory=text", key);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.code()).isEqualTo("malformed_request");
            assertThat(reply.json().path("parameter").asString()).isEqualTo("catgory");
            assertThat(reply.json().path("parameters").valueStream().map(JsonNode::asString))
                    .containsExactly("q", "category", "skill", "page", "size");
            assertThat(reply.json().path("detail").asString()).contains("catgory", "category");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/agents/test.echo?v=1.0.0",
                    "/agents/test.echo/status?version=1.0.0",
                    "/agents/test.echo/history?after=1",
                    "/credits/balance?tenant=other",
                    "/credits/history?page=2",
                    "/usage/limits?",
                    "/usage/limits?&x",
                    "/plans?=1",
                    "/plans?a%00b"
                })
        void everyRouteHasItsOwn(String path) {
            TestServer.Reply reply = server.get("/api/v2" + path, key);
            assertThat(reply.status()).as(reply.text()).isEqualTo(path.endsWith("?") ? 200 : 400);
        }

        @Test
        void aCallWithOneIsNotMade() {
            TestServer.Reply reply =
                    server.post("/api/v2/agents/test.echo/execute?timeout=5", key, "{\"input\":{\"text\":\"x\"}}");
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.json().path("parameters").get(0).asString()).isEqualTo("version");
            assertThat(server.get("/api/v2/plans?" + "x".repeat(500), key)
                            .json()
                            .path("parameter")
                            .asString())
                    .hasSize(101);
        }

        @Test
        void whoeverProbesTheServerMayAddWhatItLikes() {
            assertThat(server.get("/health/live?now=1", null).status()).isEqualTo(200);
            assertThat(server.get("/metrics?name[]=x".replace("[]", "%5B%5D"), null)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Nested
    class OneAgent {
        @Test
        void itsPageHasEverythingItSaysOfItself() {
            TestServer.Reply reply = server.get("/api/v2/agents/test.echo", key);
            assertThat(reply.status()).isEqualTo(200);
            JsonNode agent = reply.json();
            assertThat(agent.path("version").asString()).isEqualTo("1.1.0");
            assertThat(agent.path("publisher").asString()).isEqualTo("test");
            assertThat(agent.path("skills").get(0).path("description").asString())
                    .isEqualTo("Says it again.");
            assertThat(agent.path("inputSchema").path("required").get(0).asString())
                    .isEqualTo("text");
            assertThat(agent.path("outputSchema").path("type").asString()).isEqualTo("object");
            assertThat(agent.path("timeoutSeconds").asInt()).isEqualTo(30);
            assertThat(agent.path("attemptTimeoutSeconds").asInt()).isEqualTo(30);
            assertThat(agent.path("repeatable").asBoolean()).isTrue();
            assertThat(agent.path("fallback").asString()).isEqualTo("none");
            assertThat(agent.path("origin").asString()).isEqualTo("host");
            assertThat(agent.path("versions").valueStream().map(JsonNode::asString))
                    .containsExactly("2.0.0-rc.1", "1.1.0", "1.0.0");
        }

        @Test
        void aShortTimeAndALimitAreTold() {
            assertThat(server.get("/api/v2/agents/test.sleeper", key).text()).contains("\"timeoutSeconds\":0.1,");
            JsonNode limit = server.get("/api/v2/agents/test.scarce", key)
                    .json()
                    .path("limits")
                    .get(0);
            assertThat(limit).isEqualTo(TestServer.JSON.readTree("""
                    {"name":"per-hour","kind":"window","permits":1,"windowSeconds":3600}"""));
        }

        @Test
        void anAgentWithoutAPriceHasNone() {
            assertThat(server.get("/api/v2/agents/test.unpriced", key).json().has("pricing"))
                    .isFalse();
        }

        @Test
        void aVersionCanBeAskedFor() {
            assertThat(server.get("/api/v2/agents/test.echo?version=1.0.0", key)
                            .json()
                            .path("version")
                            .asString())
                    .isEqualTo("1.0.0");
            TestServer.Reply missing = server.get("/api/v2/agents/test.echo?version=9.0.0", key);
            assertThat(missing.status()).isEqualTo(404);
            assertThat(missing.code()).isEqualTo("agent_not_found");
            assertThat(server.get("/api/v2/agents/test.echo?version=latest", key)
                            .status())
                    .isEqualTo(400);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"none.such", "NOT-AN-ID", "%2e%2e%2fetc%2fpasswd", "a%20b", "%F0%9F%98%80", "test.echo%2F"})
        void anAgentThatIsNotThereOrHasNoIdIsNotFound(String id) {
            for (String rest : List.of("", "/status", "/history")) {
                TestServer.Reply reply = server.get("/api/v2/agents/" + id + rest, key);
                assertThat(reply.status()).as(reply.text()).isEqualTo(404);
                assertThat(reply.code()).isEqualTo("agent_not_found");
                assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
            }
        }

        @Test
        void itsStatusHasTheBreakerOfEachVersion() {
            assertThat(server.get("/api/v2/agents/test.echo/status", key).json())
                    .isEqualTo(TestServer.JSON.readTree("""
                    {"id":"test.echo","available":true,"versions":[
                     {"version":"2.0.0-rc.1","breaker":"closed","origin":"host"},
                     {"version":"1.1.0","breaker":"closed","origin":"host"},
                     {"version":"1.0.0","breaker":"closed","origin":"host"}]}"""));
            assertThat(server.get("/api/v2/agents/test.unpriced/status", key)
                            .json()
                            .path("available")
                            .asBoolean())
                    .isFalse();
        }
    }

    @Nested
    class Executions {
        @Test
        void anExecutionIsFoundByWhoCalledAndNobodyElse() {
            String id = server.execute("test.model", key, "{\"input\":{}}")
                    .json()
                    .path("executionId")
                    .asString();
            JsonNode execution = server.get("/api/v2/executions/" + id, key).json();
            assertThat(execution.path("state").asString()).isEqualTo("succeeded");
            assertThat(execution.path("agent").asString()).isEqualTo("test.model");
            assertThat(execution.path("user").asString()).isEqualTo("ann");
            assertThat(execution.path("plan").asString()).isEqualTo("elite");
            assertThat(execution.path("startedAt").asString()).matches("20..-..-..T.*Z");
            assertThat(execution.path("endedAt").asString()).matches("20..-..-..T.*Z");
            assertThat(execution.path("usage").path("modelTokensInput").asInt()).isEqualTo(700);
            assertThat(execution.path("charge").path("credits").asString()).isEqualTo("0.2475");
            assertThat(execution.path("output").isObject()).isTrue();
            assertThat(execution.has("code")).isFalse();

            TestServer.Reply stranger = server.get("/api/v2/executions/" + id, server.paying("stranger"));
            assertThat(stranger.status()).isEqualTo(404);
            assertThat(stranger.code()).isEqualTo("execution_not_found");
            assertThat(server.get("/api/v2/executions/" + id, server.admin).status())
                    .isEqualTo(404);
        }

        @Test
        void anotherUserOfTheTenantDoesNotSeeIt() {
            String id = server.execute("test.model", key, "{\"input\":{}}")
                    .json()
                    .path("executionId")
                    .asString();
            TestServer.Reply colleague = server.get("/api/v2/executions/" + id, server.key("acme", "bob", "elite"));
            assertThat(colleague.status()).isEqualTo(404);
            assertThat(colleague.code()).isEqualTo("execution_not_found");
        }

        @Test
        void aFailedExecutionSaysWhatWentWrong() {
            String id = server.execute("test.fails", key, "{\"input\":{}}")
                    .json()
                    .path("executionId")
                    .asString();
            JsonNode execution = server.get("/api/v2/executions/" + id, key).json();
            assertThat(execution.path("state").asString()).isEqualTo("failed");
            assertThat(execution.path("code").asString()).isEqualTo("agent_failed");
            assertThat(execution.path("message").asString()).isNotEmpty();
            assertThat(execution.path("charge").path("micros").asLong()).isZero();
            assertThat(execution.has("output")).isFalse();
        }

        @ParameterizedTest
        @ValueSource(strings = {"exe_00000000000000000000000000", "exe_short", "1", "%2e%2e"})
        void anExecutionThatIsNotThereIsNotFound(String id) {
            TestServer.Reply reply = server.get("/api/v2/executions/" + id, key);
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.code()).isEqualTo("execution_not_found");
        }

        @Test
        void theHistoryHasOnlyTheTenantsOwnOfThatAgentTheNewestFirst() {
            String own = server.paying("historian");
            for (int i = 0; i < 5; i++) {
                assertThat(server.execute("test.echo", own, "{\"input\":{\"text\":\"" + i + "\"}}")
                                .status())
                        .isEqualTo(200);
            }
            server.execute("test.any", own, "{\"input\":{}}");
            server.execute("test.echo", key, "{\"input\":{\"text\":\"other\"}}");

            JsonNode first =
                    server.get("/api/v2/agents/test.echo/history?size=3", own).json();
            assertThat(first.path("items").size()).isEqualTo(3);
            String next = first.path("next").asString();
            JsonNode second = server.get("/api/v2/agents/test.echo/history?size=3&before=" + next, own)
                    .json();
            assertThat(second.path("items").size()).isEqualTo(2);
            assertThat(second.has("next")).isFalse();
            List<String> ids = java.util.stream.Stream.of(first, second)
                    .flatMap(page -> page.path("items").valueStream())
                    .map(item -> item.path("executionId").asString())
                    .toList();
            assertThat(ids).doesNotHaveDuplicates().isSortedAccordingTo(java.util.Comparator.reverseOrder());
            assertThat(first.path("items").get(0).has("output")).isFalse();
        }

        @Test
        void anAgentThatWasNeverCalledHasAnEmptyHistory() {
            JsonNode history =
                    server.get("/api/v2/agents/test.dear/history", key).json();
            assertThat(history).isEqualTo(TestServer.JSON.readTree("{\"items\":[]}"));
        }

        @Test
        void aCursorThatIsNoneIsRefused() {
            assertThat(server.get("/api/v2/agents/test.echo/history?before=5", key)
                            .status())
                    .isEqualTo(400);
        }
    }
}
