package dev.souk.spi;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * An amount of credits, held as a whole number of micro-credits: 1 credit = 1,000,000 micros. Arithmetic is exact and
 * overflow is an error; there is no floating point anywhere. One credit is one US dollar unless the host says otherwise.
 *
 * <p>Immutable and thread-safe.
 *
 * @param micros the amount in micro-credits; negative for what is owed
 * @since 0.1
 */
public record Credits(long micros) implements Comparable<Credits> {
    /** How many micros one credit has. */
    public static final long MICROS_PER_CREDIT = 1_000_000L;

    /** Nothing. */
    public static final Credits ZERO = new Credits(0);

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,13}(\\.[0-9]{1,6})?");

    /**
     * The amount of so many micro-credits.
     *
     * @param micros any number
     */
    public static Credits ofMicros(long micros) {
        return micros == 0 ? ZERO : new Credits(micros);
    }

    /**
     * Reads a plain decimal number of credits: ASCII digits, at most thirteen before the point and six behind it, no
     * exponent, no sign but a leading minus, no blanks.
     *
     * @param text for example {@code "0.0095"}
     * @return the exact amount
     * @throws SoukException {@link ErrorCode#INVALID_AMOUNT} if the text is anything else
     */
    public static Credits parse(String text) {
        if (text.length() > 32 || !DECIMAL.matcher(text).matches()) {
            throw new SoukException(
                    ErrorCode.INVALID_AMOUNT,
                    "'" + abbreviated(text) + "' is not an amount of credits; write a plain decimal with at most six"
                            + " decimals, such as 12.5");
        }
        try {
            return ofMicros(new BigDecimal(text).movePointRight(6).longValueExact());
        } catch (ArithmeticException tooLarge) {
            throw new SoukException(ErrorCode.INVALID_AMOUNT, text + " credits are more than can be counted", tooLarge);
        }
    }

    private static String abbreviated(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    /**
     * The sum of both.
     *
     * @throws ArithmeticException if it does not fit a {@code long}
     */
    public Credits plus(Credits other) {
        return ofMicros(Math.addExact(micros, other.micros));
    }

    /**
     * This less the other.
     *
     * @throws ArithmeticException if it does not fit a {@code long}
     */
    public Credits minus(Credits other) {
        return ofMicros(Math.subtractExact(micros, other.micros));
    }

    /** Whether this is more than nothing. */
    public boolean isPositive() {
        return micros > 0;
    }

    /** Whether this is exactly nothing. */
    public boolean isZero() {
        return micros == 0;
    }

    @Override
    public int compareTo(Credits other) {
        return Long.compare(micros, other.micros);
    }

    /** The amount as a plain decimal without trailing zeros, as {@link #parse} reads it: {@code 0.0095}. */
    @Override
    public String toString() {
        return micros == 0
                ? "0"
                : BigDecimal.valueOf(micros, 6).stripTrailingZeros().toPlainString();
    }
}
