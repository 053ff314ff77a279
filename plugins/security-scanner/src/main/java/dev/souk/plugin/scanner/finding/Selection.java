package dev.souk.plugin.scanner.finding;

import java.util.Set;

/**
 * Which findings the caller wants to see.
 *
 * @param least the least severity that is reported
 * @param skipped ids of rules that are not reported
 */
public record Selection(Severity least, Set<String> skipped) {
    /** Copies the ids. */
    public Selection {
        skipped = Set.copyOf(skipped);
    }

    /** Whether what this rule finds is reported. */
    public boolean wants(Rule rule) {
        return rule.severity().isAtLeast(least) && !skipped.contains(rule.id());
    }
}
