package dev.souk.benchmarks.load;

import java.io.PrintStream;

/** A line that says what goes on and how far it is: drawn anew on a terminal, and elsewhere one line for each thing. Thread-safe. */
public final class Progress {
    private static final int WIDTH = 30;
    private static final long REDRAW_NANOS = 100_000_000;

    private final PrintStream err;
    private final boolean terminal;
    private String what = "";
    private long drawn;

    /**
     * Nothing goes on yet.
     *
     * @param err where it is drawn
     * @param terminal whether that is a terminal
     */
    public Progress(PrintStream err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    /** Something else goes on now. */
    public synchronized void begin(String now) {
        what = now;
        if (terminal) {
            draw(0);
        } else {
            err.println(now);
        }
    }

    /** How much of it is over, from 0 to 1. */
    public synchronized void show(double part) {
        long now = System.nanoTime();
        if (terminal && now - drawn > REDRAW_NANOS) {
            drawn = now;
            draw(part);
        }
    }

    /** Nothing goes on any more. */
    public synchronized void end() {
        if (terminal) {
            err.print("\r\033[K");
            err.flush();
        }
    }

    private void draw(double part) {
        int full = (int) Math.round(part * WIDTH);
        err.print("\r\033[K[" + "#".repeat(full) + ".".repeat(WIDTH - full) + "] " + Math.round(part * 100) + " % "
                + what);
        err.flush();
    }
}
