package dev.souk.plugin.data.output;

import dev.souk.plugin.data.row.Row;
import java.util.Map;

/** Keeps rows in one form, up to a size. For one thread. */
sealed interface RowWriter permits ListWriter, CsvText, JsonLinesText {
    /** The most characters of a text. */
    int MAX_CHARACTERS = 2_000_000;

    /**
     * Keeps a row.
     *
     * @return whether there was room; if not, nothing was kept
     */
    boolean add(Row row);

    /** Puts what was kept into the answer. */
    void into(Map<String, Object> answer);
}
