package dev.souk.server.text;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where a command writes: answers to one stream, so that they can be piped, and everything said beside them to the other.
 *
 * <p>Thread-safe as far as a {@link PrintStream} is: lines stay whole.
 */
public final class Screen {
    private final PrintStream out;
    private final PrintStream err;
    private final Style style;

    /**
     * A screen.
     *
     * @param out takes answers
     * @param err takes notes and complaints
     * @param style what {@code out} can show
     */
    public Screen(PrintStream out, PrintStream err, Style style) {
        this.out = out;
        this.err = err;
        this.style = style;
    }

    /** What can be shown. */
    public Style style() {
        return style;
    }

    /** Takes answers that others write. */
    public PrintWriter answers() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }

    /** Takes notes that others write. */
    public PrintWriter notes() {
        return new PrintWriter(err, true, StandardCharsets.UTF_8);
    }

    /** Takes answers that are bytes. */
    public OutputStream bytes() {
        return out;
    }

    /** A line of the answer. */
    public void line(String text) {
        out.println(text);
    }

    /** An empty line. */
    public void gap() {
        out.println();
    }

    /** A table of the answer. */
    public void table(Table table) {
        table.lines(style).forEach(out::println);
    }

    /** The answer as JSON for people and scripts, over several lines. */
    public void json(Object value) {
        out.println(Json.pretty(value));
    }

    /**
     * The last line of a command that measures or checks.
     *
     * @param values what came out, in the order in which it is shown
     */
    public void result(Map<String, ?> values) {
        out.println("RESULT " + Json.compact(values));
        out.flush();
    }

    /** Says something beside the answer. */
    public void note(String text) {
        out.flush();
        err.println(text);
    }
}
