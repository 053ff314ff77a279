package dev.souk.benchmarks.torture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KillTortureTest {
    @ParameterizedTest
    @EnumSource(
            value = Place.Kind.class,
            names = {"SQLITE", "POSTGRES"})
    void anEngineThatIsKilledAtAnyPointLosesNothingThatItAcknowledged(Place.Kind kind) throws Exception {
        Outcome outcome = Runs.cleanly(new KillTorture(), kind, 14, 10_000);
        for (KillPoint point : KillPoint.values()) {
            assertThat(outcome.counters().get("killed " + point.label())).isPositive();
        }
        assertThat(outcome.counters().get("killed at any time")).isPositive();
        assertThat(outcome.counters().get("told done and paid")).isPositive();
        for (String asked : new String[] {"refund", "request-payout", "decide-payout"}) {
            assertThat(outcome.counters().get(asked + ": told done and paid")).isPositive();
            assertThat(outcome.counters().get(asked + ": told nothing")).isPositive();
        }
    }
}
