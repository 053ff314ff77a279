package dev.souk.plugin.scanner;

import dev.souk.plugin.scanner.finding.Finding;
import dev.souk.spi.agent.Attachment;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What the agent answered, as a record and as the JSON a caller sees. */
record Scanned(ScanReport report, JsonNode json) {
    static Scanned of(Map<String, ?> input, Attachment... attachments) {
        return of(input, new FakeContext(List.of(attachments)));
    }

    static Scanned of(Map<String, ?> input, FakeContext context) {
        try (SecurityScannerAgent agent = new SecurityScannerAgent()) {
            ScanReport report = (ScanReport)
                    agent.invoke(new JsonInput(new HashMap<>(input)), context).output();
            return new Scanned(report, JsonInput.JSON.valueToTree(report));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static Scanned text(String name, String text) {
        return of(Map.of("name", name, "text", text));
    }

    static Attachment file(String name, String text) {
        return Attachment.of(name, "text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    List<Finding> findings() {
        return report.findings();
    }

    List<String> ruleIds() {
        return findings().stream().map(Finding::ruleId).toList();
    }

    List<Integer> lines(String ruleId) {
        return findings().stream()
                .filter(finding -> finding.ruleId().equals(ruleId))
                .map(Finding::line)
                .toList();
    }
}
