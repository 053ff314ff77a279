package dev.souk.engine.internal.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.engine.support.Threads;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LimitedTimeTest {
    private static final Duration SHORT = Duration.ofMillis(10);
    private static final Duration LONG = Duration.ofMinutes(5);

    private final List<String> late = new CopyOnWriteArrayList<>();

    private Optional<String> of(Duration most, java.util.function.Supplier<String> work) {
        return LimitedTime.of("test-limited", most, work, late::add);
    }

    @Test
    void givesWhatTheWorkComesTo() {
        assertThat(of(LONG, () -> "done")).contains("done");
        assertThat(late).isEmpty();
    }

    @Test
    void interruptsWorkThatTakesTooLong() {
        AtomicBoolean interrupted = new AtomicBoolean();
        assertThat(of(SHORT, () -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException givenUp) {
                        interrupted.set(true);
                    }
                    return "late";
                }))
                .isEmpty();
        Threads.until(interrupted::get);
    }

    @Test
    void handsOnWhatComesTooLate() {
        CountDownLatch go = new CountDownLatch(1);
        assertThat(of(SHORT, () -> {
                    uninterruptibly(go);
                    return "late";
                }))
                .isEmpty();
        assertThat(late).isEmpty();
        go.countDown();
        Threads.until(() -> late.equals(List.of("late")));
    }

    private static void uninterruptibly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void throwsTheFaultOfTheWork() {
        SoukException fault = new SoukException(ErrorCode.PLUGIN_INCOMPATIBLE, "too old");
        assertThatThrownBy(() -> of(LONG, () -> {
                    throw fault;
                }))
                .isSameAs(fault);
    }

    @Test
    void throwsAFaultOfItsOwnForAnyOther() {
        assertThatThrownBy(() -> of(LONG, () -> {
                    throw new NoClassDefFoundError("missing");
                }))
                .isInstanceOf(SoukException.class)
                .hasMessageContaining("missing");
    }

    @Test
    @SuppressWarnings({"serial", "OverrideThrowableToString"})
    void asksNoFaultForATextThatItDoesNotHave() {
        class Unspeakable extends RuntimeException {
            @Override
            public String toString() {
                throw new AssertionError("no text");
            }
        }
        assertThatThrownBy(() -> of(LONG, () -> {
                    throw new Unspeakable();
                }))
                .isInstanceOf(SoukException.class)
                .hasMessageContaining("Unspeakable");
    }

    @Test
    void waitsForItAlthoughItsThreadIsInterruptedAndKeepsTheInterrupt() {
        Thread.currentThread().interrupt();
        assertThat(of(LONG, () -> "done")).contains("done");
        assertThat(Thread.interrupted()).isTrue();
    }
}
