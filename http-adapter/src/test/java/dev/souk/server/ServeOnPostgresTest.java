package dev.souk.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.server.fixture.CommandLineRun;
import dev.souk.server.fixture.Gate;
import dev.souk.server.fixture.GateAgent;
import dev.souk.server.fixture.GatePlugin;
import dev.souk.server.fixture.Postgres;
import dev.souk.server.fixture.ServerProcess;
import dev.souk.server.text.Json;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server in a process of its own, on a real PostgreSQL. */
class ServeOnPostgresTest {
    private static final String EXECUTE = "/api/v2/agents/" + GateAgent.ID + "/execute";

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    private Path data;
    private Path plugins;
    private Postgres database;

    @BeforeEach
    void place() throws IOException {
        data = directory.resolve("data");
        plugins = GatePlugin.in(directory.resolve("plugins"));
        database = Postgres.in(directory.resolve("postgres"));
    }

    @AfterEach
    void stop() throws IOException {
        database.close();
    }

    private ServerProcess start() throws IOException {
        return ServerProcess.start(data, plugins, database.options());
    }

    private static HttpRequest.Builder request(ServerProcess server, String key, String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path)).header("Authorization", "Bearer " + key);
    }

    private static HttpRequest post(ServerProcess server, String key, String path, String json) {
        return request(server, key, path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(json))
                .build();
    }

    private Map<String, Object> ok(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return Json.object(answer.body());
    }

    /** A key of a tenant with credits. */
    private String customer(ServerProcess server) throws IOException, InterruptedException {
        String admin = server.adminKey();
        Map<String, Object> key = ok(post(
                server, admin, "/api/v2/admin/keys", "{\"tenant\": \"acme\", \"user\": \"ann\", \"plan\": \"basic\"}"));
        ok(post(server, admin, "/api/v2/admin/credits/grant", "{\"tenant\": \"acme\", \"credits\": \"10\"}"));
        return String.valueOf(key.get("key"));
    }

    private void assertBooksAreRight(int postings) {
        String[] options = database.options();
        CommandLineRun verify = CommandLineRun.of(
                Stream.concat(Stream.of("ledger", "verify", "--data", data.toString()), Stream.of(options))
                        .toArray(String[]::new));
        assertThat(verify.exitCode()).as(verify.out() + verify.err()).isZero();
        assertThat(verify.out()).contains("\"postings\":" + postings, "\"wrong\":0");
    }

    @Test
    void aPaidCallThatWasAnsweredIsThereAfterBothAreKilled() throws Exception {
        String key;
        Map<String, Object> receipt;
        try (ServerProcess server = start()) {
            key = customer(server);
            receipt = ok(post(server, key, EXECUTE, "{\"input\": {\"text\": \"kept\"}}"));
            server.kill();
        }
        database.kill();
        database.startAgain();
        try (ServerProcess again = start()) {
            Map<String, Object> execution = ok(request(again, key, "/api/v2/executions/" + receipt.get("executionId"))
                    .build());
            assertThat(execution).containsEntry("state", "succeeded");
            assertThat(execution.get("charge")).isEqualTo(receipt.get("charge"));
            assertThat(ok(request(again, key, "/api/v2/credits/balance").build())
                            .toString())
                    .contains(String.valueOf(((Map<?, ?>) receipt.get("balance")).get("credits")));
        }
        assertBooksAreRight(5);
    }

    @Test
    void whileTheDatabaseIsAwayNoAgentIsCalledAndItWorksAgainAfterwards() throws Exception {
        try (ServerProcess server = start();
                Gate gate = new Gate()) {
            String key = customer(server);
            database.stop();

            HttpResponse<String> refused = http.send(
                    post(server, key, EXECUTE, "{\"input\": {\"text\": \"no\", \"gatePort\": " + gate.port() + "}}"),
                    BodyHandlers.ofString());

            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
            assertThat(Json.object(refused.body())).containsEntry("code", "store_unavailable");
            assertThat(gate.hasKnock()).isFalse();
            assertThat(http.send(request(server, key, "/health/ready").build(), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(503);
            assertThat(http.send(request(server, key, "/health/live").build(), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);

            database.startAgain();
            ok(post(server, key, EXECUTE, "{\"input\": {\"text\": \"yes\"}}"));
            assertThat(server.log()).doesNotContain("\tat ");
        }
        assertBooksAreRight(5);
    }

    @Test
    void aCallWhoseEndCannotBeWrittenWaitsForTheDatabaseAndIsPaidOnce() throws Exception {
        try (ServerProcess server = start();
                Gate gate = new Gate()) {
            String key = customer(server);
            CompletableFuture<HttpResponse<String>> running = http.sendAsync(
                    post(server, key, EXECUTE, "{\"input\": {\"text\": \"done\", \"gatePort\": " + gate.port() + "}}"),
                    BodyHandlers.ofString());
            try (Socket knock = gate.awaitKnock()) {
                assertThat(knock.isConnected()).isTrue();
                database.stop();
            }
            database.startAgain();

            HttpResponse<String> answer = running.get(60, TimeUnit.SECONDS);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            server.terminate();
            server.awaitExit();
        }
        assertBooksAreRight(5);
    }

    @Test
    void severalServersShareItsBooks() throws Exception {
        try (ServerProcess first = start();
                ServerProcess second = ServerProcess.start(data, plugins, database.options())) {
            String key = customer(first);
            ok(post(first, key, EXECUTE, "{\"input\": {\"text\": \"one\"}}"));
            ok(post(second, key, EXECUTE, "{\"input\": {\"text\": \"two\"}}"));
        }
        assertBooksAreRight(8);
        assertThat(Files.exists(data.resolve("souk.db"))).isFalse();
    }

    @Test
    void checkingTheBooksOfAnEmptyDatabaseMakesNoTables() throws Exception {
        CommandLineRun verify = CommandLineRun.of(
                Stream.concat(Stream.of("ledger", "verify", "--data", data.toString()), Stream.of(database.options()))
                        .toArray(String[]::new));
        assertThat(verify.exitCode()).isEqualTo(1);
        assertThat(verify.err()).contains("has no tables of Souk").doesNotContain("\tat ");
        assertThat(database.tables()).isZero();
    }
}
