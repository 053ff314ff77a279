package dev.souk.benchmarks.torture;

import dev.souk.benchmarks.load.Progress;
import dev.souk.server.text.Screen;
import dev.souk.server.text.Style;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Where {@code souk torture} begins. */
public final class TortureMain {
    private TortureMain() {}

    /**
     * Runs one torture and ends the JVM with its exit code.
     *
     * @param arguments which and how
     */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Progress progress = new Progress(err, Boolean.getBoolean("souk.terminal"));
        System.exit(new CommandLine(new TortureCommand(new Screen(out, err, Style.PLAIN), progress))
                .setUsageHelpWidth(110)
                .execute(arguments));
    }
}
