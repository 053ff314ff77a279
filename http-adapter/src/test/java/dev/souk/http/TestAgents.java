package dev.souk.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.spi.agent.Agent;
import dev.souk.spi.agent.AgentContext;
import dev.souk.spi.agent.AgentDescriptor;
import dev.souk.spi.agent.AgentException;
import dev.souk.spi.agent.AgentInput;
import dev.souk.spi.agent.AgentReply;
import dev.souk.spi.agent.Attachment;
import dev.souk.spi.agent.Fallback;
import dev.souk.spi.agent.ModelUsage;
import dev.souk.spi.agent.Pricing;
import dev.souk.spi.agent.Schema;
import dev.souk.spi.limit.Limit;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Small agents, each good or bad in one way. */
final class TestAgents {
    private static final Schema ANY = Schema.json("{\"type\":\"object\"}");
    static final Schema TEXT = Schema.json("""
            {"type":"object","properties":{"text":{"type":"string","maxLength":1000000},"count":{"type":"integer"}},
             "required":["text"],"additionalProperties":false}""");

    /** What an agent does. */
    @FunctionalInterface
    interface Body {
        Map<String, ?> answer(AgentInput input, AgentContext context) throws Exception;
    }

    record Simple(AgentDescriptor descriptor, Body body) implements Agent {
        @Override
        public AgentReply invoke(AgentInput input, AgentContext context) throws Exception {
            Map<String, ?> answer = body.answer(input, context);
            return answer == null ? null : AgentReply.of(answer);
        }
    }

    final CountDownLatch release = new CountDownLatch(1);
    private final Semaphore waiting = new Semaphore(0);
    final AtomicInteger echoed = new AtomicInteger();
    final AtomicInteger moody = new AtomicInteger();
    final List<String> inputs = java.util.Collections.synchronizedList(new ArrayList<>());

    List<Agent> all() {
        return List.of(
                agent("test.echo", "1.0.0", about -> about.input(TEXT), this::echo),
                agent(
                        "test.echo",
                        "1.1.0",
                        about -> about.input(TEXT).category("text").skill("echo", "Says it again."),
                        this::echo),
                agent("test.echo", "2.0.0-rc.1", about -> about.input(TEXT), this::echo),
                agent("test.any", "1.0.0", about -> about, (input, context) -> {
                    inputs.add(input.asJson());
                    return Map.of("given", input.asMap());
                }),
                agent("test.nulls", "1.0.0", about -> about, (input, context) -> {
                    Map<String, Object> answer = new HashMap<>();
                    answer.put("nothing", null);
                    answer.put("large", 1e10);
                    answer.put("small", 1.5e-7);
                    answer.put("float", 0.1f);
                    return answer;
                }),
                agent(
                        "test.model",
                        "1.0.0",
                        about -> about.pricing(Pricing.perThousandModelTokens("0.01", 10_000)),
                        (input, context) -> {
                            context.reportModelUsage(new ModelUsage(700, 300));
                            return Map.of();
                        }),
                agent("test.files", "1.0.0", about -> about, (input, context) -> files(context)),
                agent("test.dear", "1.0.0", about -> about.pricing(Pricing.perCall("1000")), this::echo),
                agent("test.unpriced", "1.0.0", about -> about.pricing(null), this::echo),
                agent("test.picky", "1.0.0", about -> about, (input, context) -> {
                    throw AgentException.invalidInput("/columns/3", "no such column");
                }),
                agent("test.fails", "1.0.0", about -> about, (input, context) -> {
                    throw new IllegalStateException("out of luck");
                }),
                agent("test.nothing", "1.0.0", about -> about, (input, context) -> null),
                agent("test.liar", "1.0.0", about -> about.output(TEXT), (input, context) -> Map.of("text", 1)),
                agent("test.talker", "1.0.0", about -> about, (input, context) -> Map.of("t", "x".repeat(5 << 20))),
                agent("test.provider", "1.0.0", about -> about.notRepeatable(), (input, context) -> {
                    throw AgentException.modelProvider("overloaded", Duration.ofMillis(6_100), null);
                }),
                agent("test.sleeper", "1.0.0", about -> about.timeout(Duration.ofMillis(100)), (input, context) -> {
                    new CountDownLatch(1).await();
                    return Map.of();
                }),
                agent("test.waits", "1.0.0", about -> about.timeout(Duration.ofSeconds(30)), (input, context) -> {
                    waiting.release();
                    release.await();
                    return Map.of();
                }),
                agent("test.scarce", "1.0.0", about -> about.limit(Limit.perHour("per-hour", 1)), this::echo),
                agent("test.breaks", "1.0.0", about -> about.notRepeatable(), (input, context) -> {
                    throw new IllegalStateException("broken");
                }),
                agent(
                        "test.moody",
                        "1.0.0",
                        about -> about.notRepeatable().fallback(Fallback.LAST_GOOD_REPLY_FREE),
                        (input, context) -> {
                            if (moody.incrementAndGet() > 1) {
                                throw new IllegalStateException("not today");
                            }
                            return Map.of("mood", "good");
                        }));
    }

    /** Waits until so many calls are inside the agent that waits. */
    void awaitCalls(int count) throws InterruptedException {
        assertThat(waiting.tryAcquire(count, 20, TimeUnit.SECONDS)).isTrue();
    }

    private static Agent agent(String id, String version, UnaryOperator<AgentDescriptor.Builder> more, Body body) {
        AgentDescriptor.Builder about = AgentDescriptor.agent(id, version)
                .name("Agent " + id)
                .summary("Does " + id + ".")
                .input(ANY)
                .output(ANY)
                .pricing(Pricing.free());
        return new Simple(more.apply(about).build(), body);
    }

    private Map<String, ?> echo(AgentInput input, AgentContext context) {
        echoed.incrementAndGet();
        return Map.of("text", input.asMap().getOrDefault("text", ""));
    }

    private static Map<String, ?> files(AgentContext context) throws Exception {
        List<Map<String, Object>> files = new ArrayList<>();
        for (Attachment attachment : context.attachments()) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream stream = new DigestInputStream(attachment.open(), digest)) {
                stream.transferTo(java.io.OutputStream.nullOutputStream());
            }
            Map<String, Object> file = new LinkedHashMap<>();
            file.put("name", attachment.name());
            file.put("mediaType", attachment.mediaType());
            file.put("size", attachment.size());
            file.put("sha256", HexFormat.of().formatHex(digest.digest()));
            files.add(file);
        }
        return Map.of("files", files);
    }
}
