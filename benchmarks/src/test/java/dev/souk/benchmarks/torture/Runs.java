package dev.souk.benchmarks.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.benchmarks.load.Progress;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Runs a torture as a test: a few cases in every build, and many with {@code -Ptorture}. */
final class Runs {
    private static final long SEED = 20_260_301;
    private static final boolean LONG = Boolean.getBoolean("souk.torture.long");

    private Runs() {}

    /** Runs so many cases, and lets nothing be wrong. */
    static Outcome cleanly(Torture torture, Place.Kind kind, long few, long many) throws Exception {
        Outcome outcome = of(torture, kind, LONG ? many : few);
        assertThat(outcome.first()).as("%s on %s", torture.name(), kind).isEmpty();
        assertThat(outcome.failures()).isZero();
        assertThat(outcome.cases()).isEqualTo(LONG ? many : few);
        return outcome;
    }

    /** Runs so many cases. */
    static Outcome of(Torture torture, Place.Kind kind, long cases) throws Exception {
        try (Place place = Place.of(kind, torture)) {
            return torture.run(SEED, cases, place, progress());
        }
    }

    /** Tells nobody. */
    static Progress progress() {
        return new Progress(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), false);
    }
}
