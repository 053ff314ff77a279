package dev.souk.plugin.scanner.code;

import java.util.List;

/**
 * What the lexer must know of a language to tell code from comments and strings.
 *
 * @param lineComment begins a comment that ends with the line
 * @param blockComments whether there are comments in slash and star
 * @param tripleQuotes whether three quotes begin a text over many lines
 * @param backtick whether a backtick begins a text over many lines
 * @param singleQuotes whether a text may stand in single quotes
 * @param regexLiterals whether a slash may begin a regular expression
 * @param rules what is looked for
 */
record Language(
        String lineComment,
        boolean blockComments,
        boolean tripleQuotes,
        boolean backtick,
        boolean singleQuotes,
        boolean regexLiterals,
        List<CodeRule> rules) {
    static final Language JAVA = new Language("//", true, true, false, true, false, JavaRules.ALL);
    static final Language PYTHON = new Language("#", false, true, false, true, false, PythonRules.ALL);
    static final Language JAVASCRIPT = new Language("//", true, false, true, true, true, JavaScriptRules.ALL);
}
