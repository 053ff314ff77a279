package dev.souk.plugin.scanner;

import dev.souk.plugin.scanner.finding.Finding;
import dev.souk.plugin.scanner.finding.Note;
import dev.souk.plugin.scanner.sarif.SarifLog;
import dev.souk.spi.agent.Description;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found.
 *
 * @param counts how many findings there are of each severity
 * @param files the files that were scanned
 * @param findings in the order of the files and their lines; absent if a SARIF log was asked for
 * @param truncated whether more was found than is reported, or the time was over before all was scanned
 * @param notes files that were skipped or not scanned to their end, and parts that were scanned as text only
 * @param sarif the findings as a SARIF 2.1.0 log; absent unless it was asked for
 */
@Description("What was found. No secret stands in it whole")
public record ScanReport(
        @Description("How many findings there are of each severity, with those that did not fit into the report")
        SeverityCounts counts,

        @Description("The files that were scanned") List<ScannedFile> files,

        @Description("The findings, in the order of the files and their lines; absent if a SARIF log was asked for")
        @Nullable
        List<Finding> findings,

        @Description(
                "Whether more was found than is reported: of each severity the first 500 findings are. Also if the time was over"
                        + " before all was scanned; a note then says where")
        boolean truncated,

        @Description("Files that were skipped or not scanned to their end, and parts that were scanned as text only")
        List<Note> notes,

        @Description("The findings as a SARIF 2.1.0 log; absent unless it was asked for") @Nullable
        SarifLog sarif) {
    /** Copies the lists. */
    public ScanReport {
        files = List.copyOf(files);
        findings = findings == null ? null : List.copyOf(findings);
        notes = List.copyOf(notes);
    }
}
