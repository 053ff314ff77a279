package dev.souk.server.command;

import dev.souk.server.log.Logging;
import java.util.List;
import picocli.CommandLine.Option;

/** What every command understands. */
final class CommonOptions {
    static final String STACKTRACE = "--stacktrace";
    /** What is said of logging; these may stand before the command too. */
    static final List<String> LOGGING = List.of(STACKTRACE, "--verbose");

    @Option(names = STACKTRACE, description = "Show where a fault came from")
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
