package dev.souk.benchmarks.torture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CutTortureTest {
    @Test
    void whateverByteOfACommitOrItsReplyIsTheLastTheOutcomeIsFoundOut() throws Exception {
        Outcome outcome = Runs.cleanly(new CutTorture(), Place.Kind.POSTGRES, 320, 32_000);
        assertThat(outcome.counters().get("cut in the commit")).isPositive();
        assertThat(outcome.counters().get("cut in the reply")).isPositive();
        assertThat(outcome.counters().get("told that nobody knows yet")).isPositive();
    }

    @Test
    void aStoreThatGuessesIsCaught() throws Exception {
        Outcome outcome = Runs.of(new CutTorture(Lies.guessing()), Place.Kind.POSTGRES, 40);
        assertThat(outcome.first())
                .anySatisfy(failed -> assertThat(failed.what()).contains("is there"));
    }
}
