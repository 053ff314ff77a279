package dev.souk.plugin.data.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds out how a source is written: by the end of its name, else by its media type, else by its first character ({@code [} is
 * JSON, <code>{</code> is JSON lines, anything else is CSV).
 */
final class FormatDetection {
    private static final int FIRST_BYTES = 4096;

    private FormatDetection() {}

    /** What was found: the format, and whether CSV has tabs for separators. */
    record Found(Format format, boolean tabs) {}

    static Found of(Format said, Content content) throws IOException {
        Optional<Found> named = content instanceof Content.Attached attached
                ? named(attached.attachment().name(), attached.attachment().mediaType())
                : Optional.empty();
        if (said != Format.AUTO) {
            return new Found(said, named.map(Found::tabs).orElse(false));
        }
        return named.isPresent() ? named.get() : new Found(byContent(content), false);
    }

    private static Optional<Found> named(String name, String mediaType) {
        String end = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        Optional<Found> byName = switch (end) {
            case "csv" -> Optional.of(new Found(Format.CSV, false));
            case "tsv", "tab" -> Optional.of(new Found(Format.CSV, true));
            case "jsonl", "ndjson" -> Optional.of(new Found(Format.JSON_LINES, false));
            default -> Optional.empty();
        };
        return byName.isPresent() ? byName : byMediaType(mediaType);
    }

    // A file that calls itself JSON may hold an array or lines, so that is left to the content.
    private static Optional<Found> byMediaType(String mediaType) {
        String type = mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return switch (type) {
            case "text/csv" -> Optional.of(new Found(Format.CSV, false));
            case "text/tab-separated-values" -> Optional.of(new Found(Format.CSV, true));
            case "application/jsonl", "application/x-ndjson" -> Optional.of(new Found(Format.JSON_LINES, false));
            default -> Optional.empty();
        };
    }

    private static Format byContent(Content content) throws IOException {
        try (InputStream in = content.open()) {
            for (byte b : in.readNBytes(FIRST_BYTES)) {
                boolean skipped =
                        b == ' ' || b == '\t' || b == '\n' || b == '\r' || b < 0; // a byte order mark is negative
                if (!skipped) {
                    return b == '[' ? Format.JSON : b == '{' ? Format.JSON_LINES : Format.CSV;
                }
            }
        }
        return Format.CSV;
    }
}
