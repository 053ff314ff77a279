package dev.souk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.engine.config.EngineThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GateTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Gate gate = new Gate(EngineThreads.SYSTEM);

    @Test
    void isClosedOnceAndThenLetsNobodyIn() throws InterruptedException {
        assertThat(gate.isClosed()).isFalse();
        assertThat(gate.enter()).isTrue();
        assertThat(gate.close()).isTrue();
        assertThat(gate.close()).isFalse();
        assertThat(gate.isClosed()).isTrue();
        assertThat(gate.enter()).isFalse();
        assertThat(gate.awaitEmpty(Duration.ZERO)).isFalse();
        gate.leave();
        assertThat(gate.awaitEmpty(LONG)).isTrue();
        assertThat(gate.enter()).isFalse();
    }

    @Test
    @Timeout(120)
    void isEmptyOnlyWhenEverybodyWhoWasLetInHasLeft() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 200; round++) {
                Gate one = new Gate(EngineThreads.SYSTEM);
                AtomicInteger inside = new AtomicInteger();
                CountDownLatch began = new CountDownLatch(4);
                List<Future<?>> visitors = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    visitors.add(pool.submit(() -> {
                        began.countDown();
                        while (one.enter()) {
                            inside.incrementAndGet();
                            inside.decrementAndGet();
                            one.leave();
                        }
                    }));
                }
                began.await();
                one.close();
                assertThat(one.awaitEmpty(LONG)).isTrue();
                assertThat(inside).hasValue(0);
                for (Future<?> visitor : visitors) {
                    visitor.get();
                }
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
