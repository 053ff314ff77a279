package dev.souk.server.command;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Puts the commands together and tells their faults: a line for what is expected to happen, a trace only if it is asked for. */
public final class CommandLines {
    private static final Set<ErrorCode> TYPED_WRONGLY =
            EnumSet.of(ErrorCode.INVALID_AMOUNT, ErrorCode.PLAN_NOT_FOUND, ErrorCode.MALFORMED_REQUEST);

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
                .setExecutionStrategy(CommandLines::execute)
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

    /** What every command understands may stand before the command as well, or between it and its subcommand. */
    private static int execute(ParseResult arguments) {
        CommandSpec command = deepest(arguments).commandSpec();
        for (String option : CommonOptions.LOGGING) {
            OptionSpec own = command.findOption(option);
            if (own != null && isGiven(arguments, option)) {
                own.setValue(true);
            }
        }
        return new CommandLine.RunLast().execute(arguments);
    }

    private static boolean isGiven(ParseResult arguments, String option) {
        return arguments.hasMatchedOption(option)
                || (arguments.hasSubcommand() && isGiven(arguments.subcommand(), option));
    }

    private int tell(Exception fault, CommandLine command, ParseResult arguments) {
        shell.screen().note("souk: " + message(fault));
        if (isGiven(arguments, CommonOptions.STACKTRACE)) {
            fault.printStackTrace();
        } else if (!isExpected(fault)) {
            shell.screen().note("This is a fault in Souk; run the command again with --stacktrace to see where.");
        }
        return isUsage(fault) ? ExitCodes.USAGE : ExitCodes.FAULT;
    }

    /** Whether it was typed wrongly, wherever that was found out. */
    private static boolean isUsage(Exception fault) {
        return fault instanceof UsageException
                || fault instanceof IllegalArgumentException
                || (fault instanceof SoukException souk && TYPED_WRONGLY.contains(souk.code()));
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
