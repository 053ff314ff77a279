package dev.souk.benchmarks.torture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IdempotencyTortureTest {
    @ParameterizedTest
    @EnumSource(
            value = Place.Kind.class,
            names = {"SQLITE", "POSTGRES"})
    void aKeyHasOneEffectHoweverManyAskAndWhateverIsKilled(Place.Kind kind) throws Exception {
        Outcome outcome = Runs.cleanly(new IdempotencyTorture(), kind, 500, 100_000);
        assertThat(outcome.counters().get("killed")).isEqualTo(outcome.cases() / 250);
        assertThat(outcome.counters().get("told nothing")).isPositive();
    }
}
