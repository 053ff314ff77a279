package dev.souk.plugin.data.row;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Exact decimal numbers of bounded length. A number here has a scale of zero or more (zero makes it an integer), and at most
 * {@link #MAX_DIGITS} digits on either side of its point, so that no short text such as {@code 1e999999999} can fill the memory.
 */
public final class ExactNumbers {
    /** The most digits before, and the most behind, the decimal point. */
    public static final int MAX_DIGITS = 200;

    /** The decimal places of a quotient or an average, unless its operands have more. */
    public static final int QUOTIENT_SCALE = 10;

    private static final int LONGEST_TEXT = 2 * MAX_DIGITS + 20;

    private ExactNumbers() {}

    /**
     * Reads a number such as {@code -12.50} or {@code 1e3}, with spaces around it.
     *
     * @return nothing if it is none, or one that is too long
     */
    public static Optional<BigDecimal> parse(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty() || stripped.length() > LONGEST_TEXT || !canBegin(stripped.charAt(0))) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(stripped);
            return fits(number) ? Optional.of(normal(number)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    // Spares most texts the cost of an exception.
    private static boolean canBegin(char c) {
        return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.';
    }

    /**
     * The number in the form used here.
     *
     * @throws RowFault if it is too long
     */
    public static BigDecimal checked(BigDecimal number) {
        if (!fits(number)) {
            throw new RowFault(
                    RejectionKind.EXPRESSION,
                    "the result has more than " + MAX_DIGITS + " digits before or behind its point");
        }
        return normal(number);
    }

    /** The quotient, rounded half to even at {@link #QUOTIENT_SCALE} places or its operands' if more, without trailing zeros. */
    public static BigDecimal divide(BigDecimal dividend, BigDecimal divisor) {
        int scale = Math.max(QUOTIENT_SCALE, Math.max(dividend.scale(), divisor.scale()));
        return normal(dividend.divide(divisor, scale, RoundingMode.HALF_EVEN).stripTrailingZeros());
    }

    /** Whether it has no fraction in its form; {@code 2.0} has one. */
    public static boolean isInteger(BigDecimal number) {
        return number.scale() == 0;
    }

    private static boolean fits(BigDecimal number) {
        return number.scale() <= MAX_DIGITS && (long) number.precision() - number.scale() <= MAX_DIGITS;
    }

    private static BigDecimal normal(BigDecimal number) {
        return number.scale() < 0 ? number.setScale(0) : number;
    }
}
