package dev.souk.benchmarks;

import com.google.common.util.concurrent.RateLimiter;
import dev.souk.engine.InProcessLimits;
import dev.souk.spi.limit.Limit;
import dev.souk.spi.limit.LimitDecision;
import dev.souk.spi.limit.LimitRequest;
import dev.souk.spi.limit.LimitStore;
import io.github.bucket4j.Bucket;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.List;
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
 * One check of one limit on one key, admitted and refused. The floor of an admission reads the clock and changes one shared word; the
 * floor of a refusal reads the clock. The others do not keep an exact window; they are here because they are what is used.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class LimiterBenchmark {
    private static final long PLENTY = 1_000_000;
    /** So short that the permits never run out, and so much is in the window as a busy key has. */
    private static final Duration SHORT = Duration.ofMillis(1);

    private static final Duration LEASE = Duration.ofMinutes(1);

    private final AtomicLong word = new AtomicLong();
    private LimitStore limits;
    private List<LimitRequest> plenty;
    private List<LimitRequest> none;
    private Bucket bucketPlenty;
    private Bucket bucketNone;
    private io.github.resilience4j.ratelimiter.RateLimiter resiliencePlenty;
    private io.github.resilience4j.ratelimiter.RateLimiter resilienceNone;
    private RateLimiter guavaPlenty;
    private RateLimiter guavaNone;

    /** Makes one limit that never runs out and one that has run out, of each kind. */
    @Setup
    public void setUp() {
        limits = InProcessLimits.create(System::nanoTime);
        plenty = List.of(new LimitRequest("plenty", new Limit.Window("window", PLENTY, SHORT)));
        none = List.of(new LimitRequest("none", Limit.perHour("window", 1)));
        limits.tryAcquire(none, LEASE);
        bucketPlenty = Bucket.builder()
                .addLimit(limit -> limit.capacity(PLENTY).refillGreedy(PLENTY, SHORT))
                .build();
        bucketNone = Bucket.builder()
                .addLimit(limit -> limit.capacity(1).refillIntervally(1, Duration.ofHours(1)))
                .build();
        bucketNone.tryConsume(1);
        resiliencePlenty = resilience("plenty", (int) PLENTY, SHORT);
        resilienceNone = resilience("none", 1, Duration.ofHours(1));
        resilienceNone.acquirePermission();
        guavaPlenty = RateLimiter.create(1e9);
        guavaNone = RateLimiter.create(1.0 / 3600);
        guavaNone.acquire();
    }

    private static io.github.resilience4j.ratelimiter.RateLimiter resilience(String name, int permits, Duration time) {
        return io.github.resilience4j.ratelimiter.RateLimiter.of(
                name,
                RateLimiterConfig.custom()
                        .limitForPeriod(permits)
                        .limitRefreshPeriod(time)
                        .timeoutDuration(Duration.ZERO)
                        .build());
    }

    @Benchmark
    public boolean admittedFloor() {
        long seen = word.get();
        return word.compareAndSet(seen, System.nanoTime());
    }

    @Benchmark
    public LimitDecision admittedSouk() {
        return limits.tryAcquire(plenty, LEASE);
    }

    @Benchmark
    public boolean admittedBucket4j() {
        return bucketPlenty.tryConsume(1);
    }

    @Benchmark
    public boolean admittedResilience4j() {
        return resiliencePlenty.acquirePermission();
    }

    @Benchmark
    public boolean admittedGuava() {
        return guavaPlenty.tryAcquire();
    }

    @Benchmark
    public long refusedFloor() {
        return System.nanoTime();
    }

    @Benchmark
    public LimitDecision refusedSouk() {
        return limits.tryAcquire(none, LEASE);
    }

    @Benchmark
    public boolean refusedBucket4j() {
        return bucketNone.tryConsume(1);
    }

    @Benchmark
    public boolean refusedResilience4j() {
        return resilienceNone.acquirePermission();
    }

    @Benchmark
    public boolean refusedGuava() {
        return guavaNone.tryAcquire();
    }
}
