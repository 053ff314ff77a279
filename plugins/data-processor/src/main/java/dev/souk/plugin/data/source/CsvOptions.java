package dev.souk.plugin.data.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a CSV source is written.
 *
 * @param separator between fields; null if it is not said
 * @param quote around fields
 * @param columns the columns' names, if the source has no header line; else empty
 */
public record CsvOptions(@Nullable Character separator, char quote, List<String> columns) {
    /** Commas, double quotes, and a header line. */
    public static final CsvOptions DEFAULT = new CsvOptions(null, '"', List.of());

    /** Copies the names. */
    public CsvOptions {
        columns = List.copyOf(columns);
    }

    /** The separator that was said; else a tab if the source is known to have tabs, and a comma if not. */
    char separatorOr(boolean tabs) {
        if (separator != null) {
            return separator;
        }
        return tabs ? '\t' : ',';
    }
}
