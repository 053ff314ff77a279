package dev.souk.server.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.server.data.DataDirectory;
import dev.souk.server.data.StoreSource;
import io.javalin.Javalin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HttpPortTest {
    private static final ServerSettings ANY_PORT = new ServerSettings(
            "127.0.0.1",
            0,
            new StoreSource(new DataDirectory(Path.of("unused")), null),
            List.of(),
            null,
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            14,
            null,
            null);

    private static Socket get(int port, String path) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void thereAreThreadsLeftWhenAsManyRequestsAreWorkedOnAsMayBe() throws Exception {
        CountDownLatch inside = new CountDownLatch(HttpPort.REQUESTS);
        CountDownLatch end = new CountDownLatch(1);
        Javalin javalin = HttpPort.open(ANY_PORT, config -> {
            config.routes.get("/works", context -> {
                inside.countDown();
                end.await();
            });
            config.routes.get("/lives", context -> context.result("yes"));
        });
        List<Socket> busy = new ArrayList<>();
        try {
            for (int i = 0; i < HttpPort.REQUESTS; i++) {
                busy.add(get(javalin.port(), "/works"));
            }
            assertThat(inside.await(60, TimeUnit.SECONDS)).isTrue();
            try (Socket another = get(javalin.port(), "/lives")) {
                assertThat(new BufferedReader(
                                        new InputStreamReader(another.getInputStream(), StandardCharsets.US_ASCII))
                                .readLine())
                        .contains("200");
            }
        } finally {
            end.countDown();
            for (Socket socket : busy) {
                socket.close();
            }
            javalin.stop();
        }
    }
}
