/**
 * What is insecure in Java, Python and JavaScript. The rules are data; one lexer tells code from comments and strings for all
 * three, so that a rule never trips over a word in a comment.
 */
@NullMarked
package dev.souk.plugin.scanner.code;

import org.jspecify.annotations.NullMarked;
