package dev.souk.plugin.data.source;

import dev.souk.plugin.data.row.RowStream;
import java.io.IOException;

/**
 * Where rows come from.
 *
 * @param at the place in the request, as a JSON pointer
 * @param format how the rows are written
 * @param content the bytes
 * @param csv how CSV is written, if it is CSV
 */
public record Source(String at, Format format, Content content, CsvOptions csv) {
    /**
     * Opens the source at its first row.
     *
     * @param intake counts what is read, takes what does not fit, and closes what is opened
     * @throws dev.souk.spi.agent.AgentException invalid input, if it cannot be read as what it is said to be
     * @throws IOException if the bytes cannot be read
     */
    public RowStream open(Intake intake) throws IOException {
        FormatDetection.Found found = FormatDetection.of(format, content);
        return switch (found.format()) {
            case CSV, AUTO -> CsvRows.open(new Lines(intake.closing(content.open())), csv, found.tabs(), intake);
            case JSON -> JsonArrayRows.open(content, intake);
            case JSON_LINES -> JsonLineRows.open(content, intake);
        };
    }
}
