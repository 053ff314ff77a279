package dev.souk.plugin.data;

import dev.souk.plugin.data.output.Output;
import dev.souk.plugin.data.row.Rejections;
import dev.souk.plugin.data.row.Row;
import dev.souk.plugin.data.row.RowStream;
import dev.souk.plugin.data.source.Intake;
import dev.souk.plugin.data.step.Step;
import dev.souk.plugin.data.step.Workspace;
import dev.souk.spi.agent.Agent;
import dev.souk.spi.agent.AgentContext;
import dev.souk.spi.agent.AgentDescriptor;
import dev.souk.spi.agent.AgentInput;
import dev.souk.spi.agent.AgentReply;
import dev.souk.spi.agent.Pricing;
import dev.souk.spi.agent.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pf4j.Extension;

/**
 * Selects, cleans, joins, groups and sorts the records of CSV and JSON sources. Rows flow through the steps one at a time, so a
 * source may be much larger than the memory; what a step must hold is bounded, and the rest is put aside on disk until the call
 * ends. A row that does not fit is left out and reported with its line.
 *
 * <p>Input and output are described by the two schemas beside this class. The input is a choice between steps, which a record
 * would express badly, so this is an {@link Agent} with schemas of its own.
 *
 * <p>Thread-safe: what belongs to a call lives in the call.
 */
@Extension
public final class DataProcessor implements Agent {
    private static final int ROWS_PER_CHECK = 1024;

    @Override
    public AgentDescriptor descriptor() {
        return AgentDescriptor.agent("souk.data-processor", "1.0.0")
                .name("Data processor")
                .summary("Selects, cleans, joins, groups and sorts CSV and JSON records, exactly and in little memory."
                        + " Rows that do not fit are reported by line.")
                .category("data")
                .skill(
                        "clean",
                        "Casts, filters, renames, computes and deduplicates, and reports what does not fit by line.")
                .skill("join", "Joins the rows of two sources over equal columns.")
                .skill("aggregate", "Groups rows and computes exact counts, sums, averages and extremes.")
                .skill("convert", "Turns CSV into JSON lines and back.")
                .input(schema("input.schema.json"))
                .output(schema("output.schema.json"))
                .pricing(Pricing.perCall("0.005"))
                .timeout(Duration.ofMinutes(5))
                .build();
    }

    private static Schema schema(String name) {
        try (InputStream in = DataProcessor.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the plugin's jar lacks " + name);
            }
            return Schema.json(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(name + " in the plugin's jar cannot be read", e);
        }
    }

    @Override
    public AgentReply invoke(AgentInput input, AgentContext context) throws IOException {
        Request request = new RequestReader(context).read(input.asMap());
        Rejections rejections = new Rejections(request.onBadRow());
        try (Workspace workspace = new Workspace(context, rejections)) {
            Intake intake = workspace.intake(request.source().at());
            RowStream rows = request.source().open(intake);
            for (Step step : request.steps()) {
                rows = step.behind(rows, workspace);
            }
            Output output = request.output().begin(rows.columns());
            for (Row row = rows.next(); row != null; row = rows.next()) {
                output.add(row);
                if (output.count() % ROWS_PER_CHECK == 0) {
                    context.checkCancelled();
                }
            }
            return AgentReply.of(answer(output, rejections, intake));
        }
    }

    private static Map<String, Object> answer(Output output, Rejections rejections, Intake intake) {
        Map<String, Object> answer = new LinkedHashMap<>();
        output.into(answer);
        answer.put("rejected", RejectionReport.of(rejections));
        answer.put("stats", Map.of("rowsRead", intake.records(), "rowsOut", output.count()));
        return answer;
    }
}
