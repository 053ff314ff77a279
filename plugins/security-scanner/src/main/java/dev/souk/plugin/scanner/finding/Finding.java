package dev.souk.plugin.scanner.finding;

import dev.souk.spi.agent.Description;

/**
 * Something found, as the caller sees it. No secret stands in it whole.
 *
 * @param ruleId which rule found it
 * @param severity how bad it is
 * @param file the attachment's name, or the name of the inline text
 * @param line from 1
 * @param column from 1, in UTF-16 code units
 * @param excerpt the line, or the part of it around the place, with every secret masked
 * @param message what was found
 * @param advice what to do
 */
public record Finding(
        @Description("Which rule found it") String ruleId,
        @Description("How bad it is") Severity severity,

        @Description("The attachment's name, or the name of the inline text")
        String file,

        @Description("The line, from 1") int line,

        @Description("The column, from 1, in UTF-16 code units")
        int column,

        @Description("The line, or the part of it around the place, with every secret masked")
        String excerpt,

        @Description("What was found") String message,
        @Description("What to do about it") String advice) {
    /** What stands for the hidden part of a secret, whatever its length. */
    public static final String MASK = "********";
}
