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
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real servers that share a real PostgreSQL, and what becomes of the calls of one that dies or stands still. */
@Timeout(180)
class SeveralServersTest {
    private static final String EXECUTE = "/api/v2/agents/" + GateAgent.ID + "/execute";
    private static final String HISTORY = "/api/v2/agents/" + GateAgent.ID + "/history";
    private static final long LONGEST_SECONDS = 60;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<ServerProcess> servers = new ArrayList<>();

    @TempDir
    Path directory;

    private Path data;
    private Path plugins;
    private Postgres database;
    private String key;

    @BeforeEach
    void place() throws IOException {
        data = directory.resolve("data");
        plugins = GatePlugin.in(directory.resolve("plugins"));
        database = Postgres.in(directory.resolve("postgres"));
    }

    @AfterEach
    void stop() throws IOException {
        servers.forEach(ServerProcess::close);
        database.close();
    }

    private ServerProcess start(String name, int lease) throws IOException {
        ServerProcess server = ServerProcess.start(
                data,
                plugins,
                Stream.concat(
                                Stream.of("--engine-name", name, "--lease", Integer.toString(lease)),
                                Stream.of(database.options()))
                        .toArray(String[]::new));
        servers.add(server);
        return server;
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

    /** A tenant with ten credits. */
    private void customer(ServerProcess server) throws IOException, InterruptedException {
        String admin = server.adminKey();
        Map<String, Object> made = ok(post(
                server, admin, "/api/v2/admin/keys", "{\"tenant\": \"acme\", \"user\": \"ann\", \"plan\": \"basic\"}"));
        ok(post(server, admin, "/api/v2/admin/credits/grant", "{\"tenant\": \"acme\", \"credits\": \"10\"}"));
        key = String.valueOf(made.get("key"));
    }

    /** Begins a call, which runs until the gate is opened. */
    private CompletableFuture<HttpResponse<String>> call(ServerProcess server, Gate gate) {
        return http.sendAsync(
                post(server, key, EXECUTE, "{\"input\": {\"text\": \"?\", \"gatePort\": " + gate.port() + "}}"),
                BodyHandlers.ofString());
    }

    private String state(ServerProcess server) throws IOException, InterruptedException {
        List<?> items = (List<?>) ok(request(server, key, HISTORY).build()).get("items");
        return String.valueOf(((Map<?, ?>) items.get(0)).get("state"));
    }

    private String available(ServerProcess server) throws IOException, InterruptedException {
        Map<String, Object> balance =
                ok(request(server, key, "/api/v2/credits/balance").build());
        return String.valueOf(((Map<?, ?>) balance.get("available")).get("credits"));
    }

    private static void until(Callable<Boolean> holds) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        while (!holds.call()) {
            assertThat(System.nanoTime() - deadline).as("it did not come about").isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private void assertBooksAreRight() {
        CommandLineRun verify = CommandLineRun.of(
                Stream.concat(Stream.of("ledger", "verify", "--data", data.toString()), Stream.of(database.options()))
                        .toArray(String[]::new));
        assertThat(verify.exitCode()).as(verify.out() + verify.err()).isZero();
        assertThat(verify.out()).contains("\"wrong\":0");
    }

    @Test
    void aServerThatIsKilledAndStartsAgainEndsItsCallsWithoutWaitingForTheirLeases() throws Exception {
        try (Gate gate = new Gate()) {
            ServerProcess first = start("one", 3_600);
            customer(first);
            ServerProcess other = start("two", 3_600);
            call(first, gate);
            try (Socket knock = gate.awaitKnock()) {
                assertThat(knock.isConnected()).isTrue();
                first.kill();
            }
            assertThat(state(other)).isEqualTo("running");
            assertThat(available(other)).isNotEqualTo("10");

            ServerProcess again = start("one", 3_600);

            assertThat(state(again)).isEqualTo("expired");
            assertThat(available(again)).isEqualTo("10");
            assertThat(again.log()).doesNotContain("Another engine");
        }
        assertBooksAreRight();
    }

    @Test
    void whatAKilledServerLeftIsEndedByAnotherWhenTheLeaseIsOver() throws Exception {
        try (Gate gate = new Gate()) {
            ServerProcess first = start("one", 2);
            customer(first);
            ServerProcess other = start("two", 2);
            call(first, gate);
            try (Socket knock = gate.awaitKnock()) {
                assertThat(knock.isConnected()).isTrue();
                first.kill();
            }

            until(() -> state(other).equals("expired"));

            assertThat(available(other)).isEqualTo("10");
        }
        assertBooksAreRight();
    }

    @Test
    void aCallThatTakesLongerThanItsLeaseIsRenewedAndPaid() throws Exception {
        try (Gate gate = new Gate()) {
            ServerProcess first = start("one", 3);
            customer(first);
            ServerProcess other = start("two", 3);
            CompletableFuture<HttpResponse<String>> running = call(first, gate);
            try (Socket knock = gate.awaitKnock()) {
                assertThat(knock.isConnected()).isTrue();
                String begun =
                        database.query("SELECT expires_at FROM souk_running").get(0);
                until(() -> Long.parseLong(database.query("SELECT expires_at FROM souk_running")
                                .get(0))
                        > Long.parseLong(begun) + TimeUnit.SECONDS.toMicros(4));
            }

            assertThat(running.get(LONGEST_SECONDS, TimeUnit.SECONDS).statusCode())
                    .isEqualTo(200);
            assertThat(state(other)).isEqualTo("succeeded");
            assertThat(other.log()).doesNotContain("never ended");
        }
        assertBooksAreRight();
    }

    @Test
    void ofTwoServersOfOneNameTheSecondIsToldAndTouchesNothing() throws Exception {
        try (Gate gate = new Gate()) {
            ServerProcess first = start("one", 3_600);
            customer(first);
            CompletableFuture<HttpResponse<String>> running = call(first, gate);
            try (Socket knock = gate.awaitKnock()) {
                ServerProcess second = start("one", 3_600);
                assertThat(knock.isConnected()).isTrue();
                assertThat(second.log()).contains("Another engine named 'one' is running");
                assertThat(state(second)).isEqualTo("running");
            }
            assertThat(running.get(LONGEST_SECONDS, TimeUnit.SECONDS).statusCode())
                    .isEqualTo(200);
        }
        assertBooksAreRight();
    }

    /** The server is frozen with the customer's account in its hands, just before it reads that the call is still its own. */
    @Test
    void aFrozenServerHoldsUpNobodyAndItsLateSettlementIsThePlatformsCost() throws Exception {
        try (Gate gate = new Gate()) {
            ServerProcess first = start("one", 2);
            customer(first);
            ServerProcess other = start("two", 2);
            CompletableFuture<HttpResponse<String>> running = call(first, gate);
            try (Connection operator = database.connect();
                    Statement statement = operator.createStatement()) {
                operator.setAutoCommit(false);
                try (Socket knock = gate.awaitKnock()) {
                    assertThat(knock.isConnected()).isTrue();
                    statement.execute("SELECT * FROM souk_account WHERE id = 'tenant/acme' FOR UPDATE");
                }
                until(() -> !database.query("SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
                        .isEmpty());
                first.freeze();
                until(() -> database.query("SELECT epoch FROM souk_running").stream()
                        .anyMatch(epoch -> Long.parseLong(epoch) % (1L << 20) > 0));
                operator.rollback();
            }
            until(() -> state(other).equals("expired"));
            assertThat(available(other)).isEqualTo("10");

            first.thaw();

            HttpResponse<String> answer = running.get(LONGEST_SECONDS, TimeUnit.SECONDS);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(504);
            assertThat(Json.object(answer.body())).containsEntry("code", "reservation_expired");
            assertThat(state(other)).isEqualTo("expired");
            assertThat(available(other)).isEqualTo("10");
            assertThat(database.query("SELECT id FROM souk_transfer WHERE kind = 'LATE'"))
                    .singleElement()
                    .asString()
                    .startsWith("late/exe_");
            assertThat(http.send(request(first, key, "/metrics").build(), BodyHandlers.ofString())
                            .body())
                    .contains("souk_calls_late_total{agent=\"test.gate\"} 1.0");
            assertThat(first.log()).contains("are the platform's cost");
        }
        assertBooksAreRight();
    }
}
