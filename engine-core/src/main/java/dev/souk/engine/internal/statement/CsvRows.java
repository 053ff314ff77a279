package dev.souk.engine.internal.statement;

import java.io.IOException;

/**
 * Writes rows as CSV after RFC 4180. A spreadsheet takes a cell for a formula if it begins with one of {@code = + - @}, so such a cell gets
 * an apostrophe before it, which makes it a text; so does one that begins with a tab, a line break, or the full-width form of one of them,
 * which some programs strip or read alike. Used by one thread.
 */
final class CsvRows {
    private static final String FORMULA_BEGINNINGS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private final Appendable out;

    CsvRows(Appendable out) {
        this.out = out;
    }

    /** Writes one row. */
    void row(String... cells) throws IOException {
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) {
                out.append(',');
            }
            cell(inert(cells[i]));
        }
        out.append("\r\n");
    }

    private static String inert(String cell) {
        int begin = 0;
        while (begin < cell.length() && (cell.charAt(begin) == ' ' || cell.charAt(begin) == '\u00a0')) {
            begin++;
        }
        return begin < cell.length() && FORMULA_BEGINNINGS.indexOf(cell.charAt(begin)) >= 0 ? "'" + cell : cell;
    }

    private void cell(String cell) throws IOException {
        if (cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')) {
            out.append(cell);
            return;
        }
        out.append('"').append(cell.replace("\"", "\"\"")).append('"');
    }
}
