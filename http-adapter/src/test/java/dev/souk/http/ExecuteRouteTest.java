package dev.souk.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ExecuteRouteTest {
    private static final String EMPTY = "{\"input\":{}}";
    private static final String TEXT = "{\"input\":{\"text\":\"hello\"}}";

    private TestServer server;
    private String key;

    @BeforeEach
    void start() {
        server = new TestServer();
        key = server.paying("acme");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static JsonNode json(String text) {
        return TestServer.JSON.readTree(text);
    }

    @Nested
    class Answers {
        @Test
        void aPaidCallHasExactlyTheseFields() {
            TestServer.Reply reply = server.execute("test.model", key, EMPTY);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("Content-Type")).isEqualTo("application/json");
            assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
            ObjectNode answer = (ObjectNode) reply.json();
            String id = answer.remove("executionId").asString();
            assertThat(id).matches("exe_[0-9A-Z]{26}");
            ObjectNode usage = (ObjectNode) answer.path("usage");
            assertThat(usage.remove("durationMillis").asLong(-1)).isNotNegative();
            assertThat(answer).isEqualTo(json("""
                    {"agent":"test.model","version":"1.0.0","output":{},
                     "usage":{"modelTokensInput":700,"modelTokensOutput":300,"attempts":1},
                     "charge":{"micros":247500,"credits":"0.2475"},
                     "balance":{"micros":99752500,"credits":"99.7525"}}"""));
        }

        @Test
        void theFieldsComeInTheirOrder() {
            assertThat(server.execute("test.echo", key, TEXT).text())
                    .matches("\\{\"executionId\":.*,\"agent\":.*,\"version\":.*,\"output\":.*,\"usage\":.*,"
                            + "\"charge\":\\{\"micros\":.*,\"credits\":.*},\"balance\":\\{.*}}");
        }

        @Test
        void nullsAndNumbersOfTheOutputArrive() {
            JsonNode output = server.execute("test.nulls", key, EMPTY).json().path("output");
            assertThat(output.has("nothing")).isTrue();
            assertThat(output.get("nothing").isNull()).isTrue();
            assertThat(output.path("large").asDouble()).isEqualTo(1e10);
        }

        @Test
        void aTrialCallSaysHowManyAreLeft() {
            String trial = server.key("newcomer", "tom", null);
            JsonNode answer = server.execute("test.echo", trial, TEXT, "Souk-Device", "laptop-1")
                    .json();
            assertThat(answer.path("trial")).isEqualTo(json("{\"callsLeft\":2}"));
            assertThat(answer.path("charge")).isEqualTo(json("{\"micros\":0,\"credits\":\"0\"}"));
        }

        @Test
        void anEarlierAnswerIsMarkedAsSuch() {
            assertThat(server.execute("test.moody", key, EMPTY).json().has("fallback"))
                    .isFalse();
            JsonNode second = server.execute("test.moody", key, EMPTY).json();
            assertThat(second.path("fallback").asBoolean()).isTrue();
            assertThat(second.path("output")).isEqualTo(json("{\"mood\":\"good\"}"));
        }

        @Test
        void theVersionCanBeAskedForInTheAddressOrInTheBody() {
            assertThat(server.execute("test.echo", key, TEXT)
                            .json()
                            .path("version")
                            .asString())
                    .isEqualTo("1.1.0");
            assertThat(server.post("/api/v2/agents/test.echo/execute?version=1.0.0", key, TEXT)
                            .json()
                            .path("version")
                            .asString())
                    .isEqualTo("1.0.0");
            String inBody = "{\"input\":{\"text\":\"x\"},\"version\":\"2.0.0-rc.1\"}";
            assertThat(server.execute("test.echo", key, inBody)
                            .json()
                            .path("version")
                            .asString())
                    .isEqualTo("2.0.0-rc.1");
            assertThat(server.post("/api/v2/agents/test.echo/execute?version=1.0.0", key, inBody)
                            .status())
                    .isEqualTo(400);
            assertThat(server.execute("test.echo", key, "{\"input\":{\"text\":\"x\"},\"version\":null}")
                            .status())
                    .isEqualTo(200);
        }

        @Test
        void numbersReachTheAgentAsTheyWereWritten() {
            String input = "{\"a\":0.1,\"b\":12345678901234567890123,\"c\":1.10,\"d\":\"\\u00e4\\u0000\"}";
            assertThat(server.execute("test.any", key, "{\"input\":" + input + "}")
                            .status())
                    .isEqualTo(200);
            JsonNode given = json(server.agents.inputs.get(0));
            assertThat(given.path("a").asString()).isEqualTo("0.1");
            assertThat(given.path("b").bigIntegerValue()).isEqualTo("12345678901234567890123");
            assertThat(given.path("d").asString()).isEqualTo("ä\u0000");
        }
    }

    @Nested
    class Idempotency {
        @Test
        void theSameKeyAndInputGiveTheIdenticalBodyAgainForNothing() {
            for (String agent : new String[] {"test.echo", "test.nulls", "test.model"}) {
                String body = agent.equals("test.echo") ? TEXT : EMPTY;
                TestServer.Reply first = server.execute(agent, key, body, "Idempotency-Key", agent);
                TestServer.Reply second = server.execute(agent, key, body, "Idempotency-Key", agent);
                assertThat(first.status()).isEqualTo(200);
                assertThat(second.text()).isEqualTo(first.text());
                assertThat(first.header("Idempotent-Replayed")).isEmpty();
                assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
            }
            assertThat(server.agents.echoed).hasValue(1);
        }

        @Test
        void aTrialCallAndAFailureAreReplayedToo() {
            String trial = server.key("newcomer", "tom", null);
            String[] headers = {"Souk-Device", "laptop-1", "Idempotency-Key", "k"};
            TestServer.Reply first = server.execute("test.echo", trial, TEXT, headers);
            assertThat(server.execute("test.echo", trial, TEXT, headers).text()).isEqualTo(first.text());

            TestServer.Reply failed = server.execute("test.fails", key, EMPTY, "Idempotency-Key", "f");
            TestServer.Reply again = server.execute("test.fails", key, EMPTY, "Idempotency-Key", "f");
            assertThat(again.text()).isEqualTo(failed.text());
            assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        }

        @Test
        void theSameKeyWithAnotherInputIsRefused() {
            TestServer.Reply first = server.execute("test.echo", key, TEXT, "Idempotency-Key", "k");
            TestServer.Reply other =
                    server.execute("test.echo", key, "{\"input\":{\"text\":\"other\"}}", "Idempotency-Key", "k");
            assertThat(other.status()).isEqualTo(422);
            assertThat(other.code()).isEqualTo("idempotency_key_reused");
            assertThat(other.json().path("executionId")).isEqualTo(first.json().path("executionId"));
        }

        @Test
        void aCallThatStillRunsIsRefusedWithAHint() throws Exception {
            CompletableFuture<TestServer.Reply> running = CompletableFuture.supplyAsync(
                    () -> server.execute("test.waits", key, EMPTY, "Idempotency-Key", "k"));
            server.agents.awaitCalls(1);
            TestServer.Reply second = server.execute("test.waits", key, EMPTY, "Idempotency-Key", "k");
            assertThat(second.status()).isEqualTo(409);
            assertThat(second.code()).isEqualTo("idempotency_in_progress");
            assertThat(second.header("Retry-After")).matches("[1-9][0-9]*");
            assertThat(second.json().path("executionId").asString()).startsWith("exe_");
            server.agents.release.countDown();
            assertThat(running.get().status()).isEqualTo(200);
        }

        @Test
        void aKeyThatIsNoneIsRefusedBeforeAnythingRuns() {
            TestServer.Reply reply = server.execute("test.echo", key, TEXT, "Idempotency-Key", "x".repeat(256));
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.json().path("header").asString()).isEqualTo("Idempotency-Key");
            assertThat(server.agents.echoed).hasValue(0);
        }
    }

    @Nested
    class Refusals {
        @Test
        void withoutAKeyNothingIsDone() {
            TestServer.Reply reply = server.execute("test.echo", null, TEXT);
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"souk\"");
            assertThat(reply.json().path("type").asString()).isEqualTo("urn:souk:problem:unauthenticated");
            assertThat(reply.json().path("title").asString()).isEqualTo("Unauthenticated");
            assertThat(reply.json().path("status").asInt()).isEqualTo(401);
        }

        @Test
        void aRevokedKeyIsRefusedAtOnce() {
            assertThat(server.execute("test.echo", key, TEXT).status()).isEqualTo(200);
            String id = server.keys.authenticate(key).orElseThrow().id();
            server.keys.revoke(id);
            TestServer.Reply reply = server.execute("test.echo", key, TEXT);
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.header("WWW-Authenticate")).contains("invalid_token");
        }

        @Test
        void aKeyOfATenantThatNobodyRegisteredIsRefused() {
            TestServer.Reply reply = server.execute("test.echo", server.admin, TEXT);
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.code()).isEqualTo("tenant_not_found");
        }

        /** Who read the problem did not learn how a device is named over HTTP. */
        @Test
        void aTrialCallWithoutADeviceIsToldWhichHeaderNamesIt() {
            TestServer.Reply reply = server.execute("test.echo", server.key("newcomer", "tom", null), TEXT);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.code()).isEqualTo("device_required");
            assertThat(reply.json().path("header").asString()).isEqualTo("Souk-Device");
            assertThat(reply.json().path("detail").asString()).contains("header Souk-Device");
        }

        @Test
        void theFourthTrialCallIsRefusedWithOffers() {
            String trial = server.key("newcomer", "tom", null);
            assertThat(server.execute("test.echo", trial, TEXT).code()).isEqualTo("device_required");
            for (int i = 0; i < 3; i++) {
                assertThat(server.execute("test.echo", trial, TEXT, "Souk-Device", "d")
                                .status())
                        .isEqualTo(200);
            }
            TestServer.Reply fourth = server.execute("test.echo", trial, TEXT, "Souk-Device", "d");
            assertThat(fourth.status()).isEqualTo(402);
            assertThat(fourth.code()).isEqualTo("trial_used_up");
            assertThat(fourth.json().path("offers").get(0))
                    .isEqualTo(json("{\"plan\":\"solo\",\"credits\":\"0.005\"}"));
            assertThat(fourth.json().path("offers").size()).isEqualTo(7);
            assertThat(fourth.json().path("by").asString()).isEqualTo("user");

            String other = server.key("another", "eve", null);
            assertThat(server.execute("test.echo", other, TEXT, "Souk-Device", "d")
                            .json()
                            .path("by")
                            .asString())
                    .isEqualTo("device");
        }

        @Test
        void tooFewCreditsAreRefusedWithWhatIsMissing() {
            TestServer.Reply reply = server.execute("test.dear", key, EMPTY);
            assertThat(reply.status()).isEqualTo(402);
            assertThat(reply.code()).isEqualTo("insufficient_credits");
            assertThat(reply.json().path("required").path("credits").asString()).isEqualTo("1000.2375");
            assertThat(reply.json().path("available")).isEqualTo(json("{\"micros\":100000000,\"credits\":\"100\"}"));
        }

        @Test
        void aReachedLimitSaysWhichAndWhenToTryAgain() {
            assertThat(server.execute("test.scarce", key, EMPTY).status()).isEqualTo(200);
            TestServer.Reply reply = server.execute("test.scarce", key, EMPTY);
            assertThat(reply.status()).isEqualTo(429);
            assertThat(reply.code()).isEqualTo("rate_limited");
            long retry = reply.json().path("retryAfterSeconds").asLong();
            assertThat(retry).isBetween(3_500L, 3_600L);
            assertThat(reply.header("Retry-After")).isEqualTo(Long.toString(retry));
            ObjectNode limit = (ObjectNode) reply.json().path("limit");
            assertThat(limit.remove("resetSeconds").asLong()).isBetween(3_500L, 3_600L);
            assertThat(limit).isEqualTo(json("""
                    {"name":"per-hour","holder":"agent","kind":"window","permits":1,"windowSeconds":3600,"remaining":0}"""));
        }

        @Test
        void tooManyInFlightIsRefused() throws Exception {
            String trial = server.key("newcomer", "tom", null);
            CompletableFuture<?>[] running = new CompletableFuture<?>[3];
            for (int i = 0; i < 3; i++) {
                running[i] = CompletableFuture.supplyAsync(
                        () -> server.execute("test.waits", trial, EMPTY, "Souk-Device", "d"),
                        runnable -> new Thread(runnable).start());
            }
            server.agents.awaitCalls(3);
            TestServer.Reply reply = server.execute("test.waits", trial, EMPTY, "Souk-Device", "d");
            assertThat(reply.status()).isEqualTo(429);
            assertThat(reply.code()).isEqualTo("too_many_in_flight");
            assertThat(reply.header("Retry-After")).isNotEmpty();
            assertThat(reply.json().path("limit").has("windowSeconds")).isFalse();
            server.agents.release.countDown();
            CompletableFuture.allOf(running).get();
        }

        @Test
        void anAgentWithoutAPriceCannotBeCalled() {
            TestServer.Reply reply = server.execute("test.unpriced", key, EMPTY);
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.code()).isEqualTo("no_price");
        }

        @Test
        void anAgentOrVersionThatIsNotThereIsNotFound() {
            assertThat(server.execute("none.such", key, EMPTY).code()).isEqualTo("agent_not_found");
            assertThat(server.execute("NONE", key, EMPTY).status()).isEqualTo(404);
            assertThat(server.post("/api/v2/agents/test.echo/execute?version=7.0.0", key, TEXT)
                            .code())
                    .isEqualTo("agent_not_found");
        }

        @Test
        void anInputThatDoesNotFitIsRefusedWithPointersIntoTheBody() {
            TestServer.Reply reply =
                    server.execute("test.echo", key, "{\"input\":{\"text\":1,\"count\":\"x\",\"a/b\":2}}");
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.code()).isEqualTo("invalid_input");
            assertThat(reply.json()
                            .path("errors")
                            .valueStream()
                            .map(error -> error.path("pointer").asString()))
                    .containsExactlyInAnyOrder("/input/text", "/input/count", "/input/a~1b");
            assertThat(server.execute("test.picky", key, EMPTY)
                            .json()
                            .path("errors")
                            .get(0))
                    .isEqualTo(json("{\"pointer\":\"/input/columns/3\",\"message\":\"no such column\"}"));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{}|/input",
                    "{\"input\":null}|/input",
                    "{\"input\":[]}|/input",
                    "{\"input\":\"x\"}|/input",
                    "{\"input\":{},\"inptu\":{}}|/inptu",
                    "{\"input\":{},\"a/b~c\":{}}|/a~1b~0c",
                    "{\"input\":{},\"version\":1}|/version",
                    "{\"input\":{},\"version\":\"latest\"}|/version"
                })
        void aBodyOfTheWrongFormIsRefusedWithAPointer(String body, String pointer) {
            TestServer.Reply reply = server.execute("test.any", key, body);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.code()).isEqualTo("malformed_request");
            assertThat(reply.json().path("errors").get(0).path("pointer").asString())
                    .isEqualTo(pointer);
            assertThat(server.agents.inputs).isEmpty();
        }

        @Test
        void brokenJsonIsRefusedWithItsPosition() {
            TestServer.Reply reply = server.execute("test.any", key, "{\"input\":\n  {\"a\": nope}}");
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.code()).isEqualTo("malformed_request");
            assertThat(reply.json().path("detail").asString()).contains("line 2, column");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "[]",
                    "1",
                    "null",
                    "{} {}",
                    "{\"input\":{},\"input\":{}}",
                    "{\"input\":{\"a\":1,\"a\":2}}"
                })
        void whatIsNotOneObjectWithoutDuplicatesIsRefused(String body) {
            assertThat(server.execute("test.any", key, body).status()).isEqualTo(400);
        }

        @Test
        void anotherMediaTypeIsRefusedWithWhatIsTaken() {
            for (String type :
                    new String[] {"text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16"
                    }) {
                TestServer.Reply reply = server.send(server.request("/api/v2/agents/test.any/execute", key)
                        .header("Content-Type", type)
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString(EMPTY))
                        .build());
                assertThat(reply.status()).isEqualTo(415);
                assertThat(reply.header("Accept")).contains("application/json");
                assertThat(reply.json().path("accepted").get(0).asString()).isEqualTo("application/json");
            }
            TestServer.Reply none = server.send(server.request("/api/v2/agents/test.any/execute", key)
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString(EMPTY))
                    .build());
            assertThat(none.status()).isEqualTo(415);
        }

        @ParameterizedTest
        @ValueSource(strings = {"a b", "/x", "üx"})
        void aDeviceThatIsNoneIsRefused(String device) {
            TestServer.Reply reply = server.execute("test.any", key, EMPTY, "Souk-Device", device);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.json().path("header").asString()).isEqualTo("Souk-Device");
        }
    }

    @Nested
    class Failures {
        @ParameterizedTest
        @CsvSource({
            "test.fails,502,agent_failed",
            "test.nothing,502,agent_returned_nothing",
            "test.liar,502,agent_invalid_output",
            "test.talker,502,agent_output_too_large",
            "test.provider,502,model_provider_failed",
            "test.sleeper,504,agent_timeout"
        })
        void aFailureSaysWhatItWasAndUnderWhichExecution(String agent, int status, String code) {
            TestServer.Reply reply = server.execute(agent, key, EMPTY);
            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.code()).isEqualTo(code);
            assertThat(reply.json().path("executionId").asString()).startsWith("exe_");
            assertThat(reply.json().path("attempts").asInt()).isPositive();
            assertThat(server.get("/api/v2/credits/balance", key)
                            .json()
                            .path("available")
                            .path("credits")
                            .asString())
                    .isEqualTo("100");
        }

        @Test
        void whatTheProviderSaysOfWaitingIsPassedOn() {
            assertThat(server.execute("test.provider", key, EMPTY).header("Retry-After"))
                    .isEqualTo("7");
        }

        @Test
        void anOpenBreakerIsUnavailableAndShows() {
            for (int i = 0; i < 3; i++) {
                assertThat(server.execute("test.breaks", key, EMPTY).status()).isEqualTo(502);
            }
            TestServer.Reply reply = server.execute("test.breaks", key, EMPTY);
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.code()).isEqualTo("breaker_open");
            JsonNode status =
                    server.get("/api/v2/agents/test.breaks/status", key).json();
            assertThat(status.path("available").asBoolean()).isFalse();
            assertThat(status.path("versions").get(0).path("breaker").asString())
                    .isEqualTo("open");
        }

        @Test
        void theCallersOwnTimeIsKept() {
            TestServer.Reply reply = server.execute("test.waits", key, EMPTY, "Souk-Timeout", "0.05");
            assertThat(reply.status()).isEqualTo(504);
            assertThat(reply.code()).isEqualTo("agent_timeout");
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "-1", "x", "3601", "1e3", "1.2345", ""})
        void aTimeThatIsNoneIsRefused(String seconds) {
            TestServer.Reply reply = server.execute("test.any", key, EMPTY, "Souk-Timeout", seconds);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.json().path("header").asString()).isEqualTo("Souk-Timeout");
        }

        @Test
        void aClosingEngineIsUnavailable() {
            server.souk.close();
            TestServer.Reply reply = server.execute("test.any", key, EMPTY);
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.code()).isEqualTo("shutting_down");
            assertThat(reply.header("Retry-After")).isNotEmpty();
        }
    }
}
