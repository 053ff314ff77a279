package dev.souk.plugin.data.output;

import dev.souk.plugin.data.row.Row;
import java.util.Map;

/** Keeps rows in one form, up to a size. For one thread. */
sealed interface RowWriter permits ListWriter, CsvText, JsonLinesText {
    /** The most that the rows may take in the answer, in bytes of JSON: an engine takes 4 MiB unless it is told otherwise. */
    long MAX_BYTES = 3_000_000;

    /**
     * Keeps a row.
     *
     * @return whether there was room; if not, nothing was kept
     */
    boolean add(Row row);

    /** Puts what was kept into the answer. */
    void into(Map<String, Object> answer);
}
