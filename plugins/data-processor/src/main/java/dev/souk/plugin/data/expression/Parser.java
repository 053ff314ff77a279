package dev.souk.plugin.data.expression;

import dev.souk.plugin.data.expression.Token.Kind;
import dev.souk.plugin.data.row.Columns;
import dev.souk.plugin.data.row.ExactNumbers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads an expression by operator precedence: Pratt, Top Down Operator Precedence (POPL 1973). Each operator has a power with which
 * it binds; reading at a power takes operators that bind at least so strongly.
 */
final class Parser {
    private static final int OR = 1;
    private static final int AND = 2;
    private static final int NOT = 3;
    private static final int COMPARISON = 4;
    private static final int SUM = 5;
    private static final int PRODUCT = 6;
    private static final int SIGN = 7;

    private final List<Token> tokens;
    private final Columns columns;
    private int next;
    private int depth;
    private int operations;

    Parser(List<Token> tokens, Columns columns) {
        this.tokens = tokens;
        this.columns = columns;
    }

    Expression parse() throws ExpressionException {
        Expression whole = read(OR);
        if (peek().kind() != Kind.END) {
            throw fault(peek(), "the expression is complete before " + peek().shown());
        }
        return whole;
    }

    private Expression read(int power) throws ExpressionException {
        if (++depth > Expression.MAX_DEPTH) {
            throw fault(peek(), "the expression is nested more than " + Expression.MAX_DEPTH + " deep");
        }
        Expression left = operand();
        while (powerOf(peek()) >= power) {
            left = operation(left, take());
        }
        depth--;
        return left;
    }

    private static int powerOf(Token token) {
        return switch (token.operator()) {
            case "or" -> OR;
            case "and" -> AND;
            case "=", "!=", "<>", "<", "<=", ">", ">=", "in", "like", "is", "not" -> COMPARISON;
            case "+", "-" -> SUM;
            case "*", "/", "%" -> PRODUCT;
            default -> 0;
        };
    }

    private Expression operation(Expression left, Token operator) throws ExpressionException {
        if (++operations > Expression.MAX_OPERATIONS) {
            throw fault(operator, "the expression has more than " + Expression.MAX_OPERATIONS + " operators");
        }
        String symbol = operator.operator();
        return switch (powerOf(operator)) {
            case OR -> Logic.or(left, read(OR + 1));
            case AND -> Logic.and(left, read(AND + 1));
            case COMPARISON -> unchained(comparison(left, operator));
            case SUM -> Arithmetic.of(symbol, left, read(SUM + 1));
            default -> Arithmetic.of(symbol, left, read(PRODUCT + 1));
        };
    }

    private Expression comparison(Expression left, Token operator) throws ExpressionException {
        return switch (operator.operator()) {
            case "is" -> {
                boolean negated = takeIf("not");
                expectWord("null");
                yield row -> (left.of(row) == null) != negated;
            }
            case "not" -> {
                Token negated = take();
                if (!negated.isWord("in") && !negated.isWord("like")) {
                    throw fault(negated, "after 'not' here comes 'in' or 'like', not " + negated.shown());
                }
                yield Logic.not(comparison(left, negated));
            }
            case "in" -> {
                expectSymbol("(");
                yield Comparison.in(left, list());
            }
            case "like" -> Like.of(left, read(SUM));
            default -> Comparison.of(operator.operator(), left, read(SUM));
        };
    }

    private Expression unchained(Expression comparison) throws ExpressionException {
        if (powerOf(peek()) == COMPARISON) {
            throw fault(peek(), "comparisons do not chain; join them with 'and', or use parentheses");
        }
        return comparison;
    }

    private Expression operand() throws ExpressionException {
        Token token = take();
        return switch (token.kind()) {
            case NUMBER -> number(token);
            case TEXT -> constant(token.text());
            case BRACKETED -> column(token);
            case NAME -> named(token);
            case SYMBOL -> signedOrGrouped(token);
            case END -> throw fault(token, "the expression ends where a value should stand");
        };
    }

    private Expression signedOrGrouped(Token token) throws ExpressionException {
        if (token.isSymbol("(")) {
            Expression inner = read(OR);
            expectSymbol(")");
            return inner;
        }
        if (token.isSymbol("-")) {
            return Arithmetic.negated(read(SIGN));
        }
        throw fault(token, "a value should stand here, not " + token.shown());
    }

    private Expression named(Token token) throws ExpressionException {
        if (peek().isSymbol("(") && !token.isWord("not")) {
            return call(token);
        }
        return switch (token.operator()) {
            case "not" -> Logic.not(read(NOT));
            case "true" -> row -> true;
            case "false" -> row -> false;
            case "null" -> row -> null;
            case "and", "or", "in", "is", "like" ->
                throw fault(
                        token,
                        "a value should stand here, not " + token.shown()
                                + "; a column of that name stands in [brackets]");
            default -> column(token);
        };
    }

    private Expression call(Token name) throws ExpressionException {
        take();
        List<Expression> arguments = list();
        String function = name.text().toLowerCase(Locale.ROOT);
        return switch (function) {
            case "if" -> {
                expectCount(name, arguments, 3, 3);
                yield Logic.choice(arguments.get(0), arguments.get(1), arguments.get(2));
            }
            case "coalesce" -> {
                expectCount(name, arguments, 1, Integer.MAX_VALUE);
                yield Logic.firstKnown(arguments);
            }
            default -> {
                Function known = Function.named(function);
                if (known == null) {
                    throw fault(name, "there is no function " + name.shown() + "; there are " + Function.listed());
                }
                expectCount(name, arguments, known.fewest(), known.most());
                yield known.over(arguments);
            }
        };
    }

    // What follows an opening parenthesis, to the closing one.
    private List<Expression> list() throws ExpressionException {
        List<Expression> list = new ArrayList<>();
        if (!peek().isSymbol(")")) {
            list.add(read(OR));
            while (peek().isSymbol(",")) {
                take();
                list.add(read(OR));
            }
        }
        expectSymbol(")");
        return list;
    }

    private void expectCount(Token name, List<Expression> arguments, int fewest, int most) throws ExpressionException {
        int count = arguments.size();
        if (count < fewest || count > most) {
            String wanted = fewest == most
                    ? "" + fewest
                    : most == Integer.MAX_VALUE ? fewest + " or more" : fewest + " or " + most;
            throw fault(name, name.shown() + " takes " + wanted + " arguments, not " + count);
        }
    }

    private Expression column(Token token) throws ExpressionException {
        int position;
        try {
            position = columns.position(token.text());
        } catch (IllegalArgumentException e) {
            throw fault(token, String.valueOf(e.getMessage()));
        }
        return row -> row.value(position);
    }

    private static Expression number(Token token) throws ExpressionException {
        BigDecimal number = ExactNumbers.parse(token.text())
                .orElseThrow(() -> fault(
                        token,
                        "a number has at most " + ExactNumbers.MAX_DIGITS + " digits before or behind its point"));
        return constant(number);
    }

    private static Expression constant(Object value) {
        return row -> value;
    }

    private Token peek() {
        return tokens.get(next);
    }

    private Token take() {
        Token token = tokens.get(next);
        if (token.kind() != Kind.END) {
            next++;
        }
        return token;
    }

    private boolean takeIf(String word) {
        boolean there = peek().isWord(word);
        if (there) {
            take();
        }
        return there;
    }

    private void expectWord(String word) throws ExpressionException {
        Token token = take();
        if (!token.isWord(word)) {
            throw fault(token, "here comes '" + word + "', not " + token.shown());
        }
    }

    private void expectSymbol(String symbol) throws ExpressionException {
        Token token = take();
        if (!token.isSymbol(symbol)) {
            throw fault(token, "here comes '" + symbol + "', not " + token.shown());
        }
    }

    private static ExpressionException fault(Token token, String message) {
        return new ExpressionException(token.position(), message);
    }
}
