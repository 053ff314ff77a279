package dev.souk.benchmarks.torture.simulation;

import java.util.Map;
import java.util.TreeMap;

/** What happened in a simulation, how often. Used by whichever thread of it runs, one at a time. */
final class Seen {
    /** A caller waited for its command as long as it could. */
    static final String TIMED_OUT = "seen: a wait ended by its time";

    private final Map<String, Long> counts = new TreeMap<>();

    void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    long of(String what) {
        return counts.getOrDefault(what, 0L);
    }

    Map<String, Long> counts() {
        return counts;
    }
}
