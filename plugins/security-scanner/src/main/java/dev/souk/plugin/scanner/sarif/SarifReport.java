package dev.souk.plugin.scanner.sarif;

import dev.souk.plugin.scanner.finding.Finding;
import dev.souk.plugin.scanner.finding.Findings;
import dev.souk.plugin.scanner.finding.Note;
import dev.souk.plugin.scanner.finding.Rule;
import dev.souk.plugin.scanner.finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes findings as a SARIF log. */
public final class SarifReport {
    private static final String NAME = "Souk security scanner";

    /** How GitHub's code scanning sorts findings: a number like CVSS's, as a text. */
    private static final String SECURITY_SEVERITY = "security-severity";

    private static final String FINGERPRINT = "soukScanner/v1";

    private final String version;
    private final Map<String, Rule> rules;

    /**
     * Takes what is the same for every log.
     *
     * @param version the scanner's version
     * @param rules every rule, by its id
     */
    public SarifReport(String version, Map<String, Rule> rules) {
        this.version = version;
        this.rules = Map.copyOf(rules);
    }

    /**
     * The log. It names the rules that have findings.
     *
     * @param findings what is reported
     * @param notes what there is to say of how the files were scanned
     * @param truncated whether more was found than is reported
     */
    public SarifLog log(List<Finding> findings, List<Note> notes, boolean truncated) {
        List<String> broken = findings.stream().map(Finding::ruleId).distinct().toList();
        SarifLog.Driver driver = new SarifLog.Driver(
                NAME, version, broken.stream().map(this::descriptor).toList());
        SarifLog.Run run = new SarifLog.Run(
                new SarifLog.Tool(driver),
                List.of(new SarifLog.Invocation(true, notifications(notes, truncated))),
                results(findings, broken),
                "utf16CodeUnits",
                List.of(Finding.MASK));
        return new SarifLog(SarifLog.SCHEMA, SarifLog.VERSION, List.of(run));
    }

    private SarifLog.ReportingDescriptor descriptor(String ruleId) {
        Rule rule = Objects.requireNonNull(rules.get(ruleId), ruleId);
        return new SarifLog.ReportingDescriptor(
                rule.id(),
                new SarifLog.Message(rule.message()),
                new SarifLog.Message(rule.advice()),
                new SarifLog.Configuration(level(rule.severity())),
                Map.of(SECURITY_SEVERITY, score(rule.severity())));
    }

    private static List<SarifLog.Result> results(List<Finding> findings, List<String> broken) {
        Fingerprints fingerprints = new Fingerprints();
        List<SarifLog.Result> results = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            results.add(new SarifLog.Result(
                    finding.ruleId(),
                    broken.indexOf(finding.ruleId()),
                    level(finding.severity()),
                    new SarifLog.Message(finding.message() + " " + finding.advice()),
                    List.of(location(finding)),
                    Map.of(FINGERPRINT, fingerprints.of(finding))));
        }
        return results;
    }

    private static SarifLog.Location location(Finding finding) {
        return new SarifLog.Location(new SarifLog.PhysicalLocation(
                new SarifLog.ArtifactLocation(UriReference.of(finding.file())),
                new SarifLog.Region(finding.line(), finding.column(), new SarifLog.Message(finding.excerpt()))));
    }

    private static List<SarifLog.Notification> notifications(List<Note> notes, boolean truncated) {
        List<SarifLog.Notification> result = new ArrayList<>();
        for (Note note : notes) {
            result.add(notification(note.file() + ": " + note.message()));
        }
        if (truncated) {
            result.add(notification("More was found than is reported: of each severity the first "
                    + Findings.MOST_PER_SEVERITY + " findings are."));
        }
        return result;
    }

    private static SarifLog.Notification notification(String text) {
        return new SarifLog.Notification("warning", new SarifLog.Message(text));
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW -> "note";
        };
    }

    private static String score(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "9.5";
            case HIGH -> "8.0";
            case MEDIUM -> "5.5";
            case LOW -> "3.0";
        };
    }
}
