package dev.souk.plugin.data.expression;

import dev.souk.plugin.data.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cuts the text of an expression into tokens. */
final class Lexer {
    private static final Set<String> TWO_CHARACTER_SYMBOLS = Set.of("<=", ">=", "!=", "<>");
    private static final String ONE_CHARACTER_SYMBOLS = "+-*/%=<>(),";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    /** The tokens, the last of which is {@link Kind#END}. */
    static List<Token> tokens(String text) throws ExpressionException {
        Lexer lexer = new Lexer(text);
        while (lexer.at < text.length()) {
            lexer.takeOne();
        }
        lexer.add(Kind.END, "", text.length());
        return lexer.tokens;
    }

    private void takeOne() throws ExpressionException {
        char c = text.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (c == '\'') {
            enclosed(Kind.TEXT, '\'', "a text that begins with ' is not closed; write '' for a quote inside it");
        } else if (c == '[') {
            enclosed(
                    Kind.BRACKETED, ']', "a column that begins with [ is not closed; write ]] for a bracket inside it");
        } else if (isDigit(c) || (c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
            number();
        } else if (isNameStart(c)) {
            name();
        } else {
            symbol();
        }
    }

    private void enclosed(Kind kind, char end, String unclosed) throws ExpressionException {
        int from = at++;
        StringBuilder content = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != end) {
                content.append(c);
            } else if (at < text.length() && text.charAt(at) == end) {
                content.append(end);
                at++;
            } else {
                add(kind, content.toString(), from);
                return;
            }
        }
        throw new ExpressionException(from + 1, unclosed);
    }

    private void number() throws ExpressionException {
        int from = at;
        boolean point = false;
        while (at < text.length() && (isDigit(text.charAt(at)) || (text.charAt(at) == '.' && !point))) {
            point |= text.charAt(at) == '.';
            at++;
        }
        if (at < text.length() && isNamePart(text.charAt(at))) {
            throw new ExpressionException(from + 1, "a number is written as 12 or 12.50, without anything behind it");
        }
        add(Kind.NUMBER, text.substring(from, at), from);
    }

    private void name() {
        int from = at;
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
        add(Kind.NAME, text.substring(from, at), from);
    }

    private void symbol() throws ExpressionException {
        if (at + 2 <= text.length() && TWO_CHARACTER_SYMBOLS.contains(text.substring(at, at + 2))) {
            add(Kind.SYMBOL, text.substring(at, at + 2), at);
            at += 2;
            return;
        }
        String one = text.substring(at, at + 1);
        if (!ONE_CHARACTER_SYMBOLS.contains(one)) {
            String hint = one.equals("\"") ? "; texts stand in single quotes, columns in [brackets]" : "";
            throw new ExpressionException(at + 1, "'" + one + "' means nothing here" + hint);
        }
        add(Kind.SYMBOL, one, at);
        at++;
    }

    private void add(Kind kind, String content, int from) {
        tokens.add(new Token(kind, content, from + 1));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNameStart(char c) {
        return Character.isLetter(c) || c == '_';
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c) || c == '.';
    }
}
