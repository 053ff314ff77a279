package dev.souk.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class MultipartTest {
    private static final String BOUNDARY = "----test-boundary";

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

    /** A form under construction. */
    private static final class Form {
        private final List<InputStream> pieces = new ArrayList<>();

        Form part(String disposition, String content) {
            return part(disposition, content.getBytes(StandardCharsets.UTF_8));
        }

        Form part(String headers, byte[] content) {
            text("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + headers + "\r\n\r\n");
            pieces.add(new ByteArrayInputStream(content));
            return text("\r\n");
        }

        Form input(String json) {
            return part("name=\"input\"", json);
        }

        Form file(String name, String content) {
            return part("name=\"" + name + "\"; filename=\"f\"", content);
        }

        private Form text(String text) {
            pieces.add(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            return this;
        }

        InputStream end() {
            text("--" + BOUNDARY + "--\r\n");
            return new SequenceInputStream(Collections.enumeration(pieces));
        }
    }

    private TestServer.Reply send(String agent, Form form, String... headers) {
        HttpRequest.Builder request = server.request("/api/v2/agents/" + agent + "/execute", key)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofInputStream(form::end));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return server.send(request.build());
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    @Test
    void aFileOfTwentyMegabytesReachesTheAgentUnchanged() throws Exception {
        byte[] content = noise(20_000_000);
        TestServer.Reply reply = send(
                "test.files",
                new Form().input("{}").part("name=\"data\"; filename=\"a.bin\"\r\nContent-Type: text/csv", content));
        assertThat(reply.status()).isEqualTo(200);
        JsonNode file = reply.json().path("output").path("files").get(0);
        assertThat(file.path("name").asString()).isEqualTo("data");
        assertThat(file.path("mediaType").asString()).isEqualTo("text/csv");
        assertThat(file.path("size").asLong()).isEqualTo(20_000_000);
        assertThat(file.path("sha256").asString())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
        assertThat(server.tempFiles()).isEmpty();
    }

    @Test
    void theFilesAreOnDiskWhileTheCallRuns() throws Exception {
        CompletableFuture<TestServer.Reply> running = CompletableFuture.supplyAsync(
                () -> send("test.waits", new Form().input("{}").file("a", "1").file("b", "2")));
        server.agents.awaitCalls(1);
        assertThat(server.tempFiles())
                .hasSize(2)
                .allMatch(file -> file.getFileName().toString().startsWith("souk-upload-"));
        server.agents.release.countDown();
        assertThat(running.get().status()).isEqualTo(200);
        assertThat(server.tempFiles()).isEmpty();
    }

    @Test
    void theInputMayComeAsAFileAndTheVersionAsAField() {
        TestServer.Reply reply = send(
                "test.echo",
                new Form()
                        .part("name=version", "1.0.0")
                        .part(
                                "name=\"input\"; filename=\"input.json\"\r\nContent-Type: application/json",
                                "{\"text\":\"hi\"}"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("version").asString()).isEqualTo("1.0.0");
        assertThat(reply.json().path("output").path("text").asString()).isEqualTo("hi");
    }

    @Test
    void filesKeepTheirOrderAndTheirNames() {
        TestServer.Reply reply = send(
                "test.files",
                new Form()
                        .file("z", "1")
                        .input("{}")
                        .file("../../etc/passwd", "2")
                        .file("C:\\\\a\\\"b", "")
                        .file("ä", "4"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json()
                        .path("output")
                        .path("files")
                        .valueStream()
                        .map(file -> file.path("name").asString()))
                .containsExactly("z", "../../etc/passwd", "C:\\a\"b", "ä");
        assertThat(reply.json()
                        .path("output")
                        .path("files")
                        .get(0)
                        .path("mediaType")
                        .asString())
                .isEqualTo("application/octet-stream");
        assertThat(server.tempFiles()).isEmpty();
    }

    @Test
    void theContentOfFilesBelongsToWhatAnIdempotencyKeyStandsFor() {
        String[] headers = {"Idempotency-Key", "k"};
        TestServer.Reply first = send("test.files", new Form().input("{}").file("a", "1"), headers);
        assertThat(send("test.files", new Form().input("{}").file("a", "1"), headers)
                        .text())
                .isEqualTo(first.text());
        TestServer.Reply other = send("test.files", new Form().input("{}").file("a", "2"), headers);
        assertThat(other.status()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"test.fails", "test.nothing", "test.sleeper", "test.dear", "test.unpriced", "test.picky"})
    void nothingStaysOnDiskWhateverTheCallComesTo(String agent) {
        assertThat(send(agent, new Form().input("{}").file("a", "1")).status()).isGreaterThanOrEqualTo(400);
        assertThat(server.tempFiles()).isEmpty();
    }

    @Test
    void filesThatAreTooLargeTogetherAreRefused() {
        byte[] half = noise(TestServer.MAX_ATTACHMENTS / 2 + 1);
        TestServer.Reply reply = send(
                "test.files",
                new Form()
                        .input("{}")
                        .part("name=a; filename=a", half)
                        .part("name=b; filename=b", half)
                        .file("c", "more"));
        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.code()).isEqualTo("payload_too_large");
        assertThat(reply.json().path("maxBytes").asLong()).isEqualTo(TestServer.MAX_ATTACHMENTS);
        assertThat(server.tempFiles()).isEmpty();
    }

    @Test
    void filesOfAllCallsTogetherDoNotTakeMoreThanTheirSpace() throws Exception {
        byte[] most = noise(TestServer.MAX_ATTACHMENTS);
        CompletableFuture<TestServer.Reply> running = CompletableFuture.supplyAsync(
                () -> send("test.waits", new Form().input("{}").part("name=a; filename=a", most)));
        server.agents.awaitCalls(1);

        TestServer.Reply refused = send("test.files", new Form().input("{}").file("b", "1"));

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("no_upload_space");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(server.tempFiles()).hasSize(1);
        server.agents.release.countDown();
        assertThat(running.get().status()).isEqualTo(200);
        assertThat(send("test.files", new Form().input("{}").part("name=b; filename=b", most))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anInputPartThatIsTooLargeIsRefused() {
        TestServer.Reply reply =
                send("test.any", new Form().input("{\"a\":\"" + "x".repeat(TestServer.MAX_BODY) + "\"}"));
        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.json().path("detail").asString()).contains("part 'input'");
    }

    @Test
    void partsThatAreWrongAreRefusedWithTheirName() {
        assertRefused("/input", new Form().file("a", "1"));
        assertRefused("/input", new Form().input("{}").input("{}"));
        assertRefused(
                "/version", new Form().input("{}").part("name=version", "1.0.0").part("name=version", "1.0.0"));
        assertRefused("/version", new Form().input("{}").part("name=version", "latest"));
        assertRefused("/vesion", new Form().input("{}").part("name=vesion", "1.0.0"));
        assertRefused("/a", new Form().input("{}").file("a", "1").file("a", "2"));
        assertRefused("/" + "x".repeat(100) + "…", new Form().input("{}").file("x".repeat(256), "1"));
        assertRefused("/a\u0001", new Form().input("{}").file("a\u0001", "1"));
        Form many = new Form().input("{}");
        for (int i = 0; i < 33; i++) {
            many.file("f" + i, "1");
        }
        assertRefused("/f32", many);
    }

    private void assertRefused(String pointer, Form form) {
        TestServer.Reply reply = send("test.any", form);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("malformed_request");
        assertThat(reply.json().path("errors").get(0).path("pointer").asString())
                .isEqualTo(pointer);
        assertThat(server.agents.inputs).isEmpty();
        assertThat(server.tempFiles()).isEmpty();
    }

    @Test
    void anInputPartThatIsNoJsonOrNoUtf8IsRefused() {
        assertThat(send("test.any", new Form().input("{nope").file("a", "1")).status())
                .isEqualTo(400);
        assertThat(send("test.any", new Form().input("[]")).status()).isEqualTo(400);
        assertThat(send("test.any", new Form().part("name=input", new byte[] {'{', (byte) 0xc3, '}'}))
                        .json()
                        .path("detail")
                        .asString())
                .contains("UTF-8");
        assertThat(server.tempFiles()).isEmpty();
    }

    @Test
    void aBodyWithoutBoundaryOrWithoutEndIsRefused() {
        TestServer.Reply none = server.send(server.request("/api/v2/agents/test.any/execute", key)
                .header("Content-Type", "multipart/form-data")
                .POST(HttpRequest.BodyPublishers.ofString("--x--"))
                .build());
        assertThat(none.status()).isEqualTo(400);
        TestServer.Reply cut = server.send(server.request("/api/v2/agents/test.any/execute", key)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=a; filename=a\r\n\r\nno end"))
                .build());
        assertThat(cut.status()).isEqualTo(400);
        assertThat(server.tempFiles()).isEmpty();
    }

    @Test
    void aClientThatGoesAwayInTheMiddleLeavesNothingBehind() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /api/v2/agents/test.files/execute HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key
                            + "\r\nContent-Type: multipart/form-data; boundary=" + BOUNDARY
                            + "\r\nContent-Length: 10000000\r\n\r\n--" + BOUNDARY
                            + "\r\nContent-Disposition: form-data; name=a; filename=a\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(noise(1_000_000));
            out.flush();
            awaitTempFiles(1);
        }
        awaitTempFiles(0);
        assertThat(server.execute("test.any", key, "{\"input\":{}}").status()).isEqualTo(200);
    }

    /** Waits until the server has got so far; there is no event to wait for. */
    private void awaitTempFiles(int count) throws IOException {
        long end = System.nanoTime() + 20_000_000_000L;
        while (server.tempFiles().size() != count) {
            assertThat(System.nanoTime()).as("%s temporary files", count).isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
