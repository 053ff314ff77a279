package dev.souk.http;

import ch.qos.logback.classic.Level;
import dev.souk.engine.Souk;
import dev.souk.engine.SoukBuilder;
import dev.souk.engine.config.SoukConfig;
import dev.souk.spi.Credits;
import dev.souk.spi.caller.PlanId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.caller.UserId;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An engine in memory behind a real server on a free port, and a client for it. */
final class TestServer implements AutoCloseable {
    static final JsonMapper JSON = JsonMapper.builder().build();
    static final int MAX_BODY = 100_000;
    static final int MAX_ATTACHMENTS = 30_000_000;

    final TestAgents agents = new TestAgents();
    final MemoryKeys keyStore = new MemoryKeys();
    final ApiKeys keys = new ApiKeys(keyStore, new byte[32], Clock.systemUTC(), new SecureRandom());
    final SoukMetrics metrics = SoukMetrics.prometheus();

    final Path temp;
    final Souk souk;
    final Javalin javalin;
    final String url;
    final String admin;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    static {
        ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME))
                .setLevel(Level.ERROR);
    }

    TestServer() {
        this(builder -> builder.inMemoryStore(), http -> http, config -> {});
    }

    TestServer(UnaryOperator<SoukBuilder> engine, UnaryOperator<SoukHttp.Builder> http, Consumer<JavalinConfig> host) {
        try {
            temp = Files.createTempDirectory("souk-http-test-");
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        SoukBuilder builder = Souk.builder()
                .config(SoukConfig.builder()
                        .retry(new SoukConfig.RetrySettings(2, Duration.ofMillis(1), Duration.ofMillis(1), 0))
                        .breaker(new SoukConfig.BreakerSettings(3, 3, Duration.ofMinutes(5), 1))
                        .drainTimeout(Duration.ofMillis(500))
                        .build())
                .listener(metrics);
        agents.all().forEach(builder::agent);
        souk = engine.apply(builder).build();
        SoukHttp adapter = http.apply(SoukHttp.builder(souk, keys)
                        .metrics(metrics)
                        .maxBodyBytes(MAX_BODY)
                        .maxAttachmentBytes(MAX_ATTACHMENTS)
                        .maxUploadBytes(MAX_ATTACHMENTS)
                        .tempDirectory(temp))
                .build();
        javalin = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.startup.showOldJavalinVersionWarning = false;
                    adapter.mount(config);
                    host.accept(config);
                })
                .start("127.0.0.1", 0);
        url = "http://127.0.0.1:" + javalin.port();
        admin = keys.issue(new TenantId("operator"), new UserId("root"), true, "test")
                .text();
    }

    int port() {
        return javalin.port();
    }

    /** A key of a user of a tenant that is registered with this plan; null for the trial. */
    String key(String tenant, String user, String plan) {
        TenantId id = new TenantId(tenant);
        souk.tenants().register(id, plan == null ? null : new PlanId(plan));
        return keys.issue(id, new UserId(user), false, "").text();
    }

    /** A key of a tenant on a plan that has some credits. */
    String paying(String tenant) {
        String key = key(tenant, "ann", "elite");
        souk.credits().grant(new TenantId(tenant), Credits.parse("100"), null, "");
        return key;
    }

    /** An answer. */
    record Reply(int status, java.net.http.HttpHeaders headers, String text) {
        JsonNode json() {
            return JSON.readTree(text);
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        String code() {
            return json().path("code").asString("");
        }
    }

    HttpRequest.Builder request(String path, String key) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(30));
        return key == null ? request : request.header("Authorization", "Bearer " + key);
    }

    Reply send(HttpRequest request) {
        try {
            HttpResponse<String> response =
                    client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (IOException | InterruptedException fault) {
            throw new IllegalStateException(fault);
        }
    }

    Reply get(String path, String key) {
        return send(request(path, key).build());
    }

    Reply post(String path, String key, String json, String... headers) {
        return send(json("POST", path, key, json, headers));
    }

    HttpRequest json(String method, String path, String key, String json, String... headers) {
        HttpRequest.Builder request = request(path, key)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    Reply execute(String agent, String key, String json, String... headers) {
        return post("/api/v2/agents/" + agent + "/execute", key, json, headers);
    }

    /** What is in the directory for temporary files. */
    List<Path> tempFiles() {
        try (Stream<Path> files = Files.list(temp)) {
            return files.toList();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        agents.release.countDown();
        javalin.stop();
        souk.close();
        try {
            for (Path file : tempFiles()) {
                Files.delete(file);
            }
            Files.delete(temp);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
