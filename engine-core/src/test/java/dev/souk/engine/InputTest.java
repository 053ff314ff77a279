package dev.souk.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.souk.engine.call.Call;
import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Failure;
import dev.souk.engine.call.InputProblem;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.call.Refusal;
import dev.souk.engine.config.Plan;
import dev.souk.engine.config.Plans;
import dev.souk.engine.config.TrialTerms;
import dev.souk.engine.support.Market;
import dev.souk.engine.support.TestAgent;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.agent.AgentReply;
import dev.souk.spi.agent.Attachment;
import dev.souk.spi.agent.Schema;
import dev.souk.spi.caller.PlanId;
import dev.souk.spi.store.ExecutionQuery;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputTest {
    private static final String SCHEMA =
            "{\"type\":\"object\",\"required\":[\"name\"],\"additionalProperties\":false,\"properties\":{"
                    + "\"name\":{\"type\":\"string\",\"pattern\":\"^(a|b|.)*$\"},\"tags\":{\"items\":{\"type\":\"string\"}},"
                    + "\"count\":{\"type\":\"integer\",\"minimum\":0,\"maximum\":9}}}";

    private final TestAgent strict = TestAgent.of(
            "acme.strict",
            about -> about.input(Schema.json(SCHEMA)),
            (input, context) -> AgentReply.of(Map.of("json", input.asJson())));
    private final TestAgent echo = TestAgent.echo("acme.echo");
    private final Market market = Market.with(
            parts -> parts.config(Market.config()
                    .maxInputBytes(500_000)
                    .maxAttachmentBytes(100)
                    .build()),
            strict,
            echo);

    @AfterEach
    void nothingIsReservedAndNothingIsInFlightAfterRefusals() {
        int called = strict.invoked() + echo.invoked();
        assertThat(market.souk.executions().list(new ExecutionQuery(Market.ACME, null, null, 100)))
                .hasSize(called);
        assertThat(market.souk.credits().balance(Market.ACME).held()).isEqualTo(Credits.ZERO);
        assertThat(market.used("plan-in-flight")).isZero();
        market.close();
    }

    private Refusal.InvalidInput invalid(CallResult result) {
        assertThat(result).isInstanceOf(Refusal.InvalidInput.class);
        assertThat(((Refusal) result).code()).isEqualTo(ErrorCode.INVALID_INPUT);
        return (Refusal.InvalidInput) result;
    }

    private CallResult strict(String json) {
        return market.souk.call(Market.to("acme.strict").inputJson(json).build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no", "[]", "7", "null", "{\"name\":\"a\"", "{\"name\":\"a\",\"name\":\"b\"}"})
    void aBodyThatIsNoObjectIsRefused(String json) {
        assertThat(invalid(strict(json)).message()).contains("not JSON that can be read");
    }

    @Test
    void whatDoesNotFitTheSchemaIsToldWithPointers() {
        assertThat(invalid(strict("{\"tags\":[\"a\",7],\"nam\":1}")).problems())
                .extracting(InputProblem::pointer)
                .containsExactlyInAnyOrder("/name", "/tags/1", "/nam");
    }

    @Test
    void whatIsNestedTooDeepIsRefused() {
        assertThat(invalid(strict("{\"name\":".repeat(2_000) + "1" + "}".repeat(2_000)))
                        .message())
                .contains("depth");
        Map<String, Object> endless = new HashMap<>();
        endless.put("name", endless);
        invalid(market.souk.call(Market.to("acme.strict").input(endless).build()));
    }

    @Test
    void whatHasNoFormInJsonIsRefused() {
        invalid(market.souk.call(
                Market.to("acme.echo").input(Map.of("a", Double.NaN)).build()));
    }

    /** The stack overflow of a pattern came out of the call as an error. */
    @Test
    void whatCannotBeCheckedIsRefusedAndNothingIsThrown() {
        invalid(strict("{\"name\":\"" + "ab".repeat(200_000) + "\"}"));
    }

    /** A megabyte that was wrong half a million times cost a third of a gigabyte. */
    @Test
    void whatIsWrongAThousandTimesCostsAsLittleAsWhatIsWrongTwenty() {
        String json = "{\"name\":\"a\",\"tags\":[1" + ",1".repeat(240_000) + "]}";
        strict(json);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        CallResult result = strict(json);
        long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        assertThat(invalid(result).problems()).hasSize(20);
        assertThat(bytes).isLessThan(32L * json.length());
    }

    /** An error came out of the call, and what it had in flight was never given back. */
    @Test
    void whatIsTooMuchForTheEngineIsAFailureAndNothingIsThrown() {
        Attachment tooMuch = new Attachment.Source("a", "text/plain", 1, () -> {
            throw new OutOfMemoryError("made by a test");
        });
        assertThat(market.souk.call(Market.to("acme.echo")
                        .attach(tooMuch)
                        .idempotencyKey("k")
                        .build()))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INTERNAL));
        assertThat(market.used("plan-per-minute")).isZero();
    }

    /** A fault of a library came out of it, and the engine was to blame. */
    @ParameterizedTest
    @ValueSource(strings = {"1e30", "-1e30", "1e9999", "1e99999999"})
    void aNumberThatCannotBeComparedIsRefused(String number) {
        assertThat(invalid(strict("{\"name\":\"a\",\"count\":" + number + "}")).problems())
                .extracting(InputProblem::pointer)
                .containsExactly("/count");
    }

    @Nested
    class TheWindows {
        private void used(long permits, CallResult result) {
            assertThat(result).isInstanceOf(Refusal.class);
            assertThat(market.used("plan-per-minute")).isEqualTo(permits);
        }

        /** Whoever sent nothing but wrong input had the engine work for him as often as he liked. */
        @Test
        void countAnInputThatWasReadAndFoundWrong() {
            used(1, strict("no JSON"));
            used(2, strict("{\"nam\":1}"));
            used(3, strict("{\"name\":\"" + "x".repeat(500_000) + "\"}"));
        }

        @Test
        void doNotCountWhatIsRefusedWithoutReadingTheInput() {
            used(0, market.souk.call(Market.to("acme.none").inputJson("no JSON").build()));
            used(
                    0,
                    market.souk.call(Market.to("acme.strict")
                            .inputJson("no JSON")
                            .attach(Attachment.of("a", "text/plain", new byte[101]))
                            .build()));
        }

        /** A hundred megabytes of attachments were read for a fingerprint before any limit was asked. */
        @Test
        void areAskedBeforeAnythingIsRead() {
            AtomicInteger opened = new AtomicInteger();
            Attachment file = new Attachment.Source("a", "text/plain", 1, () -> {
                opened.incrementAndGet();
                return new ByteArrayInputStream(new byte[1]);
            });
            Plans plans = new Plans(
                    List.of(new Plan(new PlanId("elite"), 1, 10, 10, Credits.ZERO, false)), new TrialTerms(3, 1), 1);
            try (Market small = Market.with(parts -> parts.plans(plans), TestAgent.echo("acme.echo"))) {
                Call.Builder call = Market.to("acme.echo").attach(file).idempotencyKey("k");
                assertThat(small.souk.call(call.build())).isInstanceOf(Receipt.class);
                assertThat(opened).hasValue(1);
                assertThat(small.souk.call(call.inputJson("no JSON").build())).isInstanceOf(Refusal.RateLimited.class);
                assertThat(opened).hasValue(1);
            }
        }
    }

    @Test
    void anInputCanBeARecord() {
        record Name(String name) {}
        assertThat(market.souk.call(
                        Market.to("acme.strict").input(new Name("ann")).build()))
                .isInstanceOfSatisfying(
                        Receipt.class,
                        receipt -> assertThat(receipt.output()).containsEntry("json", "{\"name\":\"ann\"}"));
    }

    @Nested
    class TooLarge {
        private Refusal.TooLarge tooLarge(Call.Builder call) {
            CallResult result = market.souk.call(call.build());
            assertThat(result).isInstanceOf(Refusal.TooLarge.class);
            assertThat(((Refusal) result).code()).isEqualTo(ErrorCode.PAYLOAD_TOO_LARGE);
            return (Refusal.TooLarge) result;
        }

        @Test
        void isAnInputInAnyForm() {
            String text = "x".repeat(500_000);
            assertThat(tooLarge(Market.to("acme.echo").inputJson("{\"a\":\"" + text + "\"}"))
                            .message())
                    .contains("the input has 500008 bytes; at most 500000");
            tooLarge(Market.to("acme.echo").input(Map.of("a", text)));
            tooLarge(Market.to("acme.echo").inputJson("{\"a\":\"" + "ä".repeat(250_000) + "\"}"));
        }

        @Test
        void areAttachmentsTogether() {
            Attachment sixty = Attachment.of("a", "text/plain", new byte[60]);
            Attachment fifty = Attachment.of("b", "text/plain", new byte[50]);
            assertThat(tooLarge(Market.to("acme.echo").attach(sixty).attach(fifty))
                            .bytes())
                    .isEqualTo(110);
            assertThat(market.souk.call(Market.to("acme.echo").attach(sixty).build()))
                    .isInstanceOf(Receipt.class);
        }

        /** Two sizes whose sum wraps around used to pass as a negative one. */
        @Test
        void areAttachmentsOfWhateverSize() {
            Attachment huge = new Attachment.Source("a", "text/plain", Long.MAX_VALUE, InputStream::nullInputStream);
            Attachment more = new Attachment.Source("b", "text/plain", Long.MAX_VALUE, InputStream::nullInputStream);
            assertThat(tooLarge(Market.to("acme.echo").attach(huge).attach(more))
                            .bytes())
                    .isEqualTo(Long.MAX_VALUE);
        }
    }

    @Nested
    class Attachments {
        @Test
        void haveDifferentNames() {
            Attachment one = Attachment.of("a", "text/plain", new byte[1]);
            assertThat(invalid(market.souk.call(Market.to("acme.echo")
                                    .attach(one)
                                    .attach(one)
                                    .build()))
                            .message())
                    .contains("two attachments are named 'a'");
        }

        @Test
        void areAtMostThirtyTwo() {
            Call.Builder call = Market.to("acme.echo");
            for (int i = 0; i < 33; i++) {
                call.attach(Attachment.of("a" + i, "text/plain", new byte[0]));
            }
            assertThat(invalid(market.souk.call(call.build())).message()).contains("33 attachments");
        }
    }

    @Nested
    class ACall {
        @Test
        void needsACaller() {
            assertThatThrownBy(() -> Call.to("acme.echo").build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("acme.echo", ".by(Caller.of(tenant, user))");
        }

        @Test
        void waitsForAPositiveTimeOfAtMostAnHour() {
            for (Duration wrong : List.of(
                    Duration.ZERO, Duration.ofSeconds(-1), Duration.ofHours(1).plusNanos(1))) {
                assertThatThrownBy(() -> Market.to("acme.echo").timeout(wrong))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(wrong.toString());
            }
        }

        @Test
        void holdsWhatItWasMadeOf() {
            Attachment file = Attachment.of("a", "text/plain", new byte[1]);
            Call call = Market.to("acme.echo")
                    .version("1.0.0")
                    .attach(file)
                    .idempotencyKey("k")
                    .timeout(Duration.ofSeconds(5))
                    .build();
            assertThat(call.agent()).hasToString("acme.echo");
            assertThat(call.version().orElseThrow()).hasToString("1.0.0");
            assertThat(call.attachments()).containsExactly(file);
            assertThat(call.idempotencyKey()).contains("k");
            assertThat(call.timeout()).contains(Duration.ofSeconds(5));
            assertThat(call.caller()).isEqualTo(Market.ANN);
        }

        @Test
        void canBeMadeAgainAndAgain() {
            Call call = Market.to("acme.echo").input(Map.of("a", 1)).build();
            for (int i = 0; i < 3; i++) {
                assertThat(market.souk.call(call)).isInstanceOf(Receipt.class);
            }
        }
    }
}
