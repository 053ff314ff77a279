package dev.souk.plugin.data;

import dev.souk.plugin.data.output.Form;
import dev.souk.plugin.data.output.OutputSpec;
import dev.souk.plugin.data.row.OnBadRow;
import dev.souk.plugin.data.source.Content;
import dev.souk.plugin.data.source.CsvOptions;
import dev.souk.plugin.data.source.Format;
import dev.souk.plugin.data.source.Source;
import dev.souk.plugin.data.step.Step;
import dev.souk.spi.agent.AgentContext;
import dev.souk.spi.agent.AgentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the request, all but its steps. */
final class RequestReader {
    private final AgentContext context;

    /** A reader for a call with these attachments. */
    RequestReader(AgentContext context) {
        this.context = context;
    }

    Request read(Map<String, Object> input) {
        RequestObject root = new RequestObject("", input).only("source", "steps", "output", "onBadRow");
        return new Request(
                source(root.object("source")),
                root.has("steps") ? steps(root) : List.of(),
                root.has("output")
                        ? output(root.object("output"))
                        : new OutputSpec(Form.ROWS, OutputSpec.DEFAULT_ROWS, true),
                root.choice("onBadRow", OnBadRow.class, OnBadRow.REPORT));
    }

    private List<Step> steps(RequestObject root) {
        List<RequestObject> objects = root.objects("steps");
        if (objects.size() > Request.MAX_STEPS) {
            throw AgentException.invalidInput(
                    root.at("steps"), "there are " + objects.size() + " steps; at most " + Request.MAX_STEPS + " fit");
        }
        StepReader reader = new StepReader(this::source);
        List<Step> steps = new ArrayList<>();
        for (RequestObject object : objects) {
            steps.add(reader.read(object));
        }
        return steps;
    }

    private Source source(RequestObject source) {
        source.only("format", "text", "attachment", "csv");
        return new Source(
                source.at(),
                source.choice("format", Format.class, Format.AUTO),
                content(source),
                source.has("csv") ? csv(source.object("csv")) : CsvOptions.DEFAULT);
    }

    private Content content(RequestObject source) {
        if (source.has("text") == source.has("attachment")) {
            throw AgentException.invalidInput(
                    source.at(), "exactly one of 'text' and 'attachment' says where the rows are");
        }
        if (source.has("text")) {
            return new Content.Inline(source.text("text"));
        }
        String name = source.text("attachment");
        return new Content.Attached(context.attachment(name)
                .orElseThrow(() -> AgentException.invalidInput(
                        source.at("attachment"), "no file named '" + name + "' came with the call")));
    }

    private static CsvOptions csv(RequestObject csv) {
        csv.only("separator", "quote", "columns");
        Character separator = csv.character("separator").orElse(null);
        char quote = csv.character("quote").orElse('"');
        if (separator != null && separator == quote) {
            throw AgentException.invalidInput(csv.at(), "separator and quote are the same character");
        }
        return new CsvOptions(separator, quote, csv.has("columns") ? csv.texts("columns") : List.of());
    }

    private static OutputSpec output(RequestObject output) {
        output.only("format", "maxRows", "escapeFormulas");
        return new OutputSpec(
                output.choice("format", Form.class, Form.ROWS),
                output.integer("maxRows", 0, OutputSpec.MAX_ROWS, OutputSpec.DEFAULT_ROWS),
                output.flag("escapeFormulas", true));
    }
}
