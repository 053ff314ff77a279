package dev.souk.benchmarks.load;

import dev.souk.server.text.Screen;
import dev.souk.server.text.Style;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where {@code souk bench} begins. */
public final class LoadMain {
    private LoadMain() {}

    @Command(
            name = "bench",
            mixinStandardHelpOptions = true,
            description = "Measures, on this machine.",
            synopsisSubcommandLabel = "ledger",
            footerHeading = "%nExamples:%n",
            footer = {
                "  souk bench ledger --database postgres",
                "  souk bench ledger --database sqlite --accounts 1 --callers 64 --seconds 20"
            })
    private static final class Bench implements Runnable {
        @Spec
        CommandSpec spec = CommandSpec.create();

        @Override
        public void run() {
            throw new ParameterException(spec.commandLine(), "say what to measure: ledger");
        }
    }

    /**
     * Runs one measurement and ends the JVM with its exit code.
     *
     * @param arguments what to measure and how
     */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        boolean terminal = Boolean.getBoolean("souk.terminal");
        Screen screen = new Screen(out, err, Style.PLAIN);
        System.exit(new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .addSubcommand(new LedgerBench(screen, new Progress(err, terminal)))
                .setUsageHelpWidth(110)
                .execute(arguments));
    }
}
