package dev.souk.engine.call;

import java.util.List;

/**
 * What making everything again that follows from the journal came to, and how it compares with what is there.
 *
 * @param projections each kind of thing that follows from it
 * @param findings the first hundred differences, in words
 * @since 0.1
 */
public record RebuildReport(List<Projection> projections, List<String> findings) {
    /** Copies the lists. */
    public RebuildReport {
        projections = List.copyOf(projections);
        findings = List.copyOf(findings);
    }

    /** Whether everything is what the journal makes of it. */
    public boolean isEqual() {
        return projections.stream().allMatch(projection -> projection.different() == 0);
    }

    /**
     * One kind of thing.
     *
     * @param name what
     * @param rebuilt how many of them were made again
     * @param different how many are not there, are there and should not be, or differ
     */
    public record Projection(String name, long rebuilt, long different) {}
}
