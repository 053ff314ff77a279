package dev.souk.plugin.scanner;

import dev.souk.plugin.scanner.finding.Severity;
import dev.souk.plugin.scanner.source.FileKind;
import dev.souk.spi.agent.Description;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to scan: the inline text, the attachments of the call, or both.
 *
 * @param text the inline text
 * @param name the inline text's file name; {@value #DEFAULT_NAME} if it has none
 * @param kind what every file is read as; {@link FileKind#AUTO} if it is not said
 * @param minSeverity the least severity that is reported; all if it is not said
 * @param format how the findings are reported; {@link ReportFormat#FINDINGS} if it is not said
 * @param skipRules ids of rules that are not reported
 */
@Description("Text or attached files to look through for secrets, private keys and insecure settings")
public record ScanRequest(
        @Description("Text to scan. Files can be attached to the call instead, or as well") @Nullable
        String text,

        @Description("The file name of the text, by which its kind is told, such as Dockerfile or app/Main.java")
        @Nullable
        String name,

        @Description("What every file is read as. AUTO, the default, tells each file's kind from its name and content")
        @Nullable
        FileKind kind,

        @Description("The least severity that is reported; LOW, which is all, by default") @Nullable
        Severity minSeverity,

        @Description("FINDINGS, the default, reports a list; SARIF reports a SARIF 2.1.0 log") @Nullable
        ReportFormat format,

        @Description("Ids of rules that are not reported, such as secret-high-entropy") @Nullable
        List<String> skipRules) {
    static final String DEFAULT_NAME = "text";

    /** Copies the list. */
    public ScanRequest {
        skipRules = skipRules == null ? null : List.copyOf(skipRules);
    }

    String nameOrDefault() {
        return name == null || name.isBlank() ? DEFAULT_NAME : name;
    }

    FileKind kindOrDefault() {
        return kind == null ? FileKind.AUTO : kind;
    }

    Severity minSeverityOrDefault() {
        return minSeverity == null ? Severity.LOW : minSeverity;
    }

    ReportFormat formatOrDefault() {
        return format == null ? ReportFormat.FINDINGS : format;
    }

    List<String> skipRulesOrNone() {
        return skipRules == null ? List.of() : skipRules;
    }
}
