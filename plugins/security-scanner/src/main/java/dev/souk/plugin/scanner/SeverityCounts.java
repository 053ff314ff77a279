package dev.souk.plugin.scanner;

import dev.souk.plugin.scanner.finding.Findings;
import dev.souk.plugin.scanner.finding.Severity;
import dev.souk.spi.agent.Description;

/**
 * How many findings there are of each severity, with those that did not fit into the report.
 *
 * @param critical gives access by itself
 * @param high opens a way in under common conditions
 * @param medium weakens a defence
 * @param low untidy
 * @param total all of them
 */
public record SeverityCounts(
        @Description("Gives access by itself") int critical,

        @Description("Opens a way in under common conditions")
        int high,

        @Description("Weakens a defence") int medium,
        @Description("Untidy") int low,
        @Description("All of them") int total) {
    static SeverityCounts of(Findings findings) {
        int critical = findings.count(Severity.CRITICAL);
        int high = findings.count(Severity.HIGH);
        int medium = findings.count(Severity.MEDIUM);
        int low = findings.count(Severity.LOW);
        return new SeverityCounts(critical, high, medium, low, critical + high + medium + low);
    }
}
