package dev.souk.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody sends who means well. None of it may be our fault. */
class HostileRequestsTest {
    private static TestServer server;
    private static String key;

    @BeforeAll
    static void start() {
        server = new TestServer(builder -> builder.inMemoryStore(), SoukHttp.Builder::ownsServer, config -> {});
        key = server.paying("acme");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static TestServer.Reply body(HttpRequest.BodyPublisher body) {
        return server.send(server.request("/api/v2/agents/test.any/execute", key)
                .header("Content-Type", "application/json")
                .POST(body)
                .build());
    }

    private static String raw(String request) {
        return raw(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String raw(byte[] request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(request);
            out.flush();
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static String head(String line, String... headers) {
        return line + "\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " + key + "\r\n"
                + String.join("", headers) + "\r\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"%zz=1", "%", "%C3%28=1", "=", "&&a&&"})
    void aQueryThatCannotBeReadIsNoFaultOfOurs(String query) {
        String answer = raw(head("GET /api/v2/plans?" + query + " HTTP/1.1"));
        assertThat(answer).startsWith("HTTP/1.1 400").contains("malformed_request");
    }

    @Test
    void aBodyOfTenMegabytesIsTooLarge() {
        TestServer.Reply reply =
                body(HttpRequest.BodyPublishers.ofString("{\"input\":{\"a\":\"" + "x".repeat(10_000_000) + "\"}}"));
        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.code()).isEqualTo("payload_too_large");
        assertThat(reply.json().path("maxBytes").asInt()).isEqualTo(TestServer.MAX_BODY);
    }

    @Test
    void aChunkedBodyBeyondTheLimitIsTooLarge() {
        byte[] large = new byte[5_000_000];
        TestServer.Reply reply = body(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)));
        assertThat(reply.status()).isEqualTo(413);
    }

    @Test
    void aClientThatAsksBeforeItSendsIsToldWithoutSending() {
        String answer = raw(head(
                "POST /api/v2/agents/none.such/execute HTTP/1.1",
                "Content-Type: application/json\r\n",
                "Content-Length: 50000000\r\n",
                "Expect: 100-continue\r\n"));
        assertThat(answer).startsWith("HTTP/1.1 404");
    }

    @Test
    void deepNestingIsRefused() {
        for (String open : new String[] {"[", "{\"a\":"}) {
            TestServer.Reply reply =
                    body(HttpRequest.BodyPublishers.ofString("{\"input\":{\"a\":" + open.repeat(15_000)));
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.code()).isEqualTo("malformed_request");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1e-999999999", "1e2147483648", "9", "0.1e99999"})
    void numbersThatAreHardToHoldDoNoHarm(String number) {
        String digits = number.equals("9") ? number.repeat(900) : number;
        TestServer.Reply any = body(HttpRequest.BodyPublishers.ofString("{\"input\":{\"a\":" + digits + "}}"));
        assertThat(any.status()).isIn(200, 400);
        TestServer.Reply typed =
                server.execute("test.echo", key, "{\"input\":{\"text\":\"x\",\"count\":" + digits + "}}");
        assertThat(typed.status()).isIn(200, 400);
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedWithTheirPlace() {
        byte[][] flaws = {
            {(byte) 0xff},
            {(byte) 0xc0, (byte) 0x80},
            {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
            {(byte) 0xe2, (byte) 0x82}
        };
        for (byte[] flaw : flaws) {
            byte[] text = "{\"input\":{\"a\":\"__\"}}".getBytes(StandardCharsets.US_ASCII);
            byte[] bytes = new byte[text.length + flaw.length];
            System.arraycopy(text, 0, bytes, 0, 15);
            System.arraycopy(flaw, 0, bytes, 15, flaw.length);
            System.arraycopy(text, 15, bytes, 15 + flaw.length, text.length - 15);
            TestServer.Reply reply = body(HttpRequest.BodyPublishers.ofByteArray(bytes));
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.json().path("detail").asString()).contains("not UTF-8 at byte 16");
        }
    }

    @Test
    void textInUtf16IsRefused() {
        TestServer.Reply reply =
                body(HttpRequest.BodyPublishers.ofByteArray("{\"input\":{}}".getBytes(StandardCharsets.UTF_16)));
        assertThat(reply.status()).isEqualTo(400);
    }

    @Test
    void noiseIsRefused() {
        Random random = new Random(11);
        for (int i = 0; i < 200; i++) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            assertThat(body(HttpRequest.BodyPublishers.ofByteArray(noise)).status())
                    .isEqualTo(400);
        }
    }

    @Test
    void anUnknownFieldWithALongNameIsNotRepeatedInFull() {
        TestServer.Reply reply =
                body(HttpRequest.BodyPublishers.ofString("{\"input\":{},\"" + "x".repeat(40_000) + "\":1}"));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text().length()).isLessThan(2_000);
    }

    @Test
    void headersThatAreTooLargeAreAProblem() {
        String answer = raw(head("GET /api/v2/agents HTTP/1.1", "X: " + "x".repeat(100_000) + "\r\n"));
        assertThat(answer).startsWith("HTTP/1.1 431").contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer\r\n",
                "Authorization: Basic c291azpzb3Vr\r\n",
                "Authorization: Bearer souk_live_\r\n",
                "Authorization: Bearer souk_live_0000000000000000000000000000000000\r\n",
                "Authorization: Bearer \u00e4\u00f6\r\n",
                "Authorization: \r\n"
            })
    void credentialsThatAreNoneAreUnauthenticated(String header) {
        String answer = raw("GET /api/v2/agents HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + header + "\r\n");
        assertThat(answer).startsWith("HTTP/1.1 401").contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v2/agents/%zz",
                "/api/v2/agents/%",
                "/api/v2/agents/%u0041",
                "/api/v2/agents/%ff%fe",
                "/api/v2/agents/%00",
                "/api/v2/executions/exe_%F0%9F",
                "/api/v2/agents/%c0%ae",
                "/api/v2/agents/;x=y",
                "/api/v2/agents//",
                "/api/v2//agents",
                "/api/v2/../../etc/passwd",
                "/api/v2/%2e%2e/%2e%2e/etc/passwd",
                "/api/v2/agents/..%2f..%2f",
                "/api/v2/agents/a\\b",
                "/api/v2",
                "/api/v2/",
                "/api/v2/AGENTS",
                "/",
                "/nothing",
                "//",
                "*"
            })
    void addressesThatLeadNowhereAreAProblem(String path) {
        String answer = raw(head("GET " + path + " HTTP/1.1"));
        assertThat(answer).matches("(?s)HTTP/1.1 (400|404).*").contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/9.9",
                "NONSENSE",
                "GET",
                "\u0000\u0001\u0002",
                "GET /api/v2/agents HTTP/1.1 x",
                "P\u00f6ST /api/v2/agents HTTP/1.1"
            })
    void whatIsNoRequestIsNotAnsweredAsOurFault(String line) {
        assertThat(raw(line + "\r\nHost: x\r\nConnection: close\r\n\r\n")).doesNotMatch("(?s)HTTP/1.1 500.*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATCH", "TRACE", "CONNECT", "PROPFIND", "QUERY", "FOO"})
    void methodsThatAreNotTakenAreAProblem(String method) {
        String answer = raw(head(method + " /api/v2/agents HTTP/1.1"));
        assertThat(answer).matches("(?s)HTTP/1.1 (400|404|405).*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nab",
                "Content-Length: 100\r\n\r\n{\"input\"",
                "Content-Length: x\r\n\r\n",
                "Content-Length: -1\r\n\r\n",
                "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"
            })
    void bodiesWhoseLengthIsALieAreRefused(String rest) {
        String head = head("POST /api/v2/agents/test.any/execute HTTP/1.1", "Content-Type: application/json\r\n");
        String answer = raw(head.substring(0, head.length() - 2) + rest);
        assertThat(answer).doesNotMatch("(?s)HTTP/1.1 (500|200).*");
    }

    @Test
    void manyQueryParametersDoNoHarm() {
        StringBuilder query = new StringBuilder("/api/v2/agents?q=%zz&size=%u0041");
        query.append("&x=1".repeat(1_000));
        String answer = raw(head("GET " + query + " HTTP/1.1"));
        assertThat(answer).matches("(?s)HTTP/1.1 (200|400).*");
    }

    @Test
    void theServerStillWorksAfterAllThat() {
        assertThat(server.execute("test.any", key, "{\"input\":{}}").status()).isEqualTo(200);
        assertThat(server.tempFiles()).isEmpty();
    }

    @Test
    void anEndlessBodyIsCutOff() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                java.util.Arrays.fill(buffer, offset, offset + length, (byte) 'x');
                return length;
            }
        };
        try {
            assertThat(body(HttpRequest.BodyPublishers.ofInputStream(() -> endless))
                            .status())
                    .isEqualTo(413);
        } catch (IllegalStateException cutOff) {
            assertThat(cutOff).hasCauseInstanceOf(IOException.class);
        }
    }
}
