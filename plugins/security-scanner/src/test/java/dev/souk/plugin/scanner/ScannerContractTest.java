package dev.souk.plugin.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.spi.agent.Agent;
import dev.souk.spi.agent.Attachment;
import dev.souk.testkit.AgentContract;
import dev.souk.testkit.AgentTestKit;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScannerContractTest extends AgentContract {
    @Override
    protected Agent newAgent() {
        return new SecurityScannerAgent();
    }

    @Override
    protected Map<String, Object> validInput() {
        return Map.of("text", "FROM alpine:latest", "name", "Dockerfile");
    }

    @Test
    void sarifFitsTheAgentsOwnSchemaInTheEngine() {
        Attachment file =
                Attachment.of("Dockerfile", "text/plain", "FROM alpine:latest".getBytes(StandardCharsets.UTF_8));
        try (AgentTestKit kit = AgentTestKit.of(newAgent())) {
            Map<String, Object> output = kit.call(Map.of("format", "SARIF"), file);
            Map<?, ?> log = (Map<?, ?>) output.get("sarif");
            assertThat(log.get("version")).isEqualTo("2.1.0");
            assertThat(log.get("$schema")).asString().contains("sarif");
            assertThat((List<?>) log.get("runs")).hasSize(1);
        }
    }
}
