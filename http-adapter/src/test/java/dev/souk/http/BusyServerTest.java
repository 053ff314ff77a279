package dev.souk.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Clients that are slow or many. A server that waits for them still says that it lives. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BusyServerTest {
    private static final String EMPTY = "{\"input\":{}}";

    private static TestServer server(UnaryOperator<SoukHttp.Builder> settings, boolean virtualThreads) {
        return new TestServer(
                builder -> builder.inMemoryStore(),
                settings,
                config -> config.concurrency.useVirtualThreads = virtualThreads);
    }

    private static TestServer server(UnaryOperator<SoukHttp.Builder> settings) {
        return server(settings, false);
    }

    /** A client whose body has begun and does not end. */
    private static Socket slow(TestServer server, String key, String type, String length, String begin)
            throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(60_000);
        String request = "POST /api/v2/agents/test.echo/execute HTTP/1.1\r\nHost: x\r\nContent-Type: " + type
                + "\r\nAuthorization: Bearer " + key + "\r\n" + length + "\r\n\r\n" + begin;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static long answered(TestServer server, int status) {
        return server
                .metrics
                .registry()
                .find("souk.http.requests")
                .tag("status", Integer.toString(status))
                .timers()
                .stream()
                .mapToLong(Timer::count)
                .sum();
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    private static List<CompletableFuture<TestServer.Reply>> waiting(TestServer server, String key, int count)
            throws InterruptedException {
        List<CompletableFuture<TestServer.Reply>> calls = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> server.execute("test.waits", key, EMPTY), runnable -> new Thread(runnable).start()))
                .limit(count)
                .toList();
        server.agents.awaitCalls(count);
        return calls;
    }

    @Nested
    class SlowBodies {
        /** One key and 260 bodies that never ended took all 250 threads, and not even health was answered. */
        @Test
        void moreOfOneKeyThanThereAreThreadsStopNobodyElse() throws Exception {
            List<Socket> sockets = new ArrayList<>();
            try (TestServer server = server(http -> http)) {
                String slow = server.key("try", "bob", null);
                try {
                    for (int i = 0; i < 260; i++) {
                        sockets.add(slow(server, slow, "application/json", "Content-Length: 1000", "{"));
                    }
                    await(() -> answered(server, 429) == 160);
                    assertThat(server.get("/health/live", null).status()).isEqualTo(200);
                    assertThat(server.execute("test.any", server.paying("acme"), EMPTY)
                                    .status())
                            .isEqualTo(200);
                    assertThat(server.get("/api/v2/agents", slow).code()).isEqualTo("too_many_in_flight");
                } finally {
                    for (Socket socket : sockets) {
                        socket.close();
                    }
                }
                await(() -> server.get("/api/v2/agents", slow).status() == 200);
            }
        }

        @Test
        void aBodyThatIsTooSlowIsAnsweredWith408AndLeavesNothing() throws Exception {
            String form = "--b\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a\"\r\n\r\nxxx";
            givenUp("multipart/form-data; boundary=b", "Content-Length: 1000000", form);
        }

        /** Jetty's read goes on as long as an extension of a chunk does. */
        @Test
        void aBodyOfWhichOnlyAnExtensionOfItsChunkComesIsTooSlow() throws Exception {
            givenUp("application/json", "Transfer-Encoding: chunked", "1;x");
        }

        private void givenUp(String type, String length, String begin) throws Exception {
            try (TestServer server = new TestServer(
                            builder -> builder.inMemoryStore(),
                            http -> http.minBodyRate(1 << 30, Duration.ofMillis(200)),
                            config -> config.jetty.modifyHttpConfiguration(jetty -> jetty.setIdleTimeout(600_000)));
                    Socket socket = slow(server, server.paying("acme"), type, length, begin)) {
                BufferedReader answer =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                assertThat(answer.lines().toList())
                        .startsWith("HTTP/1.1 408 Request Timeout")
                        .contains("Connection: close")
                        .anyMatch(line -> line.contains("the body came too slowly"));
                assertThat(server.tempFiles()).isEmpty();
                assertThat(server.agents.echoed).hasValue(0);
            }
        }
    }

    @Nested
    class ManyRequests {
        @Test
        void oneKeyMayHaveSoManyUnderWayAndAnotherOneItsOwn() throws Exception {
            try (TestServer server = server(http -> http.maxRequests(10, 2))) {
                String key = server.paying("acme");
                List<CompletableFuture<TestServer.Reply>> calls = waiting(server, key, 2);
                TestServer.Reply reply = server.execute("test.any", key, EMPTY);
                assertThat(reply.status()).isEqualTo(429);
                assertThat(reply.code()).isEqualTo("too_many_in_flight");
                assertThat(reply.header("Retry-After")).isEqualTo("1");
                assertThat(server.execute("test.any", server.paying("other"), EMPTY)
                                .status())
                        .isEqualTo(200);
                server.agents.release.countDown();
                assertThat(calls).allMatch(call -> call.join().status() == 200);
                assertThat(server.execute("test.any", key, EMPTY).status()).isEqualTo(200);
            }
        }

        @Test
        void whenAllAreTakenHealthIsStillAnswered() throws Exception {
            allTaken(false);
        }

        @Test
        @EnabledForJreRange(min = JRE.JAVA_21)
        void virtualThreadsMakeNoDifference() throws Exception {
            allTaken(true);
        }

        private void allTaken(boolean virtualThreads) throws Exception {
            try (TestServer server = server(http -> http.maxRequests(4, 4), virtualThreads)) {
                List<CompletableFuture<TestServer.Reply>> calls = waiting(server, server.paying("acme"), 4);
                String other = server.paying("other");
                TestServer.Reply reply = server.execute("test.any", other, EMPTY);
                assertThat(reply.status()).isEqualTo(503);
                assertThat(reply.code()).isEqualTo("no_worker_free");
                assertThat(reply.header("Retry-After")).isEqualTo("1");
                assertThat(server.get("/health/live", null).status()).isEqualTo(200);
                assertThat(server.get("/health/ready", null).status()).isEqualTo(200);
                assertThat(server.get("/metrics", null).status()).isEqualTo(200);
                server.agents.release.countDown();
                assertThat(calls).allMatch(call -> call.join().status() == 200);
                assertThat(server.execute("test.any", other, EMPTY).status()).isEqualTo(200);
            }
        }

        @Test
        void requestsThatAreRefusedGiveTheirPlaceBack() {
            try (TestServer server = server(http -> http.maxRequests(1, 1))) {
                String key = server.paying("acme");
                for (int i = 0; i < 5; i++) {
                    assertThat(server.get("/api/v2/agents", "wrong").status()).isEqualTo(401);
                    assertThat(server.get("/api/v2/nothing", key).status()).isEqualTo(404);
                    assertThat(server.get("/api/v2/admin/tenants", key).status())
                            .isEqualTo(403);
                    assertThat(server.execute("test.any", key, "no JSON").status())
                            .isEqualTo(400);
                }
                assertThat(server.get("/api/v2/agents", key).status()).isEqualTo(200);
            }
        }
    }
}
