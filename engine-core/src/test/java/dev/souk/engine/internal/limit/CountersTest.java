package dev.souk.engine.internal.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.spi.limit.Limit;
import dev.souk.spi.limit.LimitRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class CountersTest {
    private final Counters counters = new Counters();
    private final LimitRequest request = new LimitRequest("a", Limit.perMinute("window", 1));

    private Counter take(LimitRequest wanted) {
        return counters.inOneStep(List.of(wanted), locked -> {
            locked[0].waitNanosLocked(wanted.limit(), 0);
            locked[0].takeLocked(0, 1);
            return locked[0];
        });
    }

    @Test
    void aStepThatWaitedForACounterWhileItWasRemovedCountsInTheNewOne()
            throws ExecutionException, InterruptedException, TimeoutException {
        Counter idle = counters.inOneStep(List.of(request), locked -> locked[0]);
        CompletableFuture<Counter> waiting;
        idle.lock().lock();
        try {
            waiting = CompletableFuture.supplyAsync(() -> take(request));
            while (!idle.lock().hasQueuedThreads()) {
                Thread.onSpinWait();
            }
            counters.sweep(0);
        } finally {
            idle.lock().unlock();
        }

        Counter taken = waiting.get(10, TimeUnit.SECONDS);
        assertThat(taken).isNotSameAs(idle).isSameAs(counters.find(request));
        assertThat(taken.status(request, () -> 0).used()).isEqualTo(1);
        assertThat(counters.size()).isEqualTo(1);
    }

    @Test
    void aCounterInUseIsLeftForTheNextRound() throws InterruptedException, ExecutionException, TimeoutException {
        Counter idle = counters.inOneStep(List.of(request), locked -> locked[0]);
        idle.lock().lock();
        try {
            CompletableFuture.runAsync(() -> counters.sweep(0)).get(10, TimeUnit.SECONDS);
            assertThat(counters.size()).isEqualTo(1);
        } finally {
            idle.lock().unlock();
        }

        counters.sweep(0);
        assertThat(counters.size()).isZero();
    }

    @Test
    void oneSweepMakesUpForAllThatWereMadeSinceTheLast() {
        for (int i = 0; i < 10; i++) {
            LimitRequest other = new LimitRequest("holder-" + i, request.limit());
            counters.inOneStep(List.of(other), locked -> locked[0]);
        }
        assertThat(counters.size()).isEqualTo(10);

        counters.sweep(0);

        assertThat(counters.size()).isZero();
    }

    @Test
    void aSweepThatOwesNothingLooksAtOneCounter() {
        for (int i = 0; i < 10; i++) {
            take(new LimitRequest("holder-" + i, request.limit()));
        }
        counters.sweep(0);
        assertThat(counters.size()).as("in use").isEqualTo(10);

        counters.sweep(Duration.ofMinutes(1).toNanos());

        assertThat(counters.size()).isEqualTo(9);
    }

    @Test
    void countersAreLockedInOneOrderWhateverTheOrderAskedFor() {
        LimitRequest other = new LimitRequest("b", request.limit());
        Counter first = take(request);
        Counter second = take(other);
        assertThat(first.number()).isLessThan(second.number());

        Counter[] asked = counters.inOneStep(List.of(other, request), Counter[]::clone);

        assertThat(asked).containsExactly(second, first);
    }
}
