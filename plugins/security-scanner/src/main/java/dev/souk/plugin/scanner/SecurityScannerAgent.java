package dev.souk.plugin.scanner;

import dev.souk.plugin.scanner.finding.Selection;
import dev.souk.plugin.scanner.sarif.SarifReport;
import dev.souk.spi.agent.AgentContext;
import dev.souk.spi.agent.AgentDescriptor;
import dev.souk.spi.agent.AgentException;
import dev.souk.spi.agent.Attachment;
import dev.souk.spi.agent.Pricing;
import dev.souk.spi.agent.TypedAgent;
import java.io.IOException;
import java.time.Duration;
import org.pf4j.Extension;

/**
 * Finds secrets, private keys and insecure settings in text, Dockerfiles, Kubernetes YAML, Java, Python and JavaScript. It reads
 * each file once and line by line, changes nothing, and keeps nothing. Thread-safe.
 */
@Extension
public final class SecurityScannerAgent extends TypedAgent<ScanRequest, ScanReport> {
    static final String ID = "souk.security-scanner";
    static final String VERSION = "1.0.0";

    /** Describes the agent. */
    public SecurityScannerAgent() {
        super(AgentDescriptor.agent(ID, VERSION)
                .name("Security scanner")
                .summary(
                        "Finds secrets, private keys and insecure settings in text, Dockerfiles, Kubernetes YAML, Java, Python and"
                                + " JavaScript. Reports each with its line, a masked excerpt and advice, or all as SARIF 2.1.0.")
                .category("security")
                .skill("find-secrets", "Finds provider keys, passwords, random-looking strings and private keys.")
                .skill("find-insecure-settings", "Finds insecure settings in Dockerfiles and Kubernetes manifests.")
                .skill("find-insecure-code", "Finds insecure calls in Java, Python and JavaScript.")
                .pricing(Pricing.perCall("0.01"))
                .timeout(Duration.ofSeconds(30)));
    }

    @Override
    protected ScanReport answer(ScanRequest request, AgentContext context) throws IOException {
        if (request.text() == null && context.attachments().isEmpty()) {
            throw AgentException.invalidInput("", "there is nothing to scan; send a text, or attach files to the call");
        }
        Selection selection =
                new Selection(request.minSeverityOrDefault(), RuleCatalog.skipped(request.skipRulesOrNone()));
        Scan scan = new Scan(context, request.kindOrDefault(), selection);
        if (request.text() != null) {
            scan.text(request.nameOrDefault(), request.text());
        }
        for (Attachment attachment : context.attachments()) {
            scan.attachment(attachment);
        }
        return report(scan, request.formatOrDefault());
    }

    private static ScanReport report(Scan scan, ReportFormat format) {
        boolean asList = format == ReportFormat.FINDINGS;
        boolean unreported = scan.findings().truncated();
        SarifReport sarif = new SarifReport(VERSION, RuleCatalog.BY_ID);
        return new ScanReport(
                SeverityCounts.of(scan.findings()),
                scan.files(),
                asList ? scan.findings().kept() : null,
                unreported || scan.outOfTime(),
                scan.notes(),
                asList ? null : sarif.log(scan.findings().kept(), scan.notes(), unreported));
    }
}
