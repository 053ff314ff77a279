package dev.souk.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.engine.call.Call;
import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Failure;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.call.Refusal;
import dev.souk.engine.support.Market;
import dev.souk.engine.support.TestAgent;
import dev.souk.engine.support.Threads;
import dev.souk.engine.support.Threads.Started;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.agent.AgentException;
import dev.souk.spi.agent.AgentReply;
import dev.souk.spi.agent.Attachment;
import dev.souk.spi.agent.ModelUsage;
import dev.souk.spi.caller.Caller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class IdempotencyTest {
    private final CountDownLatch go = new CountDownLatch(1);
    private final TestAgent echo = TestAgent.of("acme.echo", (input, context) -> {
        context.reportModelUsage(new ModelUsage(3, 4));
        return AgentReply.of(input.asMap());
    });
    private final TestAgent broken = TestAgent.of("acme.broken", (input, context) -> {
        throw AgentException.failed("broken for good", null);
    });
    private final TestAgent picky = TestAgent.of("acme.picky", (input, context) -> {
        throw AgentException.invalidInput("/a", "I do not like it");
    });
    private final TestAgent waiting = TestAgent.of("acme.waiting", (input, context) -> {
        Threads.await(go);
        return AgentReply.of(Map.of());
    });
    private final Market market = Market.of(echo, broken, picky, waiting);

    @AfterEach
    void close() {
        go.countDown();
        market.close();
    }

    private CallResult call(Call.Builder call) {
        return market.souk.call(call.idempotencyKey("order-7").build());
    }

    @Nested
    class TheSameKeyAndTheSameInput {
        @Test
        void giveTheFirstReceiptAgainAndChargeNothing() {
            Receipt first = (Receipt) call(Market.to("acme.echo").input(Map.of("a", 1)));
            Credits afterFirst = market.available();
            market.time.advance(Duration.ofHours(5));
            Receipt again = (Receipt) call(Market.to("acme.echo").input(Map.of("a", 1)));
            assertThat(first.replayed()).isFalse();
            assertThat(again.replayed()).isTrue();
            assertThat(again)
                    .usingRecursiveComparison()
                    .ignoringFields("replayed")
                    .isEqualTo(first);
            assertThat(market.available()).isEqualTo(afterFirst);
            assertThat(echo.invoked()).isEqualTo(1);
        }

        @Test
        void giveTheFirstFailureAgain() {
            Failure first = (Failure) call(Market.to("acme.broken"));
            Failure again = (Failure) call(Market.to("acme.broken"));
            assertThat(again.code()).isEqualTo(ErrorCode.AGENT_FAILED);
            assertThat(again.message()).isEqualTo(first.message()).isEqualTo("broken for good");
            assertThat(again.executionId()).isEqualTo(first.executionId());
            assertThat(again.replayed()).isTrue();
            assertThat(broken.invoked()).isEqualTo(1);
        }

        @Test
        void giveTheFirstRefusalOfTheAgentAgain() {
            assertThat(call(Market.to("acme.picky"))).isInstanceOf(Refusal.InvalidInput.class);
            assertThat(call(Market.to("acme.picky")))
                    .isInstanceOfSatisfying(
                            Refusal.InvalidInput.class,
                            no -> assertThat(no.problems().get(0).message()).isEqualTo("I do not like it"));
            assertThat(picky.invoked()).isEqualTo(1);
        }

        @Test
        void areTheSameWhateverTheOrderOfKeysAndTheFormOfTheInput() {
            call(Market.to("acme.echo").inputJson("{\"a\": {\"x\": 1, \"y\": [1, 2]}, \"b\": \"c\"}"));
            assertThat(call(Market.to("acme.echo").inputJson("{\"b\":\"c\",\"a\":{\"y\":[1,2],\"x\":1}}")))
                    .isInstanceOf(Receipt.class);
            assertThat(call(Market.to("acme.echo").input(Map.of("b", "c", "a", Map.of("y", List.of(1, 2), "x", 1)))))
                    .isInstanceOf(Receipt.class);
            assertThat(echo.invoked()).isEqualTo(1);
        }

        @Test
        void consumeNoPermit() {
            call(Market.to("acme.echo"));
            call(Market.to("acme.echo"));
            assertThat(market.used("plan-per-minute")).isEqualTo(1);
            assertThat(market.used("plan-in-flight")).isZero();
        }
    }

    @Nested
    class TheSameKeyAnd {
        private void reused(Call.Builder other) {
            assertThat(call(other)).isInstanceOfSatisfying(Refusal.KeyReused.class, no -> {
                assertThat(no.code()).isEqualTo(ErrorCode.IDEMPOTENCY_KEY_REUSED);
                assertThat(no.message()).contains(no.executionId().value());
            });
            assertThat(market.souk.credits().balance(Market.ACME).held()).isEqualTo(Credits.ZERO);
        }

        private Call.Builder withFile(String name, String type, String content) {
            return Market.to("acme.echo").attach(Attachment.of(name, type, content.getBytes(StandardCharsets.UTF_8)));
        }

        @Test
        void anotherInputAreRefused() {
            call(Market.to("acme.echo").input(Map.of("a", List.of(1, 2))));
            reused(Market.to("acme.echo").input(Map.of("a", List.of(2, 1))));
            reused(Market.to("acme.echo").input(Map.of("b", List.of(1, 2))));
            reused(Market.to("acme.echo"));
        }

        @Test
        void anotherAgentOrVersionAreRefused() {
            call(Market.to("acme.echo"));
            reused(Market.to("acme.broken"));
            reused(Market.to("acme.echo").version("1.0.0"));
        }

        @Test
        void anotherAttachmentAreRefused() {
            call(withFile("a", "text/csv", "1,2"));
            assertThat(call(withFile("a", "text/csv", "1,2"))).isInstanceOf(Receipt.class);
            reused(withFile("a", "text/csv", "1,3"));
            reused(withFile("b", "text/csv", "1,2"));
            reused(Market.to("acme.echo"));
            reused(withFile("a", "text/csv", "1,2").attach(Attachment.of("b", "text/csv", new byte[0])));
        }

        /** An agent sees the media type, so another one is another question. */
        @Test
        void anotherMediaTypeAreRefused() {
            call(withFile("a", "text/csv", "1,2"));
            reused(withFile("a", "text/tab-separated-values", "1,2"));
        }

        @Test
        void anotherUserAreAnotherCall() {
            call(Market.to("acme.echo"));
            Receipt other = (Receipt)
                    call(Call.to("acme.echo").by(Caller.of("acme", "ben")).input(Map.of("x", 1)));
            assertThat(other.replayed()).isFalse();
            market.tenant("zeta", "elite", "10");
            assertThat(((Receipt) call(Call.to("acme.echo").by(Caller.of("zeta", "ann")))).replayed())
                    .isFalse();
            assertThat(echo.invoked()).isEqualTo(3);
        }

        @Test
        void aRefusalBeforeDoNotBindTheKey() {
            assertThat(call(Market.to("acme.echo").inputJson("7"))).isInstanceOf(Refusal.InvalidInput.class);
            assertThat(call(Market.to("acme.echo"))).isInstanceOf(Receipt.class);
        }
    }

    @Test
    void whileTheFirstRunsTheSecondIsToldWhenToAskAgain() throws Exception {
        Started<CallResult> first = Threads.start(() -> call(Market.to("acme.waiting")));
        Threads.until(() -> waiting.invoked() == 1);
        assertThat(call(Market.to("acme.waiting"))).isInstanceOfSatisfying(Refusal.StillRunning.class, no -> {
            assertThat(no.code()).isEqualTo(ErrorCode.IDEMPOTENCY_IN_PROGRESS);
            assertThat(no.retryAfter()).contains(Duration.ofSeconds(10));
            assertThat(no.message()).contains(no.executionId().value(), "ask again in 10 s");
        });
        market.time.advance(Duration.ofSeconds(20));
        assertThat(((Refusal.StillRunning) call(Market.to("acme.waiting"))).retry())
                .isEqualTo(Duration.ofSeconds(5));
        market.time.advance(Duration.ofSeconds(15));
        assertThat(((Refusal.StillRunning) call(Market.to("acme.waiting"))).retry())
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(call(Market.to("acme.waiting").input(Map.of("other", 1)))).isInstanceOf(Refusal.KeyReused.class);
        assertThat(market.used("plan-in-flight")).isEqualTo(1);
        go.countDown();
        assertThat(first.result()).isInstanceOf(Receipt.class);
        assertThat(((Receipt) call(Market.to("acme.waiting"))).replayed()).isTrue();
        assertThat(waiting.invoked()).isEqualTo(1);
    }

    @RepeatedTest(3)
    void sixtyFourThreadsWithOneKeyRunItOnceAndPayOnce() throws Exception {
        List<CallResult> results =
                Threads.together(64, number -> call(Market.to("acme.echo").input(Map.of("a", 1))));
        assertThat(echo.invoked()).isEqualTo(1);
        assertThat(results)
                .allMatch(result -> result instanceof Receipt || result instanceof Refusal.StillRunning)
                .filteredOn(result -> result instanceof Receipt receipt && !receipt.replayed())
                .hasSize(1);
        assertThat(market.available()).isEqualTo(Credits.parse("999.7625"));
        assertThat(market.used("plan-per-minute")).isEqualTo(1);
        assertThat(market.souk.credits().audit().findings()).isEmpty();
    }

    @Test
    void aKeyThatIsNotOfItsFormIsRefusedWhenTheCallIsMade() {
        assertThatThrownBy(() -> Market.to("acme.echo").idempotencyKey(""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Market.to("acme.echo").idempotencyKey("ä"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAttachmentThatCannotBeReadIsTheCallersFault() {
        Attachment gone = new Attachment.Source("a", "text/csv", 3, () -> {
            throw new IOException("gone");
        });
        assertThat(call(Market.to("acme.echo").attach(gone))).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.code()).isEqualTo(ErrorCode.MALFORMED_REQUEST);
            assertThat(failure.message()).contains("'a'");
        });
        assertThat(market.used("plan-per-minute")).isZero();
    }
}
