package dev.souk.plugin.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.souk.spi.agent.AgentContext;
import dev.souk.spi.agent.Attachment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Calls the agent as an engine does: what goes in and what comes out is checked against its schemas. */
public final class Processing {
    private static final DataProcessor AGENT = new DataProcessor();
    private static final Schema INPUT = schema(AGENT.descriptor().input());
    private static final Schema OUTPUT = schema(AGENT.descriptor().output());

    private Processing() {}

    private static Schema schema(dev.souk.spi.agent.Schema declared) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(((dev.souk.spi.agent.Schema.Json) declared).text());
    }

    /** Whether the input schema takes a request. */
    public static boolean fitsSchema(String request) {
        return INPUT.validate(request, InputFormat.JSON).isEmpty();
    }

    /** A call with a request that fits the schema. */
    public static Answer run(String request, Attachment... attachments) throws IOException {
        assertThat(INPUT.validate(request, InputFormat.JSON)).isEmpty();
        return runUnchecked(request, TestContext.with(attachments));
    }

    /** A call whose request was not looked at before. */
    @SuppressWarnings("unchecked")
    public static Answer runUnchecked(String request, AgentContext context) throws IOException {
        Object output = AGENT.invoke(new TestInput(request), context).output();
        String json = JsonMapper.shared().writeValueAsString(output);
        assertThat(OUTPUT.validate(json, InputFormat.JSON)).isEmpty();
        return new Answer((Map<String, Object>) output);
    }

    /** A call over CSV text. */
    public static Answer csv(String text, String... steps) throws IOException {
        return run(request("CSV", text, steps));
    }

    /** A call over a JSON array. */
    public static Answer json(String text, String... steps) throws IOException {
        return run(request("JSON", text, steps));
    }

    /** A call over JSON lines. */
    public static Answer jsonLines(String text, String... steps) throws IOException {
        return run(request("JSON_LINES", text, steps));
    }

    static String request(String format, String text, String... steps) {
        return "{\"source\": {\"format\": \"%s\", \"text\": %s}, \"steps\": [%s]}"
                .formatted(format, quoted(text), String.join(", ", steps));
    }

    /** A text as JSON has it. */
    public static String quoted(String text) {
        return JsonMapper.shared().writeValueAsString(text);
    }

    /** A file with this text. */
    public static Attachment file(String name, String mediaType, String text) {
        return Attachment.of(name, mediaType, text.getBytes(StandardCharsets.UTF_8));
    }

    /** What the agent answered. */
    public record Answer(Map<String, Object> output) {
        @SuppressWarnings("unchecked")
        public List<String> columns() {
            return (List<String>) output.get("columns");
        }

        @SuppressWarnings("unchecked")
        public List<List<Object>> rows() {
            return (List<List<Object>>) output.get("rows");
        }

        public String text() {
            return (String) output.get("text");
        }

        public boolean truncated() {
            return (boolean) output.get("truncated");
        }

        public int rowCount() {
            return (int) output.get("rowCount");
        }

        public long rowsRead() {
            return (long) ((Map<?, ?>) output.get("stats")).get("rowsRead");
        }

        public long rowsOut() {
            return (long) ((Map<?, ?>) output.get("stats")).get("rowsOut");
        }

        public long rejectedCount() {
            return (long) rejected().get("count");
        }

        public Map<?, ?> rejectedByKind() {
            return (Map<?, ?>) rejected().get("byKind");
        }

        /** Each as {@code /steps/0/cast line 3 quantity CAST}. */
        public List<String> rejections() {
            return ((List<?>) rejected().get("first"))
                    .stream()
                            .map(entry -> (Map<?, ?>) entry)
                            .map(r -> r.get("at")
                                    + (r.containsKey("line") ? " line " + r.get("line") : "")
                                    + (r.containsKey("column") ? " " + r.get("column") : "")
                                    + " " + r.get("kind"))
                            .toList();
        }

        public String reason(int index) {
            return (String) ((Map<?, ?>) ((List<?>) rejected().get("first")).get(index)).get("reason");
        }

        private Map<?, ?> rejected() {
            return (Map<?, ?>) output.get("rejected");
        }
    }
}
