package dev.souk.server.command;

import dev.souk.spi.SoukException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.ParseResult;

/** Puts the commands together and tells their faults: a line for what is expected to happen, a trace only if it is asked for. */
public final class CommandLines {
    private final Shell shell;

    /**
     * Commands in this shell.
     *
     * @param shell what they find around them
     */
    public CommandLines(Shell shell) {
        this.shell = shell;
    }

    /**
     * Runs one.
     *
     * @param arguments the command and its options
     * @return the exit code
     */
    public int run(String... arguments) {
        return new CommandLine(new SoukCommand(), factory())
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        shell.screen().style().colour() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(110)
                .setExpandAtFiles(false)
                .setOut(shell.screen().answers())
                .setErr(shell.screen().notes())
                .setExecutionExceptionHandler(this::tell)
                .execute(arguments);
    }

    /** Commands that take a shell get this one; everything else is made as picocli does. */
    private IFactory factory() {
        IFactory usual = CommandLine.defaultFactory();
        return new IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                    if (Arrays.equals(constructor.getParameterTypes(), new Class<?>[] {Shell.class})) {
                        return made(type, constructor);
                    }
                }
                return usual.create(type);
            }
        };
    }

    private <K> K made(Class<K> type, Constructor<?> constructor) throws Exception {
        try {
            return type.cast(constructor.newInstance(shell));
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() instanceof Exception fault ? fault : thrown;
        }
    }

    private int tell(Exception fault, CommandLine command, ParseResult arguments) {
        shell.screen().note("souk: " + message(fault));
        if (arguments.hasMatchedOption("--stacktrace") || deepest(arguments).hasMatchedOption("--stacktrace")) {
            fault.printStackTrace();
        } else if (!isExpected(fault)) {
            shell.screen().note("This is a fault in Souk; run the command again with --stacktrace to see where.");
        }
        return fault instanceof UsageException || fault instanceof IllegalArgumentException
                ? ExitCodes.USAGE
                : ExitCodes.FAULT;
    }

    private static ParseResult deepest(ParseResult result) {
        ParseResult at = result;
        while (at.hasSubcommand()) {
            at = at.subcommand();
        }
        return at;
    }

    private static String message(Exception fault) {
        return isExpected(fault) ? String.valueOf(fault.getMessage()) : fault.toString();
    }

    private static boolean isExpected(Exception fault) {
        return fault instanceof SoukException
                || fault instanceof UsageException
                || fault instanceof IllegalArgumentException;
    }
}
