package dev.souk.plugin.scanner;

import dev.souk.plugin.scanner.source.FileKind;
import dev.souk.spi.agent.Description;

/**
 * A file that was scanned.
 *
 * @param name the attachment's name, or the name of the inline text
 * @param kind what it was read as
 * @param lines how many lines it has
 */
public record ScannedFile(
        @Description("The attachment's name, or the name of the inline text")
        String name,

        @Description("What it was read as") FileKind kind,
        @Description("How many lines it has") int lines) {}
