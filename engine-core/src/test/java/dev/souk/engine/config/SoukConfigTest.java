package dev.souk.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.engine.config.SoukConfig.AgentThreads;
import dev.souk.engine.config.SoukConfig.BreakerSettings;
import dev.souk.engine.config.SoukConfig.RetrySettings;
import dev.souk.spi.Credits;
import dev.souk.spi.caller.PlanId;
import dev.souk.spi.store.EngineName;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SoukConfigTest {
    private static final Duration MILLI = Duration.ofMillis(1);

    private static void refused(UnaryOperator<SoukConfig.Builder> change, String... message) {
        assertThatThrownBy(() -> change.apply(SoukConfig.builder()).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(message);
    }

    @Test
    void theDefaultsAreAsTheBuilderSays() {
        SoukConfig config = SoukConfig.defaults();
        assertThat(config.publisherShareBasisPoints()).isEqualTo(8_000);
        assertThat(config.retry()).isEqualTo(new RetrySettings(3, Duration.ofMillis(100), Duration.ofSeconds(2), 0.25));
        assertThat(config.breaker()).isEqualTo(new BreakerSettings(10, 20, Duration.ofSeconds(15), 2));
        assertThat(config.workers()).isEqualTo(256);
        assertThat(config.workersPerAgent()).isEqualTo(64);
        assertThat(config.agentThreads()).isEqualTo(AgentThreads.PLATFORM);
        assertThat(config.maxInputBytes()).isEqualTo(1 << 20);
        assertThat(config.maxOutputBytes()).isEqualTo(4 << 20);
        assertThat(config.maxAttachmentBytes()).isEqualTo(100_000_000);
        assertThat(config.lease()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.engineNameOrNull()).isNull();
    }

    @Test
    void whatIsSetIsKept() {
        SoukConfig config = SoukConfig.builder()
                .publisherShareBasisPoints(1)
                .workers(2, 1)
                .agentThreads(AgentThreads.VIRTUAL)
                .maxInputBytes(3)
                .maxOutputBytes(4)
                .maxAttachmentBytes(5)
                .lease(Duration.ofSeconds(5))
                .engineName("host-1:8080")
                .leaseGrace(Duration.ofSeconds(6))
                .recoveryInterval(Duration.ofSeconds(7))
                .drainTimeout(Duration.ofSeconds(8))
                .tenantCacheTime(Duration.ofSeconds(9))
                .fallbackCache(10, Duration.ofSeconds(11))
                .build();
        assertThat(config.publisherShareBasisPoints()).isEqualTo(1);
        assertThat(config.agentThreads()).isEqualTo(AgentThreads.VIRTUAL);
        assertThat(List.of(
                        config.maxInputBytes(),
                        config.maxOutputBytes(),
                        config.maxAttachmentBytes(),
                        config.fallbackCacheBytes()))
                .containsExactly(3L, 4L, 5L, 10L);
        assertThat(config.engineNameOrNull()).isEqualTo(new EngineName("host-1:8080"));
        assertThat(List.of(
                        config.lease(),
                        config.leaseGrace(),
                        config.recoveryInterval(),
                        config.drainTimeout(),
                        config.tenantCacheTime(),
                        config.fallbackCacheTime()))
                .extracting(Duration::toSeconds)
                .containsExactly(5L, 6L, 7L, 8L, 9L, 11L);
    }

    @Test
    void sharesAndWorkersHaveARange() {
        refused(builder -> builder.publisherShareBasisPoints(-1), "-1");
        refused(builder -> builder.publisherShareBasisPoints(10_001), "10001");
        refused(builder -> builder.workers(0, 1), "0 workers");
        refused(builder -> builder.workers(1, 0), "1 workers", "0 for one agent");
        refused(builder -> builder.workers(1, 2), "2 for one agent");
        refused(builder -> builder.workers(100_001, 1), "100001");
    }

    @Test
    void sizesHaveARange() {
        refused(builder -> builder.maxInputBytes(0), "maxInputBytes is 0");
        refused(builder -> builder.maxInputBytes((1L << 30) + 1), "maxInputBytes");
        refused(builder -> builder.maxOutputBytes(-1), "maxOutputBytes is -1");
        refused(builder -> builder.maxAttachmentBytes(Long.MAX_VALUE), "maxAttachmentBytes");
        refused(builder -> builder.fallbackCache(0, MILLI), "fallbackCacheBytes");
    }

    /** A grace longer than any lease used to be taken, and then every call ended in an internal fault. */
    @Test
    void timesArePositiveAndAtMostAMonth() {
        List<BiFunction<SoukConfig.Builder, Duration, SoukConfig.Builder>> times = List.of(
                SoukConfig.Builder::lease,
                SoukConfig.Builder::leaseGrace,
                SoukConfig.Builder::recoveryInterval,
                SoukConfig.Builder::drainTimeout,
                SoukConfig.Builder::tenantCacheTime,
                (builder, time) -> builder.fallbackCache(1, time));
        for (BiFunction<SoukConfig.Builder, Duration, SoukConfig.Builder> time : times) {
            refused(builder -> time.apply(builder, Duration.ZERO), "PT0S");
            refused(builder -> time.apply(builder, Duration.ofSeconds(-1)), "PT-1S");
            refused(builder -> time.apply(builder, Duration.ofDays(30).plusNanos(1)), "30 days");
            assertThat(time.apply(SoukConfig.builder(), Duration.ofDays(30)).build())
                    .isNotNull();
        }
    }

    @Nested
    class Retrying {
        @Test
        void hasARange() {
            assertThatThrownBy(() -> new RetrySettings(0, MILLI, MILLI, 0)).hasMessageContaining("0");
            assertThatThrownBy(() -> new RetrySettings(11, MILLI, MILLI, 0)).hasMessageContaining("11");
            assertThatThrownBy(() -> new RetrySettings(1, Duration.ZERO, MILLI, 0))
                    .hasMessageContaining("firstDelay");
            assertThatThrownBy(() -> new RetrySettings(1, MILLI.multipliedBy(2), MILLI, 0))
                    .hasMessageContainingAll("PT0.001S", "below", "PT0.002S");
            assertThatThrownBy(() -> new RetrySettings(1, MILLI, Duration.ofDays(31), 0))
                    .hasMessageContaining("maxDelay");
            for (double jitter : new double[] {-0.1, 1.1, Double.NaN}) {
                assertThatThrownBy(() -> new RetrySettings(1, MILLI, MILLI, jitter))
                        .hasMessageContaining("jitter");
            }
        }
    }

    @Nested
    class TheBreaker {
        @Test
        void hasARange() {
            for (int[] wrong : new int[][] {{0, 1, 1}, {2, 1, 1}, {1, 1_001, 1}, {1, 1, 0}, {1, 1, 101}}) {
                assertThatThrownBy(() -> new BreakerSettings(wrong[0], wrong[1], MILLI, wrong[2]))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("out of range");
            }
            assertThatThrownBy(() -> new BreakerSettings(1, 1, Duration.ZERO, 1))
                    .hasMessageContaining("openTime");
        }
    }

    @Nested
    class WhatIsForSale {
        private static Plan plan(long perMinute, long perHour, long inFlight, String price) {
            return new Plan(
                    new PlanId("p"), perMinute, perHour, inFlight, price == null ? null : Credits.parse(price), false);
        }

        @Test
        void hasLimitsInTheirRange() {
            assertThatThrownBy(() -> plan(0, 1, 1, null)).hasMessageContaining("requestsPerMinute is 0");
            assertThatThrownBy(() -> plan(1, 1_000_001, 1, null)).hasMessageContaining("requestsPerHour");
            assertThatThrownBy(() -> plan(1, 1, -1, null)).hasMessageContaining("callsInFlight is -1");
        }

        @Test
        void hasAPriceThatCanBeCounted() {
            assertThat(plan(1, 1, 1, null).price()).isEmpty();
            assertThat(plan(1, 1, 1, "1000000").price()).contains(Credits.parse("1000000"));
            assertThatThrownBy(() -> plan(1, 1, 1, "-0.1")).hasMessageContaining("-0.1");
            assertThatThrownBy(() -> plan(1, 1, 1, "1000000.1")).hasMessageContaining("1000000.1");
        }

        @Test
        void hasATrialInItsRange() {
            assertThat(new TrialTerms(0, 1).calls()).isZero();
            assertThatThrownBy(() -> new TrialTerms(-1, 1)).hasMessageContaining("-1");
            assertThatThrownBy(() -> new TrialTerms(1_000_001, 1)).hasMessageContaining("1000001");
            assertThatThrownBy(() -> new TrialTerms(1, 0)).hasMessageContaining("0 at the same time");
            assertThatThrownBy(() -> new TrialTerms(1, 1_000_001)).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void isKeptInOrderWithoutRepetition() {
            Plan one = plan(1, 1, 1, "1");
            assertThatThrownBy(() -> new Plans(List.of(one, one), new TrialTerms(1, 1), 1))
                    .hasMessageContaining("same id");
            assertThatThrownBy(() -> new Plans(List.of(), new TrialTerms(1, 1), 0))
                    .hasMessageContaining("is 0");
            assertThatThrownBy(() -> new Plans(List.of(), new TrialTerms(1, 1), 1_000_001))
                    .hasMessageContaining("1000001");
            assertThat(new Plans(List.of(one), new TrialTerms(1, 1), 1).find(new PlanId("p")))
                    .contains(one);
            assertThat(new Plans(List.of(one), new TrialTerms(1, 1), 1).find(new PlanId("q")))
                    .isEmpty();
        }
    }
}
