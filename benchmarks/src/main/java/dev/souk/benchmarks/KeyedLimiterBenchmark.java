package dev.souk.benchmarks;

import com.google.common.util.concurrent.RateLimiter;
import dev.souk.engine.InProcessLimits;
import dev.souk.spi.limit.Limit;
import dev.souk.spi.limit.LimitDecision;
import dev.souk.spi.limit.LimitRequest;
import dev.souk.spi.limit.LimitStore;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One check on one of 100,000 keys, drawn after Zipf's law with exponent 1. The floor finds a word in a map, reads the clock and changes
 * the word.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class KeyedLimiterBenchmark {
    private static final int KEYS = 100_000;
    private static final int DRAWS = 1 << 16;
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final long SEED = 4_711;

    private final List<List<LimitRequest>> requests = new ArrayList<>();
    private final Map<String, AtomicLong> words = new ConcurrentHashMap<>();
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final Map<String, RateLimiter> guavas = new ConcurrentHashMap<>();
    private final String[] keys = new String[DRAWS];
    private LimitStore limits;
    private int next;

    /** Makes all keys and draws an order to ask for them in. */
    @Setup
    public void setUp() {
        limits = InProcessLimits.create(System::nanoTime);
        double[] sums = zipfSums();
        Random random = new Random(SEED);
        Limit limit = new Limit.Window("window", 1_000_000, Duration.ofMillis(1));
        for (int i = 0; i < DRAWS; i++) {
            int found = Arrays.binarySearch(sums, random.nextDouble() * sums[KEYS - 1]);
            keys[i] = "tenant/" + (found < 0 ? -found - 1 : found);
            requests.add(List.of(new LimitRequest(keys[i], limit)));
        }
        for (int i = 0; i < KEYS; i++) {
            String key = "tenant/" + i;
            words.put(key, new AtomicLong());
            guavas.put(key, RateLimiter.create(1e9));
            buckets.put(
                    key,
                    Bucket.builder()
                            .addLimit(bandwidth ->
                                    bandwidth.capacity(1_000_000).refillGreedy(1_000_000, Duration.ofMillis(1)))
                            .build());
        }
        next = 0;
    }

    private static double[] zipfSums() {
        double[] sums = new double[KEYS];
        double sum = 0;
        for (int i = 0; i < KEYS; i++) {
            sum += 1.0 / (i + 1);
            sums[i] = sum;
        }
        return sums;
    }

    private int draw() {
        next = (next + 1) & (DRAWS - 1);
        return next;
    }

    @Benchmark
    public boolean keyedFloor() {
        AtomicLong word = words.get(keys[draw()]);
        long seen = word.get();
        return word.compareAndSet(seen, System.nanoTime());
    }

    @Benchmark
    public LimitDecision keyedSouk() {
        return limits.tryAcquire(requests.get(draw()), LEASE);
    }

    @Benchmark
    public boolean keyedBucket4j() {
        return buckets.get(keys[draw()]).tryConsume(1);
    }

    @Benchmark
    public boolean keyedGuava() {
        return guavas.get(keys[draw()]).tryAcquire();
    }
}
