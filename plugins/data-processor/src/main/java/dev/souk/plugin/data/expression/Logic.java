package dev.souk.plugin.data.expression;

import dev.souk.plugin.data.row.RejectionKind;
import dev.souk.plugin.data.row.RowFault;
import dev.souk.plugin.data.row.ValueText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Three-valued logic as SQL has it, and what decides which value is computed at all. */
final class Logic {
    private Logic() {}

    static Expression and(Expression left, Expression right) {
        return row -> {
            Boolean first = truth(left.of(row), "and");
            if (Boolean.FALSE.equals(first)) {
                return false;
            }
            Boolean second = truth(right.of(row), "and");
            boolean unknown = first == null && !Boolean.FALSE.equals(second);
            return unknown ? null : second;
        };
    }

    static Expression or(Expression left, Expression right) {
        return row -> {
            Boolean first = truth(left.of(row), "or");
            if (Boolean.TRUE.equals(first)) {
                return true;
            }
            Boolean second = truth(right.of(row), "or");
            boolean unknown = first == null && !Boolean.TRUE.equals(second);
            return unknown ? null : second;
        };
    }

    static Expression not(Expression operand) {
        return row -> {
            Boolean truth = truth(operand.of(row), "not");
            return truth == null ? null : !truth;
        };
    }

    static Expression choice(Expression condition, Expression then, Expression otherwise) {
        return row -> Boolean.TRUE.equals(truth(condition.of(row), "if")) ? then.of(row) : otherwise.of(row);
    }

    static Expression firstKnown(List<Expression> candidates) {
        return row -> {
            for (Expression candidate : candidates) {
                Object value = candidate.of(row);
                if (value != null) {
                    return value;
                }
            }
            return null;
        };
    }

    private static @Nullable Boolean truth(@Nullable Object value, String where) {
        if (value == null || value instanceof Boolean) {
            return (Boolean) value;
        }
        throw new RowFault(
                RejectionKind.EXPRESSION, "'" + where + "' needs true or false, not " + ValueText.described(value));
    }
}
