package dev.souk.benchmarks.torture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RaceTortureTest {
    @Test
    void exactlyAsManyCallsAreAdmittedAsThereIsCreditFor() throws Exception {
        Outcome outcome = Runs.cleanly(new RaceTorture(), Place.Kind.POSTGRES, 20, 1_000);
        assertThat(outcome.counters().get("admitted") + outcome.counters().get("refused"))
                .isEqualTo(outcome.cases() * 600);
    }

    @Test
    void aStoreThatLosesACommitIsCaught() throws Exception {
        Outcome outcome = Runs.of(new RaceTorture(Lies.losingACommit()), Place.Kind.SQLITE, 1);
        assertThat(outcome.failures()).isPositive();
        assertThat(outcome.first())
                .anySatisfy(failed -> assertThat(failed.what()).contains("RECEIPT", "it is RUNNING"));
    }

    @Test
    void aStoreThatLosesAMicroIsCaught() throws Exception {
        Outcome outcome = Runs.of(new RaceTorture(Lies.losingAMicro()), Place.Kind.SQLITE, 1);
        assertThat(outcome.first())
                .anySatisfy(failed -> assertThat(failed.what()).contains("its postings sum to"))
                .anySatisfy(failed -> assertThat(failed.what()).contains("less what calls cost"));
    }
}
