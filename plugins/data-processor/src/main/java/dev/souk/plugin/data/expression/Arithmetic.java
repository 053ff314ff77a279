package dev.souk.plugin.data.expression;

import dev.souk.plugin.data.row.ExactNumbers;
import dev.souk.plugin.data.row.RejectionKind;
import dev.souk.plugin.data.row.RowFault;
import dev.souk.plugin.data.row.ValueText;
import java.math.BigDecimal;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** Exact arithmetic on numbers; null if an operand is null. */
final class Arithmetic {
    private Arithmetic() {}

    static Expression of(String symbol, Expression left, Expression right) {
        BinaryOperator<BigDecimal> operation = switch (symbol) {
            case "+" -> BigDecimal::add;
            case "-" -> BigDecimal::subtract;
            case "*" -> BigDecimal::multiply;
            case "/" -> (a, b) -> ExactNumbers.divide(a, notZero(b));
            default -> (a, b) -> a.remainder(notZero(b));
        };
        return row -> {
            BigDecimal a = number(left.of(row), symbol);
            BigDecimal b = number(right.of(row), symbol);
            return a == null || b == null ? null : ExactNumbers.checked(operation.apply(a, b));
        };
    }

    static Expression negated(Expression operand) {
        return row -> {
            BigDecimal number = number(operand.of(row), "-");
            return number == null ? null : number.negate();
        };
    }

    private static @Nullable BigDecimal number(@Nullable Object value, String symbol) {
        if (value == null || value instanceof BigDecimal) {
            return (BigDecimal) value;
        }
        throw new RowFault(
                RejectionKind.EXPRESSION,
                "'" + symbol + "' needs numbers, not " + ValueText.described(value)
                        + "; cast the column before, or use to_number");
    }

    private static BigDecimal notZero(BigDecimal divisor) {
        if (divisor.signum() == 0) {
            throw new RowFault(RejectionKind.EXPRESSION, "division by zero");
        }
        return divisor;
    }
}
