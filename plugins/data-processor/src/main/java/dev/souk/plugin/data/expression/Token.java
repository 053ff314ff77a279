package dev.souk.plugin.data.expression;

import java.util.Locale;

/**
 * A piece of an expression's text.
 *
 * @param kind what it is
 * @param text what it says: a string without its quotes, a column without its brackets
 * @param position its first character, from 1
 */
record Token(Kind kind, String text, int position) {
    enum Kind {
        NUMBER,
        TEXT,
        NAME,
        BRACKETED,
        SYMBOL,
        END
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isWord(String word) {
        return kind == Kind.NAME && text.equalsIgnoreCase(word);
    }

    /** A name in lower case, a symbol as it is: what an operator is found by. */
    String operator() {
        return kind == Kind.NAME ? text.toLowerCase(Locale.ROOT) : kind == Kind.SYMBOL ? text : "";
    }

    /** For a message. */
    String shown() {
        return kind == Kind.END ? "the end" : "'" + text + "'";
    }
}
