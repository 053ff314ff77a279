package dev.souk.benchmarks.torture.simulation;

import dev.souk.benchmarks.torture.simulation.AgentWork.Answered;
import dev.souk.benchmarks.torture.simulation.AgentWork.Attempts;
import dev.souk.benchmarks.torture.simulation.Market.AgentTerms;
import dev.souk.spi.agent.Agent;
import dev.souk.spi.agent.AgentContext;
import dev.souk.spi.agent.AgentDescriptor;
import dev.souk.spi.agent.AgentException;
import dev.souk.spi.agent.AgentInput;
import dev.souk.spi.agent.AgentReply;
import dev.souk.spi.agent.ModelUsage;
import dev.souk.spi.agent.Schema;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** An agent that does in each attempt what the seed draws, and writes down what it did. */
final class SimulatedAgent implements Agent {
    private static final Schema INPUT = Schema.json(
            "{\"type\":\"object\",\"properties\":{\"task\":{\"type\":\"string\"}},\"required\":[\"task\"]}");
    private static final Schema OUTPUT =
            Schema.json("{\"type\":\"object\",\"properties\":{\"run\":{\"type\":\"string\"}},\"required\":[\"run\"]}");
    /** How much longer than its time an agent can work that does not listen. */
    private static final long LONGEST_SECONDS = 40;

    private static final long LITTLE_NANOS = 20_000_000;

    /** What it does in an attempt. */
    private enum Way {
        ANSWERS,
        ANSWERS_AT_THE_LAST_MOMENT,
        FAILS,
        FAILS_FOR_NOW,
        SAYS_THAT_ITS_PROVIDER_FAILED,
        THROWS,
        BREAKS_A_CONNECTION,
        HANGS,
        DOES_NOT_LISTEN,
        BREAKS_ITS_SCHEMA,
        ANSWERS_WITH_NOTHING,
        REFUSES_THE_INPUT
    }

    private static final Way[] WAYS = Way.values();

    private final AgentTerms terms;
    private final Scheduler scheduler;
    private final SplittableRandom random;
    private final Weather weather;
    private final Seen seen;
    private final Attempts attempts;
    private final AgentDescriptor descriptor;

    SimulatedAgent(AgentTerms terms, SimulatedProcess.Surroundings around) {
        this.terms = terms;
        this.scheduler = around.scheduler();
        this.random = scheduler.random();
        this.weather = around.weather();
        this.seen = around.seen();
        this.attempts = around.attempts();
        AgentDescriptor.Builder builder = AgentDescriptor.agent(terms.id(), "1.0.0")
                .name("Simulated")
                .summary("Does what the seed draws.")
                .input(INPUT)
                .output(OUTPUT)
                .pricing(terms.pricing())
                .timeout(terms.time())
                .attemptTimeout(terms.attemptTime())
                .fallback(terms.fallback());
        this.descriptor = (terms.repeatable() ? builder : builder.notRepeatable()).build();
    }

    @Override
    public AgentDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public AgentReply invoke(AgentInput input, AgentContext context) throws Exception {
        Way way = way();
        seen.count("agent: " + way.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        scheduler.note("agent", terms.id(), context.executionId(), way);
        boolean quick = weather.isCalm() || random.nextBoolean();
        long usual = random.nextLong(quick ? LITTLE_NANOS : terms.attemptTime().toNanos());
        ModelUsage usage = ModelUsage.NONE;
        if (random.nextInt(3) > 0) {
            work(usual / 2);
            usage = new ModelUsage(random.nextInt(4_000), random.nextInt(3_000));
            context.reportModelUsage(usage);
            seen.count("agent: reports model tokens");
        }
        switch (way) {
            case ANSWERS -> work(usual / 2);
            case ANSWERS_AT_THE_LAST_MOMENT ->
                work(context.remaining().toNanos() + random.nextLong(-3_000_000, 3_000_000));
            case FAILS -> throw AgentException.failed("as the seed says", null);
            case FAILS_FOR_NOW -> throw AgentException.temporary("as the seed says", null);
            case SAYS_THAT_ITS_PROVIDER_FAILED ->
                throw AgentException.modelProvider("as the seed says", Duration.ofMillis(random.nextInt(2_000)), null);
            case THROWS -> throw new IllegalStateException("as the seed says");
            case BREAKS_A_CONNECTION -> throw new IOException("as the seed says");
            case HANGS -> work(Scheduler.FOREVER);
            case DOES_NOT_LISTEN ->
                scheduler.sleep(
                        context.remaining().toNanos() + TimeUnit.SECONDS.toNanos(random.nextLong(LONGEST_SECONDS)),
                        "does not listen");
            case BREAKS_ITS_SCHEMA -> {
                return AgentReply.of(Map.of("run", 5));
            }
            case ANSWERS_WITH_NOTHING -> {
                return nothing();
            }
            case REFUSES_THE_INPUT -> throw AgentException.invalidInput("/task", "as the seed says");
        }
        String run = attempts.nextRun();
        attempts.add(new Answered(context.executionId(), terms.id(), run, usage));
        scheduler.note("agent answers", run);
        return AgentReply.of(Map.of("run", run));
    }

    @SuppressWarnings("NullAway") // which is what an agent can do
    private static AgentReply nothing() {
        return null;
    }

    private Way way() {
        if (weather.isCalm()) {
            return Way.ANSWERS;
        }
        int health = weather.healthOf(terms.id());
        return random.nextInt(10) < health ? Way.ANSWERS : WAYS[random.nextInt(WAYS.length)];
    }

    /** Works so long, or until it is interrupted. */
    private void work(long nanos) throws InterruptedException {
        SimulatedThread me = scheduler.current();
        scheduler.await("works", nanos, me::isInterrupted);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
