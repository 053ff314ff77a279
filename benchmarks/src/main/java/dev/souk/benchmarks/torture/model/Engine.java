package dev.souk.benchmarks.torture.model;

import dev.souk.engine.Souk;
import dev.souk.engine.SoukBuilder;
import dev.souk.engine.call.Call;
import dev.souk.engine.call.CallResult;
import dev.souk.engine.config.Plans;
import dev.souk.engine.config.SoukConfig;
import dev.souk.engine.config.SoukConfig.BreakerSettings;
import dev.souk.engine.config.SoukConfig.RetrySettings;
import dev.souk.engine.config.TrialTerms;
import dev.souk.spi.agent.Agent;
import dev.souk.spi.agent.AgentContext;
import dev.souk.spi.agent.AgentInput;
import dev.souk.spi.agent.AgentReply;
import dev.souk.spi.runtime.AgentRuntime;
import dev.souk.spi.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A whole engine on a store, whose clock stands still and whose agents answer when they are told to. Every call waits on a thread of its
 * own, and only one moves at a time, so the same steps always come to the same.
 *
 * <p>Used by one thread. It hands a call over and waits until that call has either reached its agent or come back; what a call tells is
 * published by the queue.
 */
final class Engine implements AutoCloseable {
    /** Where the clock begins. */
    static final Instant START = Instant.parse("2026-01-01T00:00:00.123456Z");

    private static final long LONGEST_WAIT_SECONDS = 50;
    /** How seldom the books are rolled up and sealed, which changes nothing that a model could see. */
    private static final int SWEEPS_PER_ROLL_UP = 8;

    private static final Duration NEVER = Duration.ofDays(30);

    private final CountedStore store;
    private final AtomicLong nanos = new AtomicLong();
    private final Jobs jobs = new Jobs();
    private final Jobs heirsJobs = new Jobs();
    private final List<Puppet> puppets;
    private final BlockingQueue<Object> told = new ArrayBlockingQueue<>(1);
    private final ExecutorService callers = Executors.newCachedThreadPool(task -> {
        Thread caller = new Thread(task, "souk-model-caller");
        caller.setDaemon(true);
        return caller;
    });
    private final RandomGenerator random;
    private final Souk souk;
    private @Nullable Souk heir;
    private long sweeps;

    /** A call that has reached its agent, and waits for the answer. */
    static final class Working {
        private final Agent agent;
        private final AgentInput input;
        private final AgentContext context;
        private final CompletableFuture<AgentReply> reply = new CompletableFuture<>();

        Working(Agent agent, AgentInput input, AgentContext context) {
            this.agent = agent;
            this.input = input;
            this.context = context;
        }

        String executionId() {
            return context.executionId();
        }
    }

    /** Hands every attempt to the driver. */
    private final class Stage implements AgentRuntime {
        @Override
        public Future<AgentReply> start(Agent agent, AgentInput input, AgentContext context) {
            Working working = new Working(agent, input, context);
            told.add(working);
            return working.reply;
        }

        @Override
        public void close() {}
    }

    /**
     * An engine that is up.
     *
     * @param store where it keeps everything; closed with this
     * @param random where its ids come from
     */
    Engine(Store store, RandomGenerator random) {
        this.store = new CountedStore(store);
        this.random = random;
        this.puppets = World.AGENTS.stream().map(Puppet::new).toList();
        SoukBuilder builder = builder().threads(jobs);
        puppets.forEach(builder::agent);
        this.souk = builder.build();
    }

    private SoukBuilder builder() {
        return Souk.builder()
                .store(store.counted())
                .runtime(new Stage())
                .plans(new Plans(
                        World.PLANS.stream().filter(Objects::nonNull).toList(),
                        new TrialTerms(World.TRIAL_CALLS, 1_000_000),
                        1_000_000))
                .config(SoukConfig.builder()
                        .publisherShareBasisPoints(World.SHARE_BASIS_POINTS)
                        .retry(new RetrySettings(1, Duration.ofMillis(1), Duration.ofMillis(1), 0))
                        .breaker(new BreakerSettings(1_000, 1_000, NEVER, 1))
                        .lease(World.LEASE)
                        .holdBackDays(World.HOLD_BACK_DAYS)
                        .recoveryInterval(NEVER)
                        .build())
                .clock(this::now)
                .ticker(nanos::get)
                .random(random);
    }

    /** How often the ledger was written; what it says changes in no other way. */
    long writes() {
        return store.writes();
    }

    /** Does what the engine does every hour. */
    void sweep() {
        jobs.run("souk-budgets");
        if (sweeps++ % SWEEPS_PER_ROLL_UP == 0) {
            jobs.run("souk-bookkeeping");
        }
    }

    Souk souk() {
        return souk;
    }

    Instant now() {
        return START.plusNanos(nanos.get());
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** Another engine on the same store gives back what nobody has renewed. */
    void recover() {
        if (heir == null) {
            heir = builder().threads(heirsJobs).build();
        }
        heirsJobs.run("souk-recovery");
    }

    /** Makes a call: a {@link Working} if it was admitted, or its result. */
    Object call(Call call) throws InterruptedException {
        callers.execute(() -> told.add(souk.call(call)));
        return next();
    }

    /** Has an agent answer, and says what its caller is told. */
    CallResult answer(Working working, Step.Answer how) throws InterruptedException {
        puppets.forEach(puppet -> puppet.tell(how));
        try {
            working.reply.complete(working.agent.invoke(working.input, working.context));
        } catch (Exception fault) {
            working.reply.completeExceptionally(fault);
        }
        return (CallResult) next();
    }

    private Object next() throws InterruptedException {
        Object next = told.poll(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new IllegalStateException("a call neither reached its agent nor came back");
        }
        return next;
    }

    @Override
    public void close() {
        List<AutoCloseable> parts = new ArrayList<>(List.of(souk, callers::shutdownNow, store));
        if (heir != null) {
            parts.add(0, heir);
        }
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception fault) {
                throw new IllegalStateException("the engine did not close", fault);
            }
        }
    }
}
