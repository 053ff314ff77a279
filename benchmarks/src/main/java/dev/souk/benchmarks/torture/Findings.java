package dev.souk.benchmarks.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a torture has seen so far. Thread-safe; everything is guarded by {@code this}. */
final class Findings {
    /** How many failures are kept in words. */
    static final int MOST = 100;

    private final Map<String, Long> counters = new TreeMap<>();
    private final List<Outcome.Failed> first = new ArrayList<>();
    private final long together;
    private long failures;

    /** Of cases that each stand alone. */
    Findings() {
        this(1);
    }

    /** Of cases of which so many belong together. */
    Findings(long together) {
        this.together = together;
    }

    /** Something happened once more. */
    void count(String what) {
        count(what, 1);
    }

    /** Something happened so many times more. */
    synchronized void count(String what, long times) {
        counters.merge(what, times, Long::sum);
    }

    /** Something is not as it must be. */
    synchronized void fail(long seed, String what) {
        failures++;
        if (first.size() < MOST) {
            first.add(new Outcome.Failed(seed, together, what));
        }
    }

    /** The same of several things. */
    void failAll(long seed, List<String> contradictions) {
        contradictions.forEach(what -> fail(seed, what));
    }

    synchronized Outcome outcome(long cases) {
        return new Outcome(cases, failures, first, counters);
    }
}
