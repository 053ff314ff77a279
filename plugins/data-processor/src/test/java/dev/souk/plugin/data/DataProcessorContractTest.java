package dev.souk.plugin.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.engine.call.Refusal;
import dev.souk.spi.agent.Agent;
import dev.souk.spi.agent.Attachment;
import dev.souk.testkit.AgentContract;
import dev.souk.testkit.AgentTestKit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataProcessorContractTest extends AgentContract {
    @Override
    protected Agent newAgent() {
        return new DataProcessor();
    }

    @Override
    protected Map<String, Object> validInput() {
        return Map.of(
                "source", Map.of("format", "CSV", "text", "name,age\nAnn,41\nBen,37\n"),
                "steps", List.of(Map.of("filter", Map.of("where", "to_number(age) > 40"))));
    }

    @Test
    void theSampleOrdersAreReadInTheEngineAndTheirBadRowsReported() throws IOException {
        Attachment orders = Attachment.of("orders.csv", "text/csv", Path.of("../../samples/data/orders.csv"));
        try (AgentTestKit kit = AgentTestKit.of(newAgent())) {
            Map<String, Object> output = kit.call(
                    Map.of(
                            "source",
                            Map.of("attachment", "orders.csv"),
                            "steps",
                            List.of(Map.of("cast", Map.of("column", "quantity", "type", "INTEGER")))),
                    orders);
            assertThat(((Number) ((Map<?, ?>) output.get("rejected")).get("count")).intValue())
                    .isPositive();
        }
    }

    @Test
    void aBadExpressionIsTheCallersFaultAndSaysWhere() {
        try (AgentTestKit kit = AgentTestKit.of(newAgent())) {
            assertThat(kit.tryCall(Map.of(
                            "source", Map.of("format", "CSV", "text", "a\n1\n"),
                            "steps", List.of(Map.of("filter", Map.of("where", "a >"))))))
                    .isInstanceOfSatisfying(
                            Refusal.InvalidInput.class,
                            no -> assertThat(no.problems().get(0).pointer()).startsWith("/steps/0/filter"));
        }
    }
}
