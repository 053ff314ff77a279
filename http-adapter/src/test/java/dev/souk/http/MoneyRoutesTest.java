package dev.souk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.engine.config.SoukConfig;
import dev.souk.spi.Credits;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.caller.UserId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Refunds, payouts and statements over HTTP. A call of test.model costs 0.2475 credits, of which 0.008 are the publisher's. */
class MoneyRoutesTest {
    private static final String NO_EXECUTION = "exe_00000000000000000000000000";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
    private final InstantSource clock = now::get;
    private final TestServer server = new TestServer(
            builder -> builder.inMemoryStore()
                    .clock(clock)
                    .config(SoukConfig.builder().holdBackDays(7).build()),
            http -> http,
            config -> {});
    private final String acme = server.paying("acme");
    private final String bob = server.keys
            .issue(new TenantId("operator"), new UserId("bob"), true, "")
            .text();

    @AfterEach
    void stop() {
        assertThat(server.souk.credits().audit().findings()).isEmpty();
        server.close();
    }

    private static JsonNode json(String text) {
        return TestServer.JSON.readTree(text);
    }

    private String paidCall() {
        return server.execute("test.model", acme, "{\"input\":{}}")
                .json()
                .path("executionId")
                .asString();
    }

    private void days(int days) {
        now.updateAndGet(time -> time.plus(Duration.ofDays(days)));
    }

    private TestServer.Reply admin(String method, String path, String body, String... headers) {
        return server.send(server.json(method, "/api/v2/admin" + path, server.admin, body, headers));
    }

    private TestServer.Reply refund(String execution, String body, String... headers) {
        return admin("POST", "/executions/" + execution + "/refunds", body, headers);
    }

    private TestServer.Reply request(String body, String... headers) {
        return admin("POST", "/payouts", body, headers);
    }

    private TestServer.Reply decide(String key, String id, String decision) {
        return server.send(server.json("POST", "/api/v2/admin/payouts/" + id + "/" + decision, key, "{}"));
    }

    private List<?> books() {
        return server.souk.credits().accounts(null, 1_000);
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/executions/exe_00000000000000000000000000/refunds",
        "GET,/executions/exe_00000000000000000000000000/refunds",
        "GET,/publishers",
        "GET,/publishers/test",
        "POST,/payouts",
        "GET,/payouts",
        "GET,/payouts/march",
        "POST,/payouts/march/approve",
        "POST,/payouts/march/reject",
        "GET,/statement"
    })
    void aNormalKeyOpensNoneOfIt(String method, String path) {
        assertThat(server.send(server.json(method, "/api/v2/admin" + path, acme, "{}"))
                        .status())
                .isEqualTo(403);
        assertThat(server.send(server.json(method, "/api/v2/admin" + path, null, "{}"))
                        .status())
                .isEqualTo(401);
    }

    @Nested
    class Refunds {
        @Test
        void aPartAndTheRestGiveAllBack() {
            String call = paidCall();
            JsonNode part =
                    refund(call, "{\"credits\":\"0.1\",\"memo\":\"half good\"}").json();
            assertThat(part.path("refund").path("amount").path("micros").asLong())
                    .isEqualTo(100_000);
            assertThat(part.path("refund").path("tenant").asString()).isEqualTo("acme");
            assertThat(part.path("refund").path("executionId").asString()).isEqualTo(call);
            assertThat(part.path("paid").path("credits").asString()).isEqualTo("0.2475");
            assertThat(part.path("left").path("credits").asString()).isEqualTo("0.1475");
            JsonNode rest = refund(call, "{}").json();
            assertThat(rest.path("refunded").path("credits").asString()).isEqualTo("0.2475");
            assertThat(rest.path("balance").path("credits").asString()).isEqualTo("100");

            JsonNode listed =
                    admin("GET", "/executions/" + call + "/refunds", "").json();
            assertThat(listed.path("items").size()).isEqualTo(2);
            assertThat(listed.path("items").get(0)).isEqualTo(part.path("refund"));
            JsonNode newest = server.get("/api/v2/credits/history?size=1", acme)
                    .json()
                    .path("items")
                    .get(0);
            assertThat(newest.path("kind").asString()).isEqualTo("refund");
        }

        @Test
        void anIdempotencyKeyGivesBackOnce() {
            String call = paidCall();
            TestServer.Reply first = refund(call, "{\"credits\":\"0.1\"}", "Idempotency-Key", "t-1");
            TestServer.Reply again = refund(call, "{\"credits\":\"0.1\"}", "Idempotency-Key", "t-1");
            assertThat(first.header("Idempotent-Replayed")).isEmpty();
            assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
            assertThat(again.json()).isEqualTo(first.json());
            assertThat(refund(call, "{\"credits\":\"0.2\"}", "Idempotency-Key", "t-1")
                            .code())
                    .isEqualTo("conflict");
        }

        @Test
        void moreThanWasPaidIsRefused() {
            String call = paidCall();
            var before = books();
            TestServer.Reply refused = refund(call, "{\"credits\":\"0.2476\"}");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.code()).isEqualTo("refund_exceeds_payment");
            assertThat(refused.json().path("detail").asString()).contains("0.2475 is left");
            assertThat(books()).isEqualTo(before);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "0",
                    "-1",
                    "0.0000001",
                    "NaN",
                    "1e2",
                    "\uff11",
                    "",
                    "9223372036854775807",
                    "9223372036854.775808"
                })
        void whatIsNoAmountIsRefusedAndWritesNothing(String credits) {
            String call = paidCall();
            var before = books();
            TestServer.Reply refused = refund(call, "{\"credits\":\"" + credits + "\"}");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.code()).isEqualTo("invalid_amount");
            assertThat(books()).isEqualTo(before);
        }

        @Test
        void anotherBodyIsRefused() {
            String call = paidCall();
            for (String body : new String[] {"", "[]", "{\"credits\":1}", "{\"amount\":\"1\"}"}) {
                assertThat(refund(call, body).code()).isEqualTo("malformed_request");
            }
            assertThat(refund(call, "{}", "Idempotency-Key", "with blank").code())
                    .isEqualTo("malformed_request");
        }

        @Test
        void whatIsNoPaidCallIsRefused() {
            assertThat(refund(NO_EXECUTION, "{}").code()).isEqualTo("execution_not_found");
            assertThat(refund("exe_1", "{}").code()).isEqualTo("execution_not_found");
            assertThat(admin("GET", "/executions/" + NO_EXECUTION + "/refunds", "")
                            .code())
                    .isEqualTo("execution_not_found");
            String trial = server.key("curious", "tom", null);
            String call = server.execute("test.any", trial, "{\"input\":{}}", "Souk-Device", "d1")
                    .json()
                    .path("executionId")
                    .asString();
            TestServer.Reply refused = refund(call, "{}");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.code()).isEqualTo("not_refundable");
        }
    }

    @Nested
    class Payouts {
        @Test
        void aPublisherIsPaidWhatItsHoldBackIsOverFor() {
            paidCall();
            assertThat(admin("GET", "/publishers/test", "").json()).isEqualTo(json("""
                    {"publisher":"test","heldBack":{"micros":8000,"credits":"0.008"},
                     "payable":{"micros":0,"credits":"0"},"owed":{"micros":0,"credits":"0"}}"""));
            assertThat(request("{\"publisher\":\"test\"}").code()).isEqualTo("insufficient_earnings");
            days(8);

            TestServer.Reply made =
                    request("{\"publisher\":\"test\",\"credits\":\"0.005\"}", "Idempotency-Key", "march");
            assertThat(made.status()).isEqualTo(201);
            assertThat(made.json()).isEqualTo(json("""
                    {"id":"march","publisher":"test","amount":{"micros":5000,"credits":"0.005"},"state":"requested",
                     "memo":"","requestedBy":"operator/root","requestedAt":"2026-03-09T12:00:00Z"}"""));
            assertThat(admin("GET", "/publishers", "")
                            .json()
                            .path("items")
                            .get(0)
                            .path("payable"))
                    .isEqualTo(json("{\"micros\":3000,\"credits\":\"0.003\"}"));

            TestServer.Reply own = decide(server.admin, "march", "approve");
            assertThat(own.status()).isEqualTo(403);
            assertThat(own.code()).isEqualTo("second_person_required");
            days(1);
            JsonNode approved = decide(bob, "march", "approve").json();
            assertThat(approved.path("state").asString()).isEqualTo("approved");
            assertThat(approved.path("decidedBy").asString()).isEqualTo("operator/bob");
            assertThat(approved.path("decidedAt").asString()).isEqualTo("2026-03-10T12:00:00Z");
            assertThat(admin("GET", "/payouts/march", "").json()).isEqualTo(approved);
            assertThat(decide(bob, "march", "approve").header("Idempotent-Replayed"))
                    .isEqualTo("true");
            assertThat(decide(bob, "march", "reject").code()).isEqualTo("conflict");
        }

        @Test
        void anotherKeyOfTheSamePersonIsNotASecondPerson() {
            paidCall();
            days(8);
            request("{\"publisher\":\"test\"}", "Idempotency-Key", "march");
            String another = server.keys
                    .issue(new TenantId("operator"), new UserId("root"), true, "")
                    .text();
            assertThat(decide(another, "march", "approve").code()).isEqualTo("second_person_required");
        }

        @Test
        void arejectedOneIsPayableAgainAndNeedsNoBody() {
            paidCall();
            days(8);
            request("{\"publisher\":\"test\",\"memo\":\"March\"}", "Idempotency-Key", "march");
            TestServer.Reply rejected = server.send(server.request("/api/v2/admin/payouts/march/reject", bob)
                    .POST(java.net.http.HttpRequest.BodyPublishers.noBody())
                    .build());
            assertThat(rejected.json().path("state").asString()).isEqualTo("rejected");
            assertThat(admin("GET", "/publishers/test", "")
                            .json()
                            .path("payable")
                            .path("credits")
                            .asString())
                    .isEqualTo("0.008");
        }

        @Test
        void theyAreListedInPages() {
            paidCall();
            days(8);
            for (String id : new String[] {"a", "b", "c"}) {
                request("{\"publisher\":\"test\",\"credits\":\"0.001\"}", "Idempotency-Key", id);
                now.updateAndGet(time -> time.plusSeconds(1));
            }
            decide(bob, "b", "approve");
            assertThat(ids(admin("GET", "/payouts", ""))).isEqualTo("cba");
            assertThat(ids(admin("GET", "/payouts?state=approved", ""))).isEqualTo("b");
            assertThat(ids(admin("GET", "/payouts?publisher=other", ""))).isEmpty();
            TestServer.Reply first = admin("GET", "/payouts?size=2", "");
            assertThat(ids(first)).isEqualTo("cb");
            assertThat(ids(admin(
                            "GET",
                            "/payouts?size=2&before="
                                    + first.json().path("next").asString(),
                            "")))
                    .isEqualTo("a");
            assertThat(admin("GET", "/payouts?state=gone", "").code()).isEqualTo("malformed_request");
        }

        private String ids(TestServer.Reply reply) {
            StringBuilder ids = new StringBuilder();
            reply.json()
                    .path("items")
                    .forEach(item -> ids.append(item.path("id").asString()));
            return ids.toString();
        }

        @Test
        void theSameKeyMakesOne() {
            paidCall();
            days(8);
            TestServer.Reply first = request("{\"publisher\":\"test\"}", "Idempotency-Key", "march");
            TestServer.Reply again = request("{\"publisher\":\"test\"}", "Idempotency-Key", "march");
            assertThat(again.status()).isEqualTo(200);
            assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
            assertThat(again.json()).isEqualTo(first.json());
            assertThat(request("{\"publisher\":\"test\"}", "Idempotency-Key", "a/b")
                            .code())
                    .isEqualTo("malformed_request");
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "-1", "0.0000001", "NaN", "\uff11", "9223372036854775807"})
        void whatIsNoAmountIsRefusedAndWritesNothing(String credits) {
            paidCall();
            days(8);
            var before = books();
            assertThat(request("{\"publisher\":\"test\",\"credits\":\"" + credits + "\"}")
                            .code())
                    .isEqualTo("invalid_amount");
            assertThat(request("{\"publisher\":\"test\",\"credits\":\"9223372036854.775807\"}")
                            .code())
                    .isEqualTo("insufficient_earnings");
            assertThat(books()).isEqualTo(before);
        }

        @Test
        void whatIsNotThereIsNotFound() {
            assertThat(admin("GET", "/publishers/nobody", "").code()).isEqualTo("publisher_not_found");
            assertThat(admin("GET", "/publishers/No%20Body", "").code()).isEqualTo("publisher_not_found");
            assertThat(request("{\"publisher\":\"nobody\"}").code()).isEqualTo("publisher_not_found");
            for (String id : new String[] {"march", "a%2Fb"}) {
                assertThat(admin("GET", "/payouts/" + id, "").code()).isEqualTo("payout_not_found");
                assertThat(decide(bob, id, "approve").code()).isEqualTo("payout_not_found");
            }
        }
    }

    @Nested
    class Statements {
        private static final String MARCH = "from=2026-03-01&to=2026-03-31";

        @Test
        void aTenantReadsItsOwnAsJson() {
            String call = paidCall();
            TestServer.Reply reply = server.get("/api/v2/credits/statement?" + MARCH, acme);
            assertThat(reply.header("Content-Type")).isEqualTo("application/json");
            JsonNode statement = reply.json();
            assertThat(statement.path("account").asString()).isEqualTo("tenant/acme");
            assertThat(statement.path("lines").size()).isEqualTo(2);
            assertThat(statement.path("lines").get(1).path("executionId").asString())
                    .isEqualTo(call);
            assertThat(statement.path("closing")).isEqualTo(json("{\"micros\":99752500,\"credits\":\"99.7525\"}"));
        }

        @Test
        void csvIsAskedForInTheQueryOrByTheAcceptHeader() {
            paidCall();
            TestServer.Reply asked = server.get("/api/v2/credits/statement?format=csv&" + MARCH, acme);
            TestServer.Reply accepted = server.send(server.request("/api/v2/credits/statement?" + MARCH, acme)
                    .header("Accept", "text/csv;q=0.9, */*")
                    .build());
            assertThat(asked.header("Content-Type")).startsWith("text/csv");
            assertThat(asked.header("Content-Disposition")).contains("statement-2026-03-01-2026-03-31.csv");
            assertThat(accepted.text()).isEqualTo(asked.text());
            assertThat(asked.text().split("\r\n"))
                    .hasSize(5)
                    .startsWith("sequence,at,kind,debit,credit,balance,side,transfer,execution,memo");
            assertThat(server.send(server.request("/api/v2/credits/statement?format=json&" + MARCH, acme)
                                    .header("Accept", "text/csv")
                                    .build())
                            .header("Content-Type"))
                    .isEqualTo("application/json");
        }

        @Test
        void aMemoIsNoFormula() {
            server.souk.credits().grant(new TenantId("acme"), Credits.parse("1"), null, "=HYPERLINK(\"http://x\")");
            assertThat(server.get("/api/v2/credits/statement?format=csv&" + MARCH, acme)
                            .text())
                    .contains(",\"'=HYPERLINK(\"\"http://x\"\")\"\r\n");
        }

        @Test
        void anAdminReadsAnyAccounts() {
            paidCall();
            JsonNode fees = admin("GET", "/statement?account=platform-fees&" + MARCH, "")
                    .json();
            assertThat(fees.path("lines").get(0)).isEqualTo(json("""
                    {"at":"2026-03-01T00:00:00Z","kind":"call","amount":{"micros":239500,"credits":"0.2395"},
                     "balance":{"micros":239500,"credits":"0.2395"}}"""));
            assertThat(admin("GET", "/statement?account=publisher/test&" + MARCH, "")
                            .json()
                            .path("closing")
                            .path("micros")
                            .asLong())
                    .isEqualTo(8_000);
            assertThat(admin("GET", "/statement?account=tenant/nobody&" + MARCH, "")
                            .code())
                    .isEqualTo("account_not_found");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "from=2026-03-01",
                    "to=2026-03-01",
                    "from=2026-03-02&to=2026-03-01",
                    "from=2026-01-01&to=2027-03-01",
                    "from=2026-02-30&to=2026-03-01",
                    "from=%2B999999999-12-31&to=%2B999999999-12-31",
                    "from=today&to=2026-03-01",
                    "from=2026-03-01&to=2026-03-01&format=xml",
                    "from=2026-03-01&to=2026-03-01&page=2"
                })
        void whatIsNoPeriodIsRefused(String query) {
            TestServer.Reply refused = server.get("/api/v2/credits/statement?" + query, acme);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.code()).isEqualTo("malformed_request");
            assertThat(admin("GET", "/statement?account=nothing&" + query, "").status())
                    .isEqualTo(400);
        }

        @Test
        void headHasNoBody() {
            TestServer.Reply head = server.send(server.request("/api/v2/credits/statement?" + MARCH, acme)
                    .method("HEAD", java.net.http.HttpRequest.BodyPublishers.noBody())
                    .build());
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.text()).isEmpty();
        }

        @Test
        void aTenantWithoutCreditsHasAnEmptyOne() {
            String fresh = server.key("fresh", "ann", "solo");
            assertThat(server.get("/api/v2/credits/statement?" + MARCH, fresh)
                            .json()
                            .path("lines"))
                    .isEqualTo(json("[]"));
        }
    }

    /** A store that goes away while a statement is read. */
    @Test
    void aStatementThatCannotBeReadToItsEndIsCutAndNotClosed() {
        FadingStore store = new FadingStore();
        try (TestServer fading =
                new TestServer(builder -> builder.store(store.store()).clock(clock), http -> http, config -> {})) {
            String key = fading.paying("acme");
            for (int i = 0; i < 2_200; i++) {
                fading.souk.credits().grant(new TenantId("acme"), Credits.parse("1"), null, "x".repeat(100));
            }
            String march = "/api/v2/credits/statement?format=csv&from=2026-03-01&to=2026-03-31";
            store.pages.set(2);
            assertThatThrownBy(() -> fading.get(march, key)).hasRootCauseInstanceOf(IOException.class);
            store.pages.set(0);
            TestServer.Reply early = fading.get(march, key);
            assertThat(early.status()).isEqualTo(503);
            assertThat(early.code()).isEqualTo("store_unavailable");
            store.pages.set(Integer.MAX_VALUE);
            assertThat(fading.get(march, key).text()).contains(",closing,,,2300,credit,");
        }
    }
}
