package dev.souk.plugin.data.output;

import dev.souk.plugin.data.row.Columns;

/**
 * What the caller wants to see.
 *
 * @param form in which form
 * @param maxRows how many rows at most, zero or more
 * @param inertFormulas whether texts in CSV that a spreadsheet would take for formulas are made inert
 */
public record OutputSpec(Form form, int maxRows, boolean inertFormulas) {
    /** How many rows are answered if the caller does not say. */
    public static final int DEFAULT_ROWS = 1_000;

    /** The most rows a caller may ask for. */
    public static final int MAX_ROWS = 50_000;

    /** Begins an output for rows of these columns. */
    public Output begin(Columns columns) {
        RowWriter writer = switch (form) {
            case ROWS -> new ListWriter();
            case CSV -> new CsvText(columns, inertFormulas);
            case JSON_LINES -> new JsonLinesText(columns);
        };
        return new Output(columns, maxRows, writer);
    }
}
