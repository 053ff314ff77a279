package dev.souk.benchmarks.torture.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What happened in a simulation, step by step: always as a digest of all of it, and on request in words. Used by whichever thread of the
 * simulation runs, one at a time.
 */
final class Trace {
    private final boolean inWords;
    private final List<String> lines = new ArrayList<>();
    private long digest;
    private long steps;

    /** An empty one. */
    Trace(boolean inWords) {
        this.inWords = inWords;
    }

    /** Adds that a thread did something at a time. */
    void add(long nanos, String thread, String what) {
        steps++;
        digest = mixed(digest ^ mixed(nanos ^ ((long) thread.hashCode() << 32 ^ what.hashCode())));
        if (inWords) {
            lines.add(String.format(Locale.ROOT, "%14.6f  %-24s %s", nanos / 1e9, thread, what));
        }
    }

    /** Whether words are kept, which then are worth making. */
    boolean isInWords() {
        return inWords;
    }

    /** Adds words to what was added last; they do not count for the digest. */
    void explain(String words) {
        if (inWords) {
            int last = lines.size() - 1;
            lines.set(last, lines.get(last) + "  " + words);
        }
    }

    /** One number over all of it: another order, time or thing gives another number. */
    long digest() {
        return mixed(digest ^ steps);
    }

    long steps() {
        return steps;
    }

    /** All of it in words; empty if they were not asked for. */
    List<String> lines() {
        return lines;
    }

    /** The finalizer of SplitMix64. */
    private static long mixed(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
