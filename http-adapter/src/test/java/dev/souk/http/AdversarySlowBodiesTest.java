package dev.souk.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fails today on JDK 17: one trial key and 260 bodies that come slowly, and not even /health/live answers. */
@SuppressWarnings({"AddressSelection", "DefaultCharset"})
class AdversarySlowBodiesTest {
    @Test
    void slowBodiesOfOneKeyDoNotStopTheServer() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try (TestServer server = new TestServer()) {
            String request = "POST /api/v2/agents/test.echo/execute HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    + "Authorization: Bearer " + server.key("try", "bob", null) + "\r\nContent-Length: 1000\r\n\r\n{";
            String first = null;
            try {
                for (int i = 0; i < 260; i++) {
                    Socket socket = new Socket("127.0.0.1", server.port());
                    slow.add(socket);
                    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                }
                Thread.sleep(2_000);
                try (Socket health = new Socket("127.0.0.1", server.port())) {
                    health.setSoTimeout(8_000);
                    health.getOutputStream()
                            .write("GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                    first = new BufferedReader(new InputStreamReader(health.getInputStream())).readLine();
                } catch (java.net.SocketTimeoutException none) {
                    first = "no answer within 8 s";
                }
            } finally {
                for (Socket socket : slow) {
                    socket.close();
                }
            }
            assertThat(first).contains("200");
        }
    }
}
