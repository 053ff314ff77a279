package dev.souk.plugin.data.row;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Casts values to one type. Null stays null, and so becomes a blank text for every type but {@link ColumnType#STRING}. Immutable.
 *
 * @param type to what
 * @param moments how dates and timestamps are read
 */
public record Conversion(ColumnType type, Moments moments) {
    /** A cast that reads dates and timestamps as ISO 8601 has them. */
    public static Conversion to(ColumnType type) {
        return new Conversion(type, Moments.ISO);
    }

    /**
     * The value as the type has it.
     *
     * @throws RowFault if it is not of the type
     */
    public @Nullable Object of(@Nullable Object value) {
        if (value == null || (type != ColumnType.STRING && value instanceof String text && text.isBlank())) {
            return null;
        }
        Optional<?> converted = switch (type) {
            case STRING -> Optional.of(ValueText.of(value));
            case INTEGER -> number(value).flatMap(Conversion::whole);
            case DECIMAL -> number(value);
            case BOOLEAN -> bool(value);
            case DATE -> date(value);
            case TIMESTAMP -> timestamp(value);
        };
        if (converted.isEmpty()) {
            throw new RowFault(RejectionKind.CAST, ValueText.described(value) + " is no " + type);
        }
        return converted.get();
    }

    private static Optional<BigDecimal> number(Object value) {
        if (value instanceof String text) {
            return ExactNumbers.parse(text);
        }
        return value instanceof BigDecimal number ? Optional.of(number) : Optional.empty();
    }

    private static Optional<BigDecimal> whole(BigDecimal number) {
        if (ExactNumbers.isInteger(number)) {
            return Optional.of(number);
        }
        BigDecimal cut = number.setScale(0, RoundingMode.DOWN);
        return cut.compareTo(number) == 0 ? Optional.of(cut) : Optional.empty();
    }

    private static Optional<Boolean> bool(Object value) {
        if (value instanceof Boolean known) {
            return Optional.of(known);
        }
        return switch (ValueText.of(value).strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1" -> Optional.of(true);
            case "false", "no", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private Optional<LocalDate> date(Object value) {
        if (value instanceof String text) {
            return moments.date(text);
        }
        if (value instanceof Instant timestamp) {
            return Optional.of(Moments.dateOf(timestamp));
        }
        return value instanceof LocalDate date ? Optional.of(date) : Optional.empty();
    }

    private Optional<Instant> timestamp(Object value) {
        if (value instanceof String text) {
            return moments.timestamp(text);
        }
        if (value instanceof LocalDate date) {
            return Optional.of(Moments.startOf(date));
        }
        return value instanceof Instant timestamp ? Optional.of(timestamp) : Optional.empty();
    }
}
