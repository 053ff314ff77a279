package dev.souk.server.command;

import dev.souk.server.log.Logging;
import picocli.CommandLine.Option;

/** What every command understands. */
final class CommonOptions {
    @Option(names = "--stacktrace", description = "Show where a fault came from")
    boolean stacktrace;

    @Option(names = "--verbose", description = "Log everything")
    boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help")
    boolean help;

    void log(Logging usual) {
        (verbose ? Logging.VERBOSE : usual).apply(stacktrace || verbose);
    }
}
