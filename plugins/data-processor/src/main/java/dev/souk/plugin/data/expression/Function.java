package dev.souk.plugin.data.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The functions of the language but {@code if} and {@code coalesce}, which do not compute all of their arguments. */
enum Function {
    UPPER(1, 1, a -> bounded(a, a.text(0).toUpperCase(Locale.ROOT))),
    LOWER(1, 1, a -> bounded(a, a.text(0).toLowerCase(Locale.ROOT))),
    TRIM(1, 1, a -> a.text(0).strip()),
    LENGTH(1, 1, a -> BigDecimal.valueOf(a.text(0).codePointCount(0, a.text(0).length()))),
    SUBSTRING(2, 3, Texts::substring),
    CONCAT(1, Integer.MAX_VALUE, Texts::concat),
    REPLACE(3, 3, Texts::replace),
    CONTAINS(2, 2, a -> a.text(0).contains(a.needle(1))),
    STARTS_WITH(2, 2, a -> a.text(0).startsWith(a.text(1))),
    ENDS_WITH(2, 2, a -> a.text(0).endsWith(a.text(1))),
    TO_NUMBER(1, 1, Texts::toNumber),
    TO_TEXT(1, 1, Texts::concat),
    ROUND(1, 2, a -> rounded(a.number(0), a.count() == 1 ? 0 : a.integer(1, 0, 200), RoundingMode.HALF_UP)),
    FLOOR(1, 1, a -> rounded(a.number(0), 0, RoundingMode.FLOOR)),
    CEIL(1, 1, a -> rounded(a.number(0), 0, RoundingMode.CEILING)),
    ABS(1, 1, a -> a.number(0).abs()),
    YEAR(1, 1, a -> BigDecimal.valueOf(a.date(0).getYear())),
    MONTH(1, 1, a -> BigDecimal.valueOf(a.date(0).getMonthValue())),
    DAY(1, 1, a -> BigDecimal.valueOf(a.date(0).getDayOfMonth()));

    private static final Map<String, Function> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(Function::lowerName, f -> f));

    private final int fewest;
    private final int most;

    @SuppressWarnings("ImmutableEnumChecker") // the bodies above hold nothing
    private final java.util.function.Function<Arguments, Object> body;

    Function(int fewest, int most, java.util.function.Function<Arguments, Object> body) {
        this.fewest = fewest;
        this.most = most;
        this.body = body;
    }

    /** The function of this name in lower case, or null. */
    static @Nullable Function named(String name) {
        return BY_NAME.get(name);
    }

    /** All names, for a message. */
    static String listed() {
        return Arrays.stream(values()).map(Function::lowerName).collect(Collectors.joining(", ")) + ", coalesce, if";
    }

    int fewest() {
        return fewest;
    }

    int most() {
        return most;
    }

    /** The function's value over these arguments: null if one is null, except for {@link #CONCAT}. */
    Expression over(List<Expression> arguments) {
        String name = lowerName();
        return row -> {
            List<Object> values = new ArrayList<>(arguments.size());
            for (Expression argument : arguments) {
                Object value = argument.of(row);
                if (value != null) {
                    values.add(value);
                } else if (this != CONCAT) {
                    return null;
                }
            }
            return body.apply(new Arguments(name, values));
        };
    }

    private String lowerName() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String bounded(Arguments arguments, String text) {
        Texts.checkLength(arguments, text.length());
        return text;
    }

    private static BigDecimal rounded(BigDecimal number, int places, RoundingMode mode) {
        return number.scale() <= places ? number : number.setScale(places, mode);
    }
}
