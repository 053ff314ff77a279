package dev.souk.plugin.scanner.sarif;

import dev.souk.spi.agent.Description;
import java.util.List;
import java.util.Map;

/**
 * A log in the Static Analysis Results Interchange Format, version 2.1.0 (OASIS, errata 01). The components are the format's own
 * property names, so that the record's JSON is the log; of the format there is what this scanner fills.
 *
 * @param $schema where the format's schema is
 * @param version the format's version
 * @param runs one run
 */
@Description("A SARIF 2.1.0 log")
@SuppressWarnings("MemberName") // $schema is what the format calls it
public record SarifLog(String $schema, String version, List<Run> runs) {
    static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    static final String VERSION = "2.1.0";

    /** What the format calls a run: one use of a tool. */
    public record Run(
            Tool tool,
            List<Invocation> invocations,
            List<Result> results,
            String columnKind,
            List<String> redactionTokens) {}

    /** The tool that ran. */
    public record Tool(Driver driver) {}

    /** The tool's main part. */
    public record Driver(String name, String semanticVersion, List<ReportingDescriptor> rules) {}

    /** A rule. */
    public record ReportingDescriptor(
            String id,
            Message shortDescription,
            Message help,
            Configuration defaultConfiguration,
            Map<String, String> properties) {}

    /** How a rule is set. */
    public record Configuration(String level) {}

    /** A plain text. */
    public record Message(String text) {}

    /** How the tool was run, and what it had to say of it. */
    public record Invocation(boolean executionSuccessful, List<Notification> toolExecutionNotifications) {}

    /** Something the tool had to say of how it ran. */
    public record Notification(String level, Message message) {}

    /** A finding. */
    public record Result(
            String ruleId,
            int ruleIndex,
            String level,
            Message message,
            List<Location> locations,
            Map<String, String> partialFingerprints) {}

    /** Where something is. */
    public record Location(PhysicalLocation physicalLocation) {}

    /** A file, and a place in it. */
    public record PhysicalLocation(ArtifactLocation artifactLocation, Region region) {}

    /** A file, as a relative URI reference. */
    public record ArtifactLocation(String uri) {}

    /** A place in a file; line and column from 1. */
    public record Region(int startLine, int startColumn, Message snippet) {}
}
