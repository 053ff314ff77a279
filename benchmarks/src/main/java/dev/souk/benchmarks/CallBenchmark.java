package dev.souk.benchmarks;

import dev.souk.benchmarks.load.CallerRuntime;
import dev.souk.engine.Souk;
import dev.souk.engine.SoukBuilder;
import dev.souk.engine.call.Call;
import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Deposit;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.config.Plan;
import dev.souk.engine.config.Plans;
import dev.souk.engine.config.TrialTerms;
import dev.souk.spi.Credits;
import dev.souk.spi.agent.AgentContext;
import dev.souk.spi.agent.AgentDescriptor;
import dev.souk.spi.agent.Pricing;
import dev.souk.spi.agent.TypedAgent;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.PlanId;
import dev.souk.spi.caller.TenantId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One whole call in memory, with every gate it passes: tenant, agent, schema, four limits, reservation, worker, output schema,
 * settlement; and the same with the agent on its caller's thread. And one ledger command, a deposit, alone. The agent does nothing, so what is measured is the engine. Each iteration has
 * a new engine, because the memory store forgets nothing.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class CallBenchmark {
    private static final TenantId TENANT = new TenantId("acme");
    private static final long PLENTY = 1_000_000;

    private final AtomicLong word = new AtomicLong();
    private Souk souk;
    private Souk soukHere;
    private Call call;

    /** An agent that gives back what it is given. */
    public static final class Echo extends TypedAgent<Echo.Text, Echo.Text> {
        /** What goes in and comes out. */
        public record Text(String text) {}

        /** An echo that asks a price. */
        public Echo() {
            super(AgentDescriptor.agent("bench.echo", "1.0.0")
                    .name("Echo")
                    .summary("Gives back what it is given.")
                    .pricing(Pricing.perCall("0.000001")));
        }

        @Override
        protected Text answer(Text text, AgentContext context) {
            return text;
        }
    }

    /** New engines, each with a rich tenant: one with its own workers, one that runs agents on their callers' threads. */
    @Setup(Level.Iteration)
    public void setUp() {
        call = Call.to("bench.echo")
                .by(Caller.of("acme", "ann"))
                .input(Map.of("text", "hello"))
                .build();
        souk = engine(Souk.builder());
        soukHere = engine(Souk.builder().runtime(new CallerRuntime()));
    }

    private Souk engine(SoukBuilder builder) {
        Plan plan = new Plan(new PlanId("bench"), PLENTY, PLENTY, PLENTY, Credits.parse("0.000001"), false);
        Souk engine = builder.inMemoryStore()
                .plans(new Plans(List.of(plan), new TrialTerms(3, 3), PLENTY))
                .agent(new Echo())
                .build();
        engine.tenants().register(TENANT, plan.id());
        engine.credits().deposit(TENANT, Credits.parse("1000000"), null, "");
        if (!(engine.call(call) instanceof Receipt)) {
            throw new IllegalStateException("the benchmark measures a call that is not answered");
        }
        return engine;
    }

    /** Closes the engines. */
    @TearDown(Level.Iteration)
    public void tearDown() {
        souk.close();
        soukHere.close();
    }

    @Benchmark
    public boolean callFloor() {
        long seen = word.get();
        return word.compareAndSet(seen, System.nanoTime());
    }

    @Benchmark
    public CallResult callSouk() {
        return souk.call(call);
    }

    @Benchmark
    public CallResult callHereSouk() {
        return soukHere.call(call);
    }

    @Benchmark
    public Deposit ledgerCommandSouk() {
        return souk.credits().deposit(TENANT, Credits.ofMicros(1), null, "");
    }
}
