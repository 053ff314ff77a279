package dev.souk.plugin.scanner.finding;

import dev.souk.spi.agent.Description;

/**
 * Something the caller should know of how a file was scanned.
 *
 * @param file the file's name
 * @param message one sentence, without anything of the file's content
 */
public record Note(
        @Description("The file's name") String file,
        @Description("What to know of how it was scanned") String message) {}
