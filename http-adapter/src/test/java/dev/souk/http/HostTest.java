package dev.souk.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class HostTest {
    private final TestServer server =
            new TestServer(builder -> builder.inMemoryStore(), http -> http.pathPrefix("/souk/api"), config -> {
                config.routes.get("/hello", ctx -> ctx.result("the host's own"));
                config.routes.get("/broken", ctx -> {
                    throw new IllegalStateException("the host's fault");
                });
                config.routes.post("/upload", ctx -> ctx.result("got " + ctx.bodyAsBytes().length));
                config.routes.exception(
                        IllegalStateException.class,
                        (fault, ctx) -> ctx.status(418).result("the host's way"));
                config.routes.error(404, ctx -> ctx.result("the host's 404"));
            });

    @AfterEach
    void stop() {
        server.close();
    }

    @Nested
    class BesideAHostsRoutes {
        @Test
        void theHostsRoutesWork() {
            assertThat(server.get("/hello", null).text()).isEqualTo("the host's own");
            assertThat(server.post("/upload", null, "abc").text()).isEqualTo("got 3");
        }

        @Test
        void whatTheHostThrowsStaysTheHosts() {
            TestServer.Reply reply = server.get("/broken", null);
            assertThat(reply.status()).isEqualTo(418);
            assertThat(reply.text()).isEqualTo("the host's way");
            assertThat(server.get("/elsewhere", null).text()).isEqualTo("the host's 404");
        }

        @Test
        void oursAnswerUnderThePrefix() {
            String key = server.paying("acme");
            assertThat(server.get("/souk/api/agents", key).status()).isEqualTo(200);
            assertThat(server.get("/api/v2/agents", key).text()).isEqualTo("the host's 404");
            assertThat(server.get("/metrics", null).text()).contains("route=\"/souk/api/agents\"");
        }
    }

    @Nested
    class Methods {
        @Test
        void anotherMethodIsRefusedWithThoseThatAreTaken() {
            TestServer.Reply reply = server.send(server.request("/souk/api/agents", null)
                    .method("PATCH", HttpRequest.BodyPublishers.ofString("x"))
                    .build());
            assertThat(reply.status()).isEqualTo(405);
            assertThat(reply.code()).isEqualTo("method_not_allowed");
            assertThat(reply.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
            assertThat(server.get("/souk/api/agents/a.b/execute", null).header("Allow"))
                    .isEqualTo("OPTIONS, POST");
        }

        @Test
        void optionsTellsTheMethods() {
            TestServer.Reply reply = server.send(server.request("/souk/api/admin/keys", null)
                    .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                    .build());
            assertThat(reply.status()).isEqualTo(204);
            assertThat(reply.header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
        }

        @Test
        void headAnswersLikeGetWithoutABody() {
            HttpRequest head = server.request("/souk/api/agents", server.paying("acme"))
                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                    .build();
            assertThat(server.send(head).status()).isEqualTo(200);
            HttpRequest none = server.request("/souk/api/agents", null)
                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                    .build();
            assertThat(server.send(none).status()).isEqualTo(401);
        }

        @Test
        void anAddressThatIsNotThereIsAProblem() {
            for (String path : List.of("/souk/api", "/souk/api/", "/souk/api/nothing", "/souk/api/agents/a.b/c/d")) {
                TestServer.Reply reply = server.get(path, null);
                assertThat(reply.status()).isEqualTo(404);
                assertThat(reply.code()).isEqualTo("route_not_found");
                assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
            }
        }

        @Test
        void aSlashAtTheEndChangesNothing() {
            assertThat(server.get("/souk/api/agents/", server.paying("acme")).status())
                    .isEqualTo(200);
        }
    }

    @Nested
    class Logs {
        @Test
        void neitherKeysNorInputsAreLogged() {
            Logger logger = (Logger) LoggerFactory.getLogger("dev.souk");
            Level before = logger.getLevel();
            ListAppender<ILoggingEvent> log = new ListAppender<>();
            log.start();
            logger.addAppender(log);
            logger.setLevel(Level.TRACE);
            try {
                String key = server.paying("acme");
                String secret = "a-secret-input";
                for (String agent : List.of("test.echo", "test.fails", "test.liar", "test.sleeper", "test.dear")) {
                    server.post(
                            "/souk/api/agents/" + agent + "/execute", key, "{\"input\":{\"text\":\"" + secret + "\"}}");
                }
                server.post("/souk/api/agents/test.echo/execute", key, "{\"input\": " + secret);
                String issued = server.post("/souk/api/admin/keys", server.admin, "{\"tenant\":\"x\",\"user\":\"y\"}")
                        .json()
                        .path("key")
                        .asString();
                assertThat(issued).isNotEmpty();
                assertThat(log.list)
                        .extracting(event -> event.getFormattedMessage().toLowerCase(Locale.ROOT))
                        .noneMatch(line -> line.contains("souk_live_") || line.contains(secret));
            } finally {
                logger.setLevel(before);
                logger.detachAppender(log);
            }
        }
    }
}
