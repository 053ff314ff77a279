package dev.souk.benchmarks.torture;

import dev.souk.benchmarks.load.Progress;
import dev.souk.benchmarks.torture.simulation.Simulations;
import dev.souk.spi.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** The whole engine on a virtual clock, with one seeded scheduler; a case is one simulation. */
final class SimulationTorture implements Torture {
    /** Of how many that fail the steps are shown. */
    private static final int SHOWN = 3;

    private final UnaryOperator<Store> decoration;

    SimulationTorture() {
        this(UnaryOperator.identity());
    }

    /** On stores that somebody has tampered with. */
    SimulationTorture(UnaryOperator<Store> decoration) {
        this.decoration = decoration;
    }

    @Override
    public String name() {
        return "simulation";
    }

    @Override
    public String description() {
        return "Engines, callers, agents and a store that fail as the seed says, on a virtual clock and one scheduler: same seed, same"
                + " steps. What everybody was told agrees with the books.";
    }

    @Override
    public List<Place.Kind> databases() {
        return List.of(Place.Kind.MEMORY);
    }

    @Override
    public long defaultCases() {
        return 2_000;
    }

    @Override
    public boolean needsDisk() {
        return false;
    }

    @Override
    public Outcome run(long seed, long cases, Place place, Progress progress) throws Exception {
        Findings findings = new Findings();
        int shown = 0;
        try (Simulations simulations = new Simulations(decoration)) {
            for (long i = 0; i < cases; i++) {
                Simulations.Result result = simulations.run(seed + i);
                result.counts().forEach(findings::count);
                findings.count("steps", result.steps());
                findings.failAll(result.seed(), result.problems());
                if (!result.problems().isEmpty() && shown < SHOWN) {
                    shown++;
                    findings.fail(result.seed(), steps(simulations, result.seed()));
                }
                progress.show((i + 1.0) / cases);
            }
        }
        return findings.outcome(cases);
    }

    /** What happened in the one that failed, for whoever looks into it. */
    private static String steps(Simulations simulations, long seed) throws IOException {
        Path file = Files.createTempFile(
                Path.of(System.getProperty("java.io.tmpdir")), "souk-simulation-" + seed + "-", ".txt");
        List<String> last = simulations.replay(seed, file);
        return "all steps of it are in " + file + "; the last are" + System.lineSeparator()
                + String.join(System.lineSeparator(), last);
    }
}
