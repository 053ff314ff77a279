package dev.souk.server;

import dev.souk.server.command.CommandLines;
import dev.souk.server.command.Shell;
import dev.souk.server.log.Logging;
import dev.souk.server.text.Screen;
import dev.souk.server.text.Style;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;

/**
 * Where the command line begins. The launcher says with {@code souk.home} where Souk was built, and with {@code souk.terminal} whether
 * standard output is a terminal.
 */
public final class Main {
    private Main() {}

    /**
     * Runs one command and ends the JVM with its exit code.
     *
     * @param arguments the command and its options
     */
    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.setOut(out);
        System.setErr(err);
        // First of all: even the JVM's exit is logged, and Logback would show it on standard output unless it is told
        // otherwise.
        Logging.WARNINGS.apply(false);
        String home = System.getProperty("souk.home");
        String version = Main.class.getPackage().getImplementationVersion();
        Shell shell = new Shell(
                new Screen(out, err, style(environment)),
                System.in,
                environment,
                home == null ? null : Path.of(home),
                version == null ? "development" : version,
                Clock.systemUTC(),
                System::nanoTime,
                new SecureRandom());
        System.exit(new CommandLines(shell).run(arguments));
    }

    private static Style style(Map<String, String> environment) {
        boolean terminal = Boolean.getBoolean("souk.terminal");
        boolean plain = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "").equals("dumb");
        return new Style(isUtf8(environment), terminal && !plain);
    }

    /** The first of the three that is set decides, as POSIX has it. */
    private static boolean isUtf8(Map<String, String> environment) {
        for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            String value = environment.getOrDefault(name, "");
            if (!value.isEmpty()) {
                return value.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8");
            }
        }
        return false;
    }
}
