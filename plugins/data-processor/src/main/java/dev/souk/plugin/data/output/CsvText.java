package dev.souk.plugin.data.output;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.souk.plugin.data.row.Columns;
import dev.souk.plugin.data.row.ExactNumbers;
import dev.souk.plugin.data.row.Row;
import dev.souk.plugin.data.row.ValueText;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows as CSV (RFC 4180: commas, double quotes where needed, CR LF) under a header line. Null is an empty field.
 *
 * <p>A spreadsheet takes a text that begins with {@code = + - @}, a tab or a carriage return for a formula and runs it. Unless
 * that is switched off, an apostrophe is put before such a text, in the header too; not before one that is a number, such as
 * {@code -5}.
 */
final class CsvText implements RowWriter {
    private static final String FORMULA_BEGINNINGS = "=+-@\t\r";

    private final StringWriter text = new StringWriter();
    private final CsvWriter writer = CsvWriter.builder().bufferSize(0).build(text);
    private final boolean inertFormulas;
    private long bytes;

    CsvText(Columns columns, boolean inertFormulas) {
        this.inertFormulas = inertFormulas;
        writer.writeRecord(columns.names().stream().map(this::inert).toList());
    }

    @Override
    public boolean add(Row row) {
        int before = text.getBuffer().length();
        List<String> fields = new ArrayList<>(row.size());
        for (int i = 0; i < row.size(); i++) {
            fields.add(field(row.value(i)));
        }
        writer.writeRecord(fields);
        long size = JsonSize.of(text.getBuffer(), before, text.getBuffer().length());
        if (bytes + size > MAX_BYTES) {
            text.getBuffer().setLength(before);
            return false;
        }
        bytes += size;
        return true;
    }

    private String field(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof String string ? inert(string) : ValueText.of(value);
    }

    private String inert(String string) {
        boolean formula = inertFormulas
                && !string.isEmpty()
                && FORMULA_BEGINNINGS.indexOf(string.charAt(0)) >= 0
                && ExactNumbers.parse(string).isEmpty();
        return formula ? "'" + string : string;
    }

    @Override
    public void into(Map<String, Object> answer) {
        answer.put("text", text.toString());
    }
}
