package dev.souk.benchmarks.torture;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a torture came to.
 *
 * @param cases how many were run
 * @param failures how many things were not as they must be
 * @param first the first of them, at most {@value Findings#MOST}
 * @param counters what else was counted, by its name, in the order in which it is shown
 */
public record Outcome(long cases, long failures, List<Failed> first, Map<String, Long> counters) {
    /**
     * Something that was not as it must be.
     *
     * @param seed with which the case can be run again
     * @param cases how many cases belong together and are run again with it
     * @param what was wrong, for people
     */
    public record Failed(long seed, long cases, String what) {}

    /** Copies the list and the map. */
    public Outcome {
        first = List.copyOf(first);
        counters = Collections.unmodifiableMap(new LinkedHashMap<>(counters));
    }
}
