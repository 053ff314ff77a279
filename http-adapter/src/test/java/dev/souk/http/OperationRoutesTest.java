package dev.souk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.engine.config.SoukConfig;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.agent.AgentId;
import dev.souk.spi.agent.AgentVersion;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.event.BreakerState;
import dev.souk.spi.event.MarketEvent;
import dev.souk.spi.ledger.ExecutionId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OperationRoutesTest {
    private TestServer server;

    @BeforeEach
    void start() {
        server = new TestServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Nested
    class Health {
        @Test
        void aServerIsAliveAndReadyWithoutAnyKey() {
            assertThat(server.get("/health/live", null).text()).isEqualTo("{\"status\":\"up\"}");
            assertThat(server.get("/health/ready", null).status()).isEqualTo(200);
        }

        @Test
        void headHasNoBody() {
            HttpRequest head = server.request("/health/live", null)
                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                    .build();
            TestServer.Reply reply = server.send(head);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.text()).isEmpty();
        }

        @Test
        void withoutItsStoreItIsAliveAndNotReady() {
            AwayStore store = new AwayStore();
            try (TestServer other = new TestServer(builder -> builder.store(store), http -> http, config -> {})) {
                assertThat(other.get("/health/live", null).status()).isEqualTo(200);
                TestServer.Reply ready = other.get("/health/ready", null);
                assertThat(ready.status()).isEqualTo(503);
                assertThat(ready.code()).isEqualTo("store_unavailable");
                assertThat(ready.header("Retry-After")).isEqualTo("2");

                TestServer.Reply call = other.execute("test.any", other.admin, "{\"input\":{}}");
                assertThat(call.status()).isEqualTo(503);
                assertThat(call.code()).isEqualTo("store_unavailable");
                assertThat(other.agents.inputs).isEmpty();
                assertThat(other.get("/api/v2/credits/balance", other.admin).status())
                        .isEqualTo(503);
            }
        }
    }

    @Nested
    class Draining {
        private final TestServer draining = new TestServer(
                builder -> builder.inMemoryStore()
                        .config(SoukConfig.builder()
                                .drainTimeout(Duration.ofMinutes(1))
                                .build()),
                http -> http,
                config -> {});

        @AfterEach
        void stop() {
            draining.close();
        }

        /** A load balancer kept sending calls to a server that refused every one of them. */
        @Test
        @Timeout(60)
        void aServerThatTakesNoMoreCallsIsAliveAndNotReady() throws Exception {
            String key = draining.paying("acme");
            CompletableFuture<TestServer.Reply> running =
                    CompletableFuture.supplyAsync(() -> draining.execute("test.waits", key, "{\"input\":{}}"));
            draining.agents.awaitCalls(1);
            assertThat(draining.get("/health/ready", null).status()).isEqualTo(200);
            CompletableFuture<Void> closing = CompletableFuture.runAsync(draining.souk::close);
            awaitClosing();

            TestServer.Reply ready = draining.get("/health/ready", null);
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.code()).isEqualTo("shutting_down");
            assertThat(ready.header("Retry-After")).matches("[1-9][0-9]*");
            assertThat(draining.get("/health/live", null).status()).isEqualTo(200);
            assertThat(running).isNotDone();

            draining.agents.release.countDown();
            assertThat(running.get().status()).isEqualTo(200);
            closing.get();
            assertThat(draining.get("/health/ready", null).code()).isEqualTo("shutting_down");
        }

        private void awaitClosing() {
            TestServer.Reply call;
            do {
                call = draining.execute("test.any", draining.admin, "{\"input\":{}}");
            } while (!call.code().equals("shutting_down"));
        }
    }

    @Nested
    class Metrics {
        @Test
        void callsAndRequestsAreCounted() {
            String key = server.paying("acme");
            for (int i = 0; i < 3; i++) {
                server.execute("test.model", key, "{\"input\":{}}");
            }
            server.execute("test.fails", key, "{\"input\":{}}");
            server.execute("test.dear", key, "{\"input\":{}}");
            server.get("/api/v2/nothing", key);
            TestServer.Reply reply = server.get("/metrics", null);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("Content-Type")).startsWith("text/plain");
            assertThat(reply.text())
                    .contains("souk_calls_seconds_count{agent=\"test.model\",code=\"ok\"} 3")
                    .contains("souk_calls_seconds_count{agent=\"test.fails\",code=\"agent_failed\"} 1")
                    .contains("souk_calls_refused_total{code=\"insufficient_credits\"} 1.0")
                    .contains("souk_model_tokens_total{agent=\"test.model\",direction=\"input\"} 2100.0")
                    .contains("souk_model_tokens_total{agent=\"test.model\",direction=\"output\"} 900.0")
                    .contains("souk_charged_micros_total{agent=\"test.model\"} 742500.0")
                    .contains("souk_calls_attempts_total{agent=\"test.model\"} 3.0")
                    .contains(
                            "souk_http_requests_seconds_count{method=\"POST\",route=\"/api/v2/agents/{id}/execute\",status=\"200\"} 3")
                    .contains("souk_http_requests_seconds_count{method=\"other\",route=\"none\",status=\"404\"} 1");
        }

        @Test
        void whatThePlatformPaidForCallsThatWereSettledLateIsCounted() {
            for (String cost : List.of("0.25", "1", "0")) {
                server.metrics.onEvent(new MarketEvent.CallSettledLate(
                        Instant.EPOCH,
                        new ExecutionId("exe_00000000000000000000000001"),
                        new TenantId("acme"),
                        new AgentId("test.any"),
                        AgentVersion.parse("1.0.0"),
                        Credits.parse(cost)));
            }
            assertThat(server.get("/metrics", null).text())
                    .contains("souk_calls_late_total{agent=\"test.any\"} 3.0")
                    .contains("souk_platform_cost_micros_total{agent=\"test.any\"} 1250000.0");
        }

        @Test
        void whatCallersMakeUpIsNoTag() {
            String key = server.paying("acme");
            for (int i = 0; i < 5; i++) {
                server.execute("made.up" + i, key, "{\"input\":{}}");
                server.get("/api/v2/made-up-" + i, key);
            }
            assertThat(server.get("/metrics", null).text()).doesNotContain("made");
        }

        @Test
        void breakersFallbacksAndPluginsAreCounted() {
            MarketEvent loaded = new MarketEvent.PluginLoaded(Instant.EPOCH, "acme", List.of("acme.a 1.0.0"));
            MarketEvent rejected =
                    new MarketEvent.PluginRejected(Instant.EPOCH, "x.jar", ErrorCode.PLUGIN_UNREADABLE, "no zip");
            server.metrics.onEvent(loaded);
            server.metrics.onEvent(rejected);
            String key = server.paying("acme");
            server.execute("test.moody", key, "{\"input\":{}}");
            server.execute("test.moody", key, "{\"input\":{}}");
            for (int i = 0; i < 3; i++) {
                server.execute("test.breaks", key, "{\"input\":{}}");
            }
            assertThat(server.get("/metrics", null).text())
                    .contains("souk_plugins_loaded_total 1.0")
                    .contains("souk_plugins_rejected_total{code=\"plugin_unreadable\"} 1.0")
                    .contains("souk_calls_fallback_total{agent=\"test.moody\"} 1.0")
                    .contains("souk_breaker_changes_total{agent=\"test.breaks@1.0.0\",to=\""
                            + BreakerState.OPEN.name().toLowerCase(java.util.Locale.ROOT) + "\"} 1.0");
        }

        @Test
        void aHostsOwnRegistryIsUsedAndNotShown() {
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            try (TestServer other = new TestServer(
                    builder -> builder.inMemoryStore(), http -> http.metrics(SoukMetrics.in(registry)), config -> {})) {
                assertThat(other.get("/health/live", null).status()).isEqualTo(200);
                assertThat(other.get("/metrics", null).status()).isEqualTo(404);
                assertThat(registry.find("souk.http.requests").timers()).isNotEmpty();
            }
        }
    }

    @Nested
    class Settings {
        @Test
        void settingsThatMakeNoSenseAreRefused() {
            SoukHttp.Builder[] wrong = {
                SoukHttp.builder(server.souk, server.keys).pathPrefix(""),
                SoukHttp.builder(server.souk, server.keys).pathPrefix("api"),
                SoukHttp.builder(server.souk, server.keys).pathPrefix("/api/"),
                SoukHttp.builder(server.souk, server.keys).pathPrefix("/{x}"),
                SoukHttp.builder(server.souk, server.keys).maxBodyBytes(0),
                SoukHttp.builder(server.souk, server.keys).maxBodyBytes(1L << 40),
                SoukHttp.builder(server.souk, server.keys).maxAttachmentBytes(0),
                SoukHttp.builder(server.souk, server.keys).minBodyRate(0, Duration.ofSeconds(1)),
                SoukHttp.builder(server.souk, server.keys).minBodyRate(1, Duration.ZERO),
                SoukHttp.builder(server.souk, server.keys).maxRequests(0, 0),
                SoukHttp.builder(server.souk, server.keys).maxRequests(10, 11),
                SoukHttp.builder(server.souk, server.keys).tempDirectory(Path.of("/no/such/directory"))
            };
            for (SoukHttp.Builder builder : wrong) {
                assertThatThrownBy(builder::build)
                        .isInstanceOfSatisfying(
                                SoukException.class,
                                fault -> assertThat(fault.code()).isEqualTo(ErrorCode.CONFIG_INVALID));
            }
        }
    }
}
