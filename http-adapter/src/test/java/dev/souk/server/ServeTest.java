package dev.souk.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.server.fixture.CommandLineRun;
import dev.souk.server.fixture.Gate;
import dev.souk.server.fixture.GateAgent;
import dev.souk.server.fixture.GatePlugin;
import dev.souk.server.fixture.ServerProcess;
import dev.souk.server.text.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server in a process of its own. */
class ServeTest {
    private static final int SIGTERM = 128 + 15;

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    private Path data;
    private Path plugins;

    @BeforeEach
    void place() throws IOException {
        data = directory.resolve("data");
        plugins = GatePlugin.in(directory.resolve("plugins"));
    }

    private static HttpRequest request(String url, String key, String path, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", "Bearer " + key);
        return body.isEmpty()
                ? request.build()
                : request.header("Content-Type", "application/json")
                        .header("Souk-Device", "a-device")
                        .POST(BodyPublishers.ofString(body))
                        .build();
    }

    private HttpResponse<String> execute(ServerProcess server, String input) throws IOException, InterruptedException {
        return http.send(execution(server, input), BodyHandlers.ofString());
    }

    private static HttpRequest execution(ServerProcess server, String input) {
        return request(
                server.url(),
                server.adminKey(),
                "/api/v2/agents/" + GateAgent.ID + "/execute",
                "{\"input\": " + input + "}");
    }

    @Nested
    class Serving {
        @Test
        void aCallIsAnsweredAndLoggedInOneLineWithoutItsContent() throws Exception {
            try (ServerProcess server = ServerProcess.start(data, plugins)) {
                HttpResponse<String> answer = execute(server, "{\"text\": \"top secret words\"}");
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                server.terminate();
                assertThat(server.awaitExit()).isEqualTo(SIGTERM);
                String id = String.valueOf(Json.object(answer.body()).get("executionId"));
                assertThat(server.log().lines().filter(line -> line.contains(id)))
                        .singleElement()
                        .asString()
                        .contains(" admin test.gate@1.2.3 ok attempts=1 ", " ms charge=0");
                assertThat(server.log())
                        .doesNotContain("top secret words", server.adminKey())
                        .doesNotContain("\tat ", "ERROR");
            }
        }

        @Test
        void theAdminKeyIsShownAtTheFirstStartAndNeverAgain() throws Exception {
            String key;
            try (ServerProcess first = ServerProcess.start(data, plugins)) {
                key = first.adminKey();
                first.terminate();
                first.awaitExit();
            }
            try (ServerProcess second = ServerProcess.start(data, plugins)) {
                assertThat(second.output()).hasSize(1).first().asString().startsWith("Souk is ready at ");
                HttpResponse<String> answer =
                        http.send(request(second.url(), key, "/api/v2/admin/tenants", ""), BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
            }
        }

        @Test
        void aPluginThatIsBrokenIsLoggedWithTheReasonAndTheRestIsServed() throws Exception {
            Files.writeString(plugins.resolve("broken.jar"), "this is no jar");
            try (ServerProcess server = ServerProcess.start(data, plugins)) {
                assertThat(server.output()).last().asString().contains("(1 agent,");
                assertThat(server.log()).contains("broken.jar", "plugin_unreadable");
            }
        }

        @Test
        void whatIsNoPluginIsLoggedOnceAndByItsName() throws Exception {
            Files.createDirectories(plugins.resolve("a-folder"));
            try (ServerProcess server = ServerProcess.start(data, plugins)) {
                assertThat(server.log().lines().filter(line -> !line.contains(" INFO ")))
                        .singleElement()
                        .asString()
                        .contains("a-folder", "plugin_unreadable");
            }
        }

        @Test
        void theFirstStartMakesADirectoryForPluginsAndTheNextLoadsThem() throws Exception {
            Path none = Files.createDirectories(directory.resolve("none"));
            try (ServerProcess first = ServerProcess.start(data, none)) {
                assertThat(first.output()).last().asString().contains("(0 agents,");
                first.terminate();
                first.awaitExit();
            }
            assertThat(data.resolve("plugins")).isEmptyDirectory();
            GatePlugin.in(data.resolve("plugins"));
            try (ServerProcess second = ServerProcess.start(data, none)) {
                assertThat(second.output()).last().asString().contains("(1 agent,");
            }
        }

        @Test
        void whatAKilledServerLeftOfUploadsIsRemovedOnceItIsOld() throws Exception {
            Path uploads = Files.createDirectories(data.resolve("uploads"));
            Path old = Files.writeString(uploads.resolve("souk-upload-1.part"), "old");
            Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
            Path recent = Files.writeString(uploads.resolve("souk-upload-2.part"), "recent");
            try (ServerProcess server = ServerProcess.start(data, plugins)) {
                assertThat(server.url()).isNotEmpty();
                assertThat(old).doesNotExist();
                assertThat(recent).exists();
            }
        }

        @Test
        void itBindsToLoopback() throws Exception {
            try (ServerProcess server = ServerProcess.start(data, plugins)) {
                assertThat(server.url()).startsWith("http://127.0.0.1:");
            }
        }
    }

    @Nested
    class Stopping {
        @Test
        void aRunningCallIsAnsweredAndANewOneIsNotTaken() throws Exception {
            try (ServerProcess server = ServerProcess.start(data, plugins);
                    Gate gate = new Gate()) {
                CompletableFuture<HttpResponse<String>> running = http.sendAsync(
                        execution(server, "{\"text\": \"slow\", \"gatePort\": " + gate.port() + "}"),
                        BodyHandlers.ofString());
                HttpResponse<String> late;
                try (Socket knock = gate.awaitKnock()) {
                    assertThat(knock.isConnected()).isTrue();
                    server.terminate();
                    late = firstRefusal(server);
                }
                assertThat(late.statusCode()).isEqualTo(503);
                assertThat(Json.object(late.body())).containsEntry("code", "shutting_down");
                HttpResponse<String> answer = running.get(30, TimeUnit.SECONDS);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(answer.body()).contains("slow");
                assertThat(server.awaitExit()).isEqualTo(SIGTERM);
                assertThat(server.log()).contains("stopped").doesNotContain("\tat ");
                assertThat(data.resolve("server.json")).doesNotExist();
            }
            CommandLineRun verify = CommandLineRun.of("ledger", "verify", "--data", data.toString());
            assertThat(verify.exitCode()).as(verify.out()).isZero();
        }

        /** The signal takes a moment to arrive: calls until one is not taken any more. */
        private HttpResponse<String> firstRefusal(ServerProcess server) throws IOException, InterruptedException {
            HttpResponse<String> answer = execute(server, "{\"text\": 1}");
            while (answer.statusCode() != 503) {
                answer = execute(server, "{\"text\": 1}");
            }
            return answer;
        }

        @Test
        void aCallThatDoesNotEndIsGivenUpAfterTheDrainTime() throws Exception {
            try (ServerProcess server = ServerProcess.start(data, plugins, "--drain", "1");
                    Gate gate = new Gate()) {
                CompletableFuture<HttpResponse<String>> running = http.sendAsync(
                        execution(server, "{\"text\": \"stuck\", \"gatePort\": " + gate.port() + "}"),
                        BodyHandlers.ofString());
                try (Socket knock = gate.awaitKnock()) {
                    server.terminate();
                    assertThat(server.awaitExit()).isEqualTo(SIGTERM);
                    assertThat(knock.isConnected()).isTrue();
                }
                assertThat(running.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(503);
            }
            CommandLineRun verify = CommandLineRun.of("ledger", "verify", "--data", data.toString());
            assertThat(verify.exitCode()).as(verify.out()).isZero();
        }

        @Test
        void whatRanInAPowerCutIsEndedWhenTheServerStartsAgain() throws Exception {
            String key;
            try (ServerProcess server = ServerProcess.start(data, plugins, "--lease", "3600");
                    Gate gate = new Gate()) {
                key = server.adminKey();
                http.sendAsync(
                        execution(server, "{\"text\": \"lost\", \"gatePort\": " + gate.port() + "}"),
                        BodyHandlers.ofString());
                try (Socket knock = gate.awaitKnock()) {
                    assertThat(knock.isConnected()).isTrue();
                    server.kill();
                }
            }
            try (ServerProcess again = ServerProcess.start(data, plugins, "--lease", "3600")) {
                String history = "/api/v2/agents/" + GateAgent.ID + "/history";
                assertThat(http.send(request(again.url(), key, history, ""), BodyHandlers.ofString())
                                .body())
                        .contains("\"state\":\"expired\"")
                        .doesNotContain("running");
            }
            CommandLineRun verify = CommandLineRun.of("ledger", "verify", "--data", data.toString());
            assertThat(verify.exitCode()).as(verify.out()).isZero();
        }

        @Test
        void whatWasAnsweredIsThereAfterAPowerCut() throws Exception {
            String key;
            String id;
            try (ServerProcess server = ServerProcess.start(data, plugins)) {
                key = server.adminKey();
                id = String.valueOf(
                        Json.object(execute(server, "{\"text\": \"kept\"}").body())
                                .get("executionId"));
                server.kill();
            }
            assertThat(data.resolve("server.json")).exists();
            try (ServerProcess again = ServerProcess.start(data, plugins)) {
                HttpResponse<String> answer =
                        http.send(request(again.url(), key, "/api/v2/executions/" + id, ""), BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
                Map<String, Object> execution = Json.object(answer.body());
                assertThat(execution).containsEntry("state", "succeeded");
                assertThat(answer.body()).contains("kept");
                CommandLineRun verify = CommandLineRun.of("ledger", "verify", "--data", data.toString());
                assertThat(verify.exitCode()).as(verify.out()).isZero();
            }
        }
    }

    @Nested
    class NotStarting {
        @Test
        void aSecondServerOnTheSameDataSaysWhoIsThere() throws Exception {
            try (ServerProcess server = ServerProcess.start(data, plugins)) {
                ServerProcess.Ended second =
                        ServerProcess.run(directory, "serve", "--port", "0", "--data", data.toString());
                assertThat(second.exitCode()).isEqualTo(1);
                assertThat(second.err())
                        .contains("is in use by the server at " + server.url())
                        .doesNotContain("\tat ");
                CommandLineRun command = CommandLineRun.of("tenants", "list", "--data", data.toString());
                assertThat(command.exitCode()).isEqualTo(1);
                assertThat(command.err()).contains("--url " + server.url());
                assertThat(http.send(
                                        request(server.url(), server.adminKey(), "/health/ready", ""),
                                        BodyHandlers.ofString())
                                .statusCode())
                        .isEqualTo(200);
            }
        }

        @Test
        void aPortInUseIsNamedBeforePluginsAreLoaded() throws Exception {
            try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                String port = Integer.toString(taken.getLocalPort());
                ServerProcess.Ended ended = ServerProcess.run(
                        directory, "serve", "--port", port, "--data", data.toString(), "--plugins", plugins.toString());
                assertThat(ended.exitCode()).isEqualTo(1);
                assertThat(ended.err())
                        .contains("127.0.0.1:" + port + " cannot be bound", "--port")
                        .doesNotContain("\tat ", "Loaded plugin");
                assertThat(ended.out()).isEmpty();
            }
        }

        @Test
        void aDamagedDatabaseIsLeftAsItIs() throws Exception {
            Files.createDirectories(data);
            byte[] damaged = "this is no database, but somebody may want it back"
                    .repeat(100)
                    .getBytes(StandardCharsets.US_ASCII);
            Files.write(data.resolve("souk.db"), damaged);
            ServerProcess.Ended ended = ServerProcess.run(directory, "serve", "--port", "0", "--data", data.toString());
            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.err()).contains("souk.db").doesNotContain("\tat ");
            assertThat(Files.readAllBytes(data.resolve("souk.db"))).isEqualTo(damaged);
        }

        @Test
        void plansThatMakeNoSenseAreNamed() throws Exception {
            Path plans = Files.writeString(directory.resolve("plans.json"), "{\"plans\": [{\"id\": \"x\"}]}");
            ServerProcess.Ended ended = ServerProcess.run(
                    directory, "serve", "--port", "0", "--data", data.toString(), "--plans", plans.toString());
            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.err()).contains("plans.json").doesNotContain("\tat ");
        }
    }
}
