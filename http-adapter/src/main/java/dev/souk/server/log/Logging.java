package dev.souk.server.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import org.slf4j.LoggerFactory;

/**
 * Binds Logback to standard error, in code: a {@code logback.xml} in this jar would overrule that of a host which mounts the adapter.
 */
public enum Logging {
    /** Nothing at all. */
    OFF("OFF", "OFF"),
    /** What went wrong, for commands. */
    WARNINGS("WARN", "ERROR"),
    /** A line for each call and what matters beside it, for the server. */
    SERVER("INFO", "WARN"),
    /** Everything, to find out why something fails. */
    VERBOSE("DEBUG", "INFO");

    private static final String WITH_TRACES =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC} %-5level %logger{0} %replace(%msg){'[\\r\\n]+',' '}%n%ex";
    private static final String WITHOUT_TRACES =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC} %-5level %logger{0} %replace(%msg){'[\\r\\n]+',' '}%n%nopex";

    private final String souk;
    private final String others;

    Logging(String souk, String others) {
        this.souk = souk;
        this.others = others;
    }

    /**
     * Logs this much from now on.
     *
     * @param traces whether stack traces are written
     */
    public void apply(boolean traces) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(traces ? WITH_TRACES : WITHOUT_TRACES);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        root.setLevel(Level.toLevel(others));
        // What Javalin cannot start with is told by whoever starts it, and what fails in a handler is logged there.
        context.getLogger("io.javalin").setLevel(this == VERBOSE ? Level.INFO : Level.OFF);
        // It says which file is no plugin without naming it; the engine says it again, with the name and the reason.
        context.getLogger("org.pf4j").setLevel(this == VERBOSE ? Level.INFO : Level.OFF);
        context.getLogger("dev.souk").setLevel(Level.toLevel(souk));
    }
}
