package dev.souk.plugin.data.row;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates and timestamps, strictly: the 30th of February is none. What has no time of day is midnight, and what has no
 * offset is in UTC.
 */
public final class Moments {
    /** {@code 2024-02-29}, {@code 2024-02-29T10:15}, {@code 2024-02-29 10:15:00.5+02:00}. */
    public static final Moments ISO = new Moments(
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE)
                    .optionalStart()
                    .appendLiteral('T')
                    .append(DateTimeFormatter.ISO_LOCAL_TIME)
                    .optionalStart()
                    .appendOffset("+HH:MM", "Z")
                    .optionalEnd()
                    .optionalEnd()
                    .toFormatter(Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT),
            true);

    private static final int DATE_LENGTH = "2024-02-29".length();

    private final DateTimeFormatter form;
    private final boolean spaceForT;

    private Moments(DateTimeFormatter form, boolean spaceForT) {
        this.form = form;
        this.spaceForT = spaceForT;
    }

    /**
     * Dates in a form of their own.
     *
     * @param pattern as {@link DateTimeFormatter} has it, such as {@code dd.MM.yyyy}; {@code y} means the plain year, as {@code u}
     *     does, and month names are English
     * @throws IllegalArgumentException if it is no pattern
     */
    public static Moments ofPattern(String pattern) {
        DateTimeFormatter form = DateTimeFormatter.ofPattern(plainYears(pattern), Locale.ENGLISH);
        return new Moments(form.withResolverStyle(ResolverStyle.STRICT), false);
    }

    // Strict reading wants an era beside a year of the era, which nobody writes.
    private static String plainYears(String pattern) {
        StringBuilder plain = new StringBuilder(pattern.length());
        boolean quoted = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            quoted ^= c == '\'';
            plain.append(c == 'y' && !quoted ? 'u' : c);
        }
        return plain.toString();
    }

    /** The date in a text; nothing if there is none. What follows it of a timestamp is checked and left away. */
    public Optional<LocalDate> date(String text) {
        return Optional.ofNullable(parse(text)).map(parsed -> parsed.query(TemporalQueries.localDate()));
    }

    /** The timestamp in a text; nothing if there is none. */
    public Optional<Instant> timestamp(String text) {
        TemporalAccessor parsed = parse(text);
        LocalDate date = parsed == null ? null : parsed.query(TemporalQueries.localDate());
        if (parsed == null || date == null) {
            return Optional.empty();
        }
        LocalTime time = parsed.query(TemporalQueries.localTime());
        ZoneOffset offset = parsed.query(TemporalQueries.offset());
        return Optional.of(date.atTime(time == null ? LocalTime.MIDNIGHT : time)
                .toInstant(offset == null ? ZoneOffset.UTC : offset));
    }

    private @Nullable TemporalAccessor parse(String text) {
        String stripped = text.strip();
        if (spaceForT && stripped.length() > DATE_LENGTH && stripped.charAt(DATE_LENGTH) == ' ') {
            stripped = stripped.substring(0, DATE_LENGTH) + 'T' + stripped.substring(DATE_LENGTH + 1);
        }
        try {
            return form.parse(stripped);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The first moment of a date, in UTC. */
    public static Instant startOf(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The date of a moment, in UTC. */
    public static LocalDate dateOf(Instant timestamp) {
        return LocalDate.ofInstant(timestamp, ZoneOffset.UTC);
    }
}
