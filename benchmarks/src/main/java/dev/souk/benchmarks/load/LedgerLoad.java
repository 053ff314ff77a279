package dev.souk.benchmarks.load;

import dev.souk.engine.Souk;
import dev.souk.engine.call.Call;
import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.config.Plan;
import dev.souk.engine.config.Plans;
import dev.souk.engine.config.SoukConfig;
import dev.souk.engine.config.SoukConfig.LedgerSettings;
import dev.souk.engine.config.TrialTerms;
import dev.souk.spi.Credits;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.PlanId;
import dev.souk.spi.caller.TenantId;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * Whole calls, as fast as so many callers can make them: admission, an agent that does nothing, settlement, and the history that both
 * leave. The engine is the real one with its limits, prices and checks; only the agent runs on its caller's thread.
 */
final class LedgerLoad implements AutoCloseable {
    private static final PlanId PLAN = new PlanId("bench");
    private static final long MOST = 1_000_000;
    private static final Credits PRICE = Credits.parse("0.0095");
    private static final Credits PLENTY = Credits.parse("1000000");
    private static final int OPENERS = 64;
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(5);

    private final CountingStore store;
    private final Optional<ProcessHandle> server;
    private final Souk souk;
    private final CallerThreads callers;
    private final List<Call> calls;

    /**
     * What was measured.
     *
     * @param calls how many calls were answered
     * @param seconds in how long
     * @param micros how long each took
     * @param meanGroup how many commands a transaction carried
     * @param engine processor time of this process for a call, in microseconds
     * @param database processor time of the database's processes for a call, in microseconds; zero if they are none of our own
     */
    record Result(long calls, double seconds, Histogram micros, double meanGroup, double engine, double database) {
        double perSecond() {
            return calls / seconds;
        }
    }

    /**
     * An engine with tenants that have credits.
     *
     * @param databases makes the store where everything is kept, which is closed with this
     * @param accounts how many tenants
     * @param settings how commands are written
     * @param callers what kind of threads they call on
     */
    LedgerLoad(Databases databases, int accounts, LedgerSettings settings, CallerThreads callers)
            throws IOException, SQLException {
        this.callers = callers;
        this.store = new CountingStore(databases.open());
        this.server = databases.server();
        Plan plan = new Plan(PLAN, MOST, MOST, MOST, PRICE, false);
        this.souk = Souk.builder()
                .store(this.store)
                .plans(new Plans(List.of(plan), new TrialTerms(3, 3), MOST))
                .runtime(new CallerRuntime())
                .agent(new Echo())
                .config(SoukConfig.builder()
                        .ledger(settings)
                        .tenantCacheTime(Duration.ofHours(1))
                        .build())
                .build();
        this.calls = IntStream.range(0, accounts)
                .mapToObj(number -> Call.to(Echo.ID)
                        .by(Caller.of(tenant(number).value(), "ann"))
                        .input(Map.of("text", "hello"))
                        .build())
                .toList();
    }

    private static TenantId tenant(int number) {
        return new TenantId("tenant" + number);
    }

    /** Gives every tenant its credits, unless they have some. */
    void open() throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        inParallel(Math.min(OPENERS, calls.size()), opener -> {
            for (int i = next.getAndIncrement(); i < calls.size(); i = next.getAndIncrement()) {
                souk.tenants().register(tenant(i), PLAN);
                souk.credits().deposit(tenant(i), PLENTY, "bench", "");
            }
        });
    }

    /**
     * Makes calls for a while.
     *
     * @param callers how many at once
     * @param time how long
     * @param progress told now and then how much of it is over, from 0 to 1
     */
    Result run(int callers, Duration time, DoubleConsumer progress) throws InterruptedException {
        Histogram all = new Histogram(LONGEST_MICROS, 3);
        long transactions = store.transactions();
        ProcessorTime before = ProcessorTime.now(server);
        long begun = System.nanoTime();
        long end = begun + time.toNanos();
        inParallel(callers, caller -> {
            Histogram mine = new Histogram(LONGEST_MICROS, 3);
            SplittableRandom random = new SplittableRandom(caller);
            for (long now = System.nanoTime(); now - end < 0; now = System.nanoTime()) {
                require(souk.call(calls.get(random.nextInt(calls.size()))));
                mine.recordValue(Math.min(LONGEST_MICROS, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - now)));
                if (caller == 0) {
                    progress.accept(Math.min(1, (double) (now - begun) / time.toNanos()));
                }
            }
            synchronized (all) {
                all.add(mine);
            }
        });
        double seconds = (System.nanoTime() - begun) / 1e9;
        ProcessorTime used = ProcessorTime.now(server).since(before);
        long count = all.getTotalCount();
        return new Result(
                count,
                seconds,
                all,
                2.0 * count / Math.max(1, store.transactions() - transactions),
                used.engine() / 1e3 / count,
                used.database() / 1e3 / count);
    }

    private static void require(CallResult result) {
        if (!(result instanceof Receipt)) {
            throw new IllegalStateException("a call of the load was not answered: " + result);
        }
    }

    /** Some work by its number. */
    @FunctionalInterface
    private interface Work {
        void of(int number) throws Exception;
    }

    private void inParallel(int threads, Work work) throws InterruptedException {
        ExecutorService pool = callers.pool(threads);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                all.add(pool.submit(() -> {
                    work.of(number);
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the load stopped: " + failed.getCause(), failed.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    @Override
    public void close() {
        souk.close();
    }
}
