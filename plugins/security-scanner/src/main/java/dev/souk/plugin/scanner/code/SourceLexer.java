package dev.souk.plugin.scanner.code;

/**
 * Tells code from comments and strings. For every text it takes it adds two texts of the same length: one in which comments are
 * blank, and one in which the insides of strings are blank as well; the quotes stay. Remembers from one text to the next whether
 * a comment or string is open. Not thread-safe.
 *
 * <p>It knows as much of the grammar as the rules need. A regular expression is told from a division by what stands before it,
 * and an expression inside a JavaScript template is taken for a part of the template.
 */
final class SourceLexer {
    private static final String BEFORE_REGEX = "(,=:[!&|?{};+~^\n";

    private enum State {
        CODE,
        LINE_COMMENT,
        BLOCK_COMMENT,
        STRING,
        TRIPLE,
        TEMPLATE,
        REGEX
    }

    private final Language language;
    private final StringBuilder strings = new StringBuilder();
    private final StringBuilder code = new StringBuilder();
    private State state = State.CODE;
    private char quote;
    private boolean inCharacterClass;
    private char lastCode = '\n';

    SourceLexer(Language language) {
        this.language = language;
    }

    /** The text without comments. */
    StringBuilder strings() {
        return strings;
    }

    /** The text without comments and without what stands in strings. */
    StringBuilder code() {
        return code;
    }

    /** Takes the next piece. */
    void accept(String text) {
        int at = 0;
        while (at < text.length()) {
            at = step(text, at);
        }
    }

    /** Takes the end of a line. */
    void endLine() {
        if (state == State.LINE_COMMENT || state == State.STRING || state == State.REGEX) {
            boolean continued =
                    state == State.STRING && strings.length() > 0 && strings.charAt(strings.length() - 1) == '\\';
            state = continued ? State.STRING : State.CODE;
        }
        strings.append('\n');
        code.append('\n');
        if (state == State.CODE) {
            lastCode = '\n';
        }
    }

    private int step(String text, int at) {
        return switch (state) {
            case CODE -> inCode(text, at);
            case LINE_COMMENT -> comment(text, at, text.length());
            case BLOCK_COMMENT -> blockComment(text, at);
            case STRING, TEMPLATE, REGEX -> inString(text, at);
            case TRIPLE -> inTriple(text, at);
        };
    }

    private int inCode(String text, int at) {
        char c = text.charAt(at);
        if (text.startsWith(language.lineComment(), at)) {
            state = State.LINE_COMMENT;
            return at;
        }
        if (language.blockComments() && text.startsWith("/*", at)) {
            state = State.BLOCK_COMMENT;
            return comment(text, at, at + 2);
        }
        if (isQuote(c)) {
            quote = c;
            boolean triple = language.tripleQuotes() && text.startsWith(tripled(), at);
            state = triple ? State.TRIPLE : c == '`' ? State.TEMPLATE : State.STRING;
            return code(text, at, at + (triple ? 3 : 1));
        }
        if (c == '/' && language.regexLiterals() && BEFORE_REGEX.indexOf(lastCode) >= 0) {
            quote = c;
            state = State.REGEX;
            inCharacterClass = false;
        }
        return code(text, at, at + 1);
    }

    private int inString(String text, int at) {
        char c = text.charAt(at);
        if (c == '\\') {
            return string(text, at, Math.min(text.length(), at + 2));
        }
        if (state == State.REGEX && (c == '[' || c == ']')) {
            inCharacterClass = c == '[';
        }
        if (c == quote && !(state == State.REGEX && inCharacterClass)) {
            state = State.CODE;
            return code(text, at, at + 1);
        }
        return string(text, at, at + 1);
    }

    private int inTriple(String text, int at) {
        if (text.charAt(at) == '\\') {
            return string(text, at, Math.min(text.length(), at + 2));
        }
        if (text.startsWith(tripled(), at)) {
            state = State.CODE;
            return code(text, at, at + 3);
        }
        return string(text, at, at + 1);
    }

    private int blockComment(String text, int at) {
        int end = text.indexOf("*/", at);
        if (end < 0) {
            return comment(text, at, text.length());
        }
        state = State.CODE;
        return comment(text, at, end + 2);
    }

    private int code(String text, int from, int to) {
        strings.append(text, from, to);
        code.append(text, from, to);
        for (int i = from; i < to; i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                lastCode = text.charAt(i);
            }
        }
        return to;
    }

    private int string(String text, int from, int to) {
        strings.append(text, from, to);
        blank(code, to - from);
        return to;
    }

    private int comment(String text, int from, int to) {
        int end = Math.min(text.length(), to);
        blank(strings, end - from);
        blank(code, end - from);
        return end;
    }

    private boolean isQuote(char c) {
        return c == '"' || (c == '\'' && language.singleQuotes()) || (c == '`' && language.backtick());
    }

    private String tripled() {
        return String.valueOf(quote).repeat(3);
    }

    private static void blank(StringBuilder target, int count) {
        for (int i = 0; i < count; i++) {
            target.append(' ');
        }
    }
}
