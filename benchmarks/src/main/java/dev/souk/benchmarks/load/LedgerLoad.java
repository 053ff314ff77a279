package dev.souk.benchmarks.load;

import dev.souk.engine.Souk;
import dev.souk.engine.call.Call;
import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.config.Plan;
import dev.souk.engine.config.Plans;
import dev.souk.engine.config.SoukConfig;
import dev.souk.engine.config.TrialTerms;
import dev.souk.spi.Credits;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.PlanId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

public final class LedgerLoad {
    public static void main(String[] args) throws Exception {
        String database = args[0];
        int accounts = Integer.parseInt(args[1]);
        int callers = Integer.parseInt(args[2]);
        int seconds = Integer.parseInt(args[3]);
        int lanes = Integer.parseInt(args[4]);
        int group = Integer.parseInt(args[5]);
        java.nio.file.Path dir = java.nio.file.Files.createTempDirectory("souk-load");
        io.zonky.test.db.postgres.embedded.EmbeddedPostgres pg = null;
        Store store;
        if (database.equals("sqlite")) {
            store = dev.souk.jdbc.JdbcStore.sqlite(dir.resolve("load.db"));
        } else if (database.equals("memory")) {
            store = null;
        } else {
            pg = io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on").setServerConfig("max_wal_size", "4GB")
                    .setServerConfig("shared_buffers", "512MB")
                    .start();
            store = dev.souk.jdbc.JdbcStore.postgres(pg.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
        }
        run(store, accounts, callers, seconds, lanes, group);
        if (pg != null) pg.close();
    }

    static void run(Store store, int accounts, int callers, int seconds, int lanes, int group) throws Exception {
        long plenty = 1_000_000L;
        Plan plan = new Plan(new PlanId("bench"), plenty, plenty, 100_000, Credits.parse("0.0095"), false);
        var builder = Souk.builder();
        if (store == null) builder.inMemoryStore(); else builder.store(store);
        Souk souk = builder
                .plans(new Plans(List.of(plan), new TrialTerms(3, 3), plenty))
                .runtime(new CallerRuntime())
                .agent(new dev.souk.benchmarks.CallBenchmark.Echo())
                .config(SoukConfig.builder()
                        .tenantCacheTime(Duration.ofHours(1))
                        .ledger(new SoukConfig.LedgerSettings(100_000, lanes, group, Duration.ofSeconds(30)))
                        .build())
                .build();
        List<Call> calls = new ArrayList<>();
        Thread[] makers = new Thread[64];
        for (int i = 0; i < accounts; i++) calls.add(null);
        java.util.concurrent.atomic.AtomicInteger next = new java.util.concurrent.atomic.AtomicInteger();
        for (int m = 0; m < makers.length; m++) {
            makers[m] = new Thread(() -> {
                for (int i = next.getAndIncrement(); i < accounts; i = next.getAndIncrement()) {
                    TenantId t = new TenantId("tenant" + i);
                    souk.tenants().register(t, plan.id());
                    souk.credits().deposit(t, Credits.parse("1000000"), null, "");
                    calls.set(i, Call.to("bench.echo").by(Caller.of("tenant" + i, "ann")).input(Map.of("text", "hello")).build());
                }
            });
            makers[m].start();
        }
        for (Thread m : makers) m.join();
        System.out.println("setup done");
        Histogram all = new Histogram(3_600_000_000L, 3);
        long[] counts = new long[callers];
        Thread[] threads = new Thread[callers];
        var os = (com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory.getOperatingSystemMXBean();
        long cpu0 = os.getProcessCpuTime();
        java.util.concurrent.atomic.LongAdder total = new java.util.concurrent.atomic.LongAdder();
        long warm = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds / 2);
        long end = warm + TimeUnit.SECONDS.toNanos(seconds);
        for (int c = 0; c < callers; c++) {
            int me = c;
            threads[c] = new Thread(() -> {
                Histogram mine = new Histogram(3_600_000_000L, 3);
                SplittableRandom random = new SplittableRandom(me);
                while (true) {
                    long begun = System.nanoTime();
                    if (begun > end) break;
                    CallResult r = souk.call(calls.get(random.nextInt(accounts)));
                    if (!(r instanceof Receipt)) { System.out.println(r); return; }
                    total.increment();
                    if (begun > warm) { counts[me]++; mine.recordValue((System.nanoTime() - begun) / 1000); }
                }
                synchronized (all) { all.add(mine); }
            });
            threads[c].start();
        }
        for (Thread t : threads) t.join();
        long sum = 0;
        for (long n : counts) sum += n;
        System.out.printf("calls/s %d p50 %d p99 %d us%n", sum / seconds, all.getValueAtPercentile(50), all.getValueAtPercentile(99));
        System.out.printf("cpu us per call %.1f%n", (os.getProcessCpuTime() - cpu0) / 1000.0 / total.sum());
        souk.close();
    }
}
