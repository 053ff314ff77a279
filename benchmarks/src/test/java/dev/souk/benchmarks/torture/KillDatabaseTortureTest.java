package dev.souk.benchmarks.torture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KillDatabaseTortureTest {
    @Test
    void aDatabaseThatIsKilledUnderLoadLosesNothingThatWasAcknowledged() throws Exception {
        Outcome outcome = Runs.cleanly(new KillDatabaseTorture(), Place.Kind.POSTGRES, 3, 1_000);
        assertThat(outcome.counters().get("told done and paid")).isPositive();
    }
}
