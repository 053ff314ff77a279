package dev.souk.engine.internal.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.engine.config.SoukConfig.RetrySettings;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.agent.AgentException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
    private final AttemptFault passing = AttemptFault.of(ErrorCode.AGENT_TEMPORARILY_FAILED, "busy");
    private static final Duration LONG = Duration.ofHours(1);

    /** Chance that is always the same. */
    private record Fixed(double value) implements RandomGenerator {
        @Override
        public double nextDouble() {
            return value;
        }

        @Override
        public long nextLong() {
            return 0;
        }
    }

    private static RetrySettings settings(int attempts, double jitter) {
        return new RetrySettings(attempts, Duration.ofMillis(100), Duration.ofMillis(500), jitter);
    }

    private static RetrySchedule schedule(RetrySettings settings, double chance, Duration time) {
        return new RetrySchedule(settings, true, new Fixed(chance), () -> 0, time.toNanos());
    }

    private static AttemptFault asked(Duration time) {
        return AttemptFault.thrown(AgentException.modelProvider("slow down", time, null));
    }

    @Test
    void theDelayDoublesUpToItsMaximum() {
        RetrySchedule schedule = schedule(settings(6, 0), 0.7, LONG);
        List<Duration> delays = new ArrayList<>();
        while (schedule.again(passing)) {
            delays.add(schedule.delay());
        }
        assertThat(delays)
                .containsExactly(
                        Duration.ofMillis(100),
                        Duration.ofMillis(200),
                        Duration.ofMillis(400),
                        Duration.ofMillis(500),
                        Duration.ofMillis(500));
    }

    @Test
    void aSingleAttemptIsNeverRepeated() {
        assertThat(schedule(settings(1, 0), 0, LONG).again(passing)).isFalse();
    }

    @Property
    void theDelayIsSpreadByNoMoreThanTheJitter(
            @ForAll @DoubleRange(max = 1, maxIncluded = false) double chance,
            @ForAll @DoubleRange(max = 1) double jitter) {
        RetrySchedule schedule = schedule(settings(2, jitter), chance, LONG);
        assertThat(schedule.again(passing)).isTrue();
        double millis = schedule.delay().toNanos() / 1e6;
        assertThat(millis).isBetween(100 * (1 - jitter) - 0.001, 100 * (1 + jitter) + 0.001);
    }

    @Test
    void theDelayIsSpreadToBothSides() {
        RetrySchedule early = schedule(settings(2, 0.5), 0, LONG);
        RetrySchedule late = schedule(settings(2, 0.5), 1, LONG);
        early.again(passing);
        late.again(passing);
        assertThat(early.delay()).isEqualTo(Duration.ofMillis(50));
        assertThat(late.delay()).isEqualTo(Duration.ofMillis(150));
    }

    @Test
    void aProviderThatAsksToWaitLongerIsObeyed() {
        RetrySchedule schedule = schedule(settings(3, 0), 0, LONG);
        assertThat(schedule.again(asked(Duration.ofSeconds(7)))).isTrue();
        assertThat(schedule.delay()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void aProviderThatAsksToWaitShorterDoesNotShortenTheDelay() {
        RetrySchedule schedule = schedule(settings(3, 0), 0, LONG);
        assertThat(schedule.again(asked(Duration.ofMillis(1)))).isTrue();
        assertThat(schedule.delay()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void nothingIsTriedAgainIfTheDeadlinePassesMeanwhile() {
        assertThat(schedule(settings(3, 0), 0, Duration.ofMillis(100)).again(passing))
                .isFalse();
        assertThat(schedule(settings(3, 0), 0, Duration.ofMillis(101)).again(passing))
                .isTrue();
        assertThat(schedule(settings(3, 0), 0, LONG).again(asked(Duration.ofSeconds(Long.MAX_VALUE))))
                .isFalse();
        assertThat(schedule(settings(3, 0), 0, Duration.ofMillis(-5)).again(passing))
                .isFalse();
    }

    @Test
    void onlyAPassingFaultOfTheAgentIsTriedAgain() {
        for (ErrorCode code : ErrorCode.values()) {
            boolean passing = switch (code) {
                case AGENT_TEMPORARILY_FAILED, AGENT_TIMEOUT, MODEL_PROVIDER_FAILED -> true;
                default -> false;
            };
            assertThat(schedule(settings(3, 0), 0, LONG).again(AttemptFault.of(code, "no")))
                    .as("%s", code)
                    .isEqualTo(passing);
        }
    }

    @Test
    void whatMustNotBeRepeatedIsNot() {
        assertThat(new RetrySchedule(settings(3, 0), false, new Fixed(0), () -> 0, LONG.toNanos()).again(passing))
                .isFalse();
    }
}
