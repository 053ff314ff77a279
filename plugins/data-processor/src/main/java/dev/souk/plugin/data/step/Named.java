package dev.souk.plugin.data.step;

import dev.souk.plugin.data.expression.Expression;
import dev.souk.plugin.data.expression.ExpressionException;
import dev.souk.plugin.data.row.Columns;
import dev.souk.spi.agent.AgentException;
import java.util.List;
import java.util.Objects;

/** Finds what a request names, or says at which place in the request it names what is not there. */
final class Named {
    private Named() {}

    static int column(Columns columns, String name, String at) {
        try {
            return columns.position(name);
        } catch (IllegalArgumentException e) {
            throw AgentException.invalidInput(at, messageOf(e));
        }
    }

    static int[] columns(Columns columns, List<String> names, String at) {
        int[] positions = new int[names.size()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = column(columns, names.get(i), at + "/" + i);
        }
        return positions;
    }

    static Columns made(List<String> names, String at) {
        try {
            return new Columns(names);
        } catch (IllegalArgumentException e) {
            throw AgentException.invalidInput(at, messageOf(e));
        }
    }

    static Expression expression(String text, Columns columns, String at) {
        try {
            return Expression.parse(text, columns);
        } catch (ExpressionException e) {
            throw AgentException.invalidInput(at, messageOf(e) + " (at character " + e.position() + ")");
        }
    }

    private static String messageOf(Exception e) {
        return Objects.requireNonNull(e.getMessage(), "message");
    }
}
