package dev.souk.plugin.data.output;

import dev.souk.plugin.data.row.Columns;
import dev.souk.plugin.data.row.Row;
import dev.souk.plugin.data.row.ValueText;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** Rows as JSON objects, one a line. */
final class JsonLinesText implements RowWriter {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final Columns columns;
    private final StringWriter text = new StringWriter();
    private long bytes;

    JsonLinesText(Columns columns) {
        this.columns = columns;
    }

    @Override
    public boolean add(Row row) {
        int before = text.getBuffer().length();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            generator.writeStartObject();
            for (int i = 0; i < row.size(); i++) {
                generator.writeName(columns.names().get(i));
                write(generator, row.value(i));
            }
            generator.writeEndObject();
        }
        text.append('\n');
        long size = JsonSize.of(text.getBuffer(), before, text.getBuffer().length());
        if (bytes + size > MAX_BYTES) {
            text.getBuffer().setLength(before);
            return false;
        }
        bytes += size;
        return true;
    }

    private static void write(JsonGenerator generator, @Nullable Object value) {
        if (value == null) {
            generator.writeNull();
        } else if (value instanceof BigDecimal number) {
            generator.writeNumber(number);
        } else if (value instanceof Boolean truth) {
            generator.writeBoolean(truth);
        } else {
            generator.writeString(ValueText.of(value));
        }
    }

    @Override
    public void into(Map<String, Object> answer) {
        answer.put("text", text.toString());
    }
}
