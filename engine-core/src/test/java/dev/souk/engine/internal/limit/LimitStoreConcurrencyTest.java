package dev.souk.engine.internal.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.spi.limit.Limit;
import dev.souk.spi.limit.LimitDecision.Granted;
import dev.souk.spi.limit.LimitRequest;
import dev.souk.spi.limit.LimitStatus;
import dev.souk.spi.limit.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LimitStoreConcurrencyTest {
    private static final int THREADS = 8;
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    private final ManualTicker ticker = new ManualTicker(Long.MAX_VALUE - 1000);
    private final LocalLimitStore store = new LocalLimitStore(ticker);

    @AfterEach
    void stopThreads() {
        pool.shutdownNow();
    }

    /** What one of the threads does. */
    private interface Work {
        long run(int thread) throws Exception;
    }

    /** Runs the work in all threads at once, and gives the sum of what they counted. */
    private long inAllThreads(Work work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Callable<Long>> tasks = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            tasks.add(() -> {
                start.await(10, TimeUnit.SECONDS);
                return work.run(thread);
            });
        }
        long sum = 0;
        for (Future<Long> each : pool.invokeAll(tasks)) {
            sum += each.get();
        }
        return sum;
    }

    private boolean tryOnce(LimitRequest... requests) {
        return store.tryAcquire(List.of(requests), LEASE) instanceof Granted;
    }

    private static LimitRequest window(String holder, long permits) {
        return new LimitRequest(holder, new Limit.Window("window", permits, Duration.ofSeconds(1)));
    }

    @RepeatedTest(10)
    void exactlyThePermitsAreGrantedWhileTheTimeStandsStill() throws Exception {
        LimitRequest request = window("a", 1000);

        long granted = inAllThreads(thread ->
                LongStream.range(0, 1000).filter(i -> tryOnce(request)).count());

        assertThat(granted).isEqualTo(1000);
    }

    @RepeatedTest(10)
    void severalLimitsInAnyOrderNeitherDeadlockNorLeak() throws Exception {
        LimitRequest[] forth = {window("a", 900), window("b", 500), new LimitRequest("c", Limit.inFlight("f", 700))};
        LimitRequest[] back = {forth[2], forth[1], forth[0]};

        long granted = inAllThreads(thread -> LongStream.range(0, 500)
                .filter(i -> tryOnce(thread % 2 == 0 ? forth : back))
                .count());

        assertThat(granted).isEqualTo(500);
        assertThat(store.status(List.of(forth))).extracting(LimitStatus::used).containsExactly(500L, 500L, 500L);
    }

    @RepeatedTest(5)
    void whatIsOutNeverExceedsTheLimitWhilePermitsAreTakenBack() throws Exception {
        int permits = 5;
        LimitRequest[] both = {window("a", permits), new LimitRequest("a", Limit.inFlight("f", permits))};
        AtomicInteger out = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        long granted = inAllThreads(thread -> LongStream.range(0, 5000)
                .filter(i -> {
                    if (store.tryAcquire(List.of(both), LEASE) instanceof Granted held) {
                        most.accumulateAndGet(out.incrementAndGet(), Math::max);
                        out.decrementAndGet();
                        held.permit().cancel();
                        return true;
                    }
                    return false;
                })
                .count());

        assertThat(granted).isGreaterThanOrEqualTo(THREADS);
        assertThat(most).hasValueLessThanOrEqualTo(permits);
        assertThat(store.status(List.of(both))).extracting(LimitStatus::used).containsExactly(0L, 0L);
    }

    @RepeatedTest(10)
    void aPermitThatAllThreadsEndAtOnceIsEndedOnce() throws Exception {
        LimitRequest request = window("a", 1000);
        List<Permit> permits = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            permits.add(((Granted) store.tryAcquire(List.of(request), LEASE)).permit());
            tryOnce(request);
        }

        inAllThreads(thread -> {
            permits.forEach(Permit::cancel);
            return 0;
        });

        assertThat(store.status(List.of(request)).get(0).used()).isEqualTo(500);
    }

    @RepeatedTest(5)
    void countersThatComeAndGoNeverLoseAPermit() throws Exception {
        int rounds = 2000;
        LimitRequest contended = window("contended", 1);
        AtomicInteger strangers = new AtomicInteger();
        CyclicBarrier nextRound = new CyclicBarrier(THREADS, () -> ticker.advance(Duration.ofSeconds(1)));

        long granted = inAllThreads(thread -> {
            long mine = 0;
            for (int i = 0; i < rounds; i++) {
                nextRound.await(10, TimeUnit.SECONDS);
                // All counters are idle now: strangers make and sweep counters while the others meet at one.
                if (thread % 2 == 0) {
                    tryOnce(window("stranger-" + strangers.incrementAndGet(), 1));
                }
                mine += tryOnce(contended) ? 1 : 0;
            }
            return mine;
        });

        assertThat(granted).isEqualTo(rounds);
    }

    @Test
    void inNoIntervalAreMoreGrantedThoughTheTimeMovesUnderTheThreads() throws Exception {
        int permits = 50;
        LimitRequest request = window("a", permits);
        long length = Duration.ofSeconds(1).toNanos();
        AtomicBoolean moving = new AtomicBoolean(true);
        List<long[]> granted = Collections.synchronizedList(new ArrayList<>());
        Thread time = new Thread(() -> {
            while (moving.get()) {
                ticker.advance(length / 2000);
                Thread.onSpinWait();
            }
        });
        time.start();

        inAllThreads(thread -> {
            for (int i = 0; i < 20_000; i++) {
                long before = ticker.getAsLong();
                if (tryOnce(request)) {
                    granted.add(new long[] {before, ticker.getAsLong()});
                }
            }
            return 0;
        });
        moving.set(false);
        time.join();

        // A permit was granted somewhere between its two readings. Those that certainly lie within one interval are
        // counted.
        assertThat(granted).isNotEmpty();
        for (long[] first : granted) {
            long certain = granted.stream()
                    .filter(each -> each[0] - first[0] >= 0 && each[1] - first[0] < length)
                    .count();
            assertThat(certain).isLessThanOrEqualTo(permits);
        }
    }
}
