package dev.souk.benchmarks.torture.simulation;

import dev.souk.spi.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Runs one simulation after the other. Used by one thread. */
public final class Simulations implements AutoCloseable {
    /** How many of the last steps are shown of one that failed. */
    private static final int SHOWN = 25;

    private final Workers workers = new Workers();
    private final UnaryOperator<Store> decoration;

    /** Of a store that is what it should be. */
    public Simulations() {
        this(UnaryOperator.identity());
    }

    /**
     * Of a store that somebody has tampered with.
     *
     * @param decoration put around what each engine sees of the store
     */
    public Simulations(UnaryOperator<Store> decoration) {
        this.decoration = decoration;
    }

    /**
     * What a simulation came to.
     *
     * @param seed of which one
     * @param digest one number over all its steps; the same seed has the same one
     * @param steps how many steps there were
     * @param counts what was seen, how often
     * @param problems what must not be; none if all is well
     */
    public record Result(long seed, long digest, long steps, Map<String, Long> counts, List<String> problems) {
        /** Copies the list and the map. */
        public Result {
            counts = Map.copyOf(counts);
            problems = List.copyOf(problems);
        }
    }

    /**
     * Runs one.
     *
     * @param seed decides everything
     * @throws IllegalStateException if it stood still; that says nothing about the ledger
     */
    public Result run(long seed) {
        return result(seed, new Simulation(seed, workers, decoration, false).run());
    }

    /**
     * Runs one again and keeps its steps in words.
     *
     * @param seed decides everything
     * @param file where they are written
     * @return the last of them
     */
    public List<String> replay(long seed, Path file) {
        Simulation.Report report = new Simulation(seed, workers, decoration, true).run();
        try {
            Files.write(file, report.lines());
        } catch (IOException full) {
            throw new UncheckedIOException("the steps of seed " + seed + " cannot be written to " + file, full);
        }
        List<String> lines = report.lines();
        return new ArrayList<>(lines.subList(Math.max(0, lines.size() - SHOWN), lines.size()));
    }

    private static Result result(long seed, Simulation.Report report) {
        return new Result(seed, report.digest(), report.steps(), report.counts(), report.problems());
    }

    @Override
    public void close() {
        workers.close();
    }
}
