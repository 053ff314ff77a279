package dev.souk.plugin.scanner.finding;

import java.util.EnumMap;
import java.util.Map;

/** Counts by severity. Not thread-safe. */
final class Tally {
    private final Map<Severity, Integer> counts = new EnumMap<>(Severity.class);

    void add(Severity severity, int more) {
        counts.merge(severity, more, Integer::sum);
    }

    int of(Severity severity) {
        return counts.getOrDefault(severity, 0);
    }

    int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
