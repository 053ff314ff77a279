package dev.souk.plugin.data.spill;

import dev.souk.spi.agent.AgentException;

/**
 * Counts what the steps of one call hold in memory together: keys of duplicates, groups, the right sides of joins. Sizes are
 * estimates that lean to the high side. For one thread.
 */
public final class HeldMemory {
    /** The most that is held at once, in bytes. */
    public static final long MAX_HELD_BYTES = 16L << 20;

    /** How much of the memory may be in use after something was taken. */
    public enum Share {
        /** Half: for what can be put aside on disk instead, so that there is always some left for what cannot. */
        HALF,
        /** All of it: for what cannot be put aside. */
        WHOLE
    }

    private final long maxBytes;
    private long held;

    /** A count of nothing so far, up to {@link #MAX_HELD_BYTES}. */
    public HeldMemory() {
        this(MAX_HELD_BYTES);
    }

    /** A count of nothing so far, up to a bound of its own. */
    public HeldMemory(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Takes memory if there is some left.
     *
     * @param bytes not negative
     * @param share how much of the memory may be in use then
     * @return whether it was taken
     */
    public boolean tryTake(long bytes, Share share) {
        if (held + bytes > (share == Share.HALF ? maxBytes / 2 : maxBytes)) {
            return false;
        }
        held += bytes;
        return true;
    }

    /**
     * Takes memory for what cannot be put aside.
     *
     * @param bytes not negative
     * @param at the step that needs it, as a JSON pointer
     * @param what what it needs it for, and what the caller can do
     * @throws AgentException invalid input, if there is not so much left
     */
    public void take(long bytes, String at, String what) {
        if (!tryTake(bytes, Share.WHOLE)) {
            throw exhausted(at, what);
        }
    }

    /** What to say when there is not enough; see {@link #take}. */
    public AgentException exhausted(String at, String what) {
        return AgentException.invalidInput(at, what + "; a call holds at most " + (maxBytes >> 10) + " KiB in memory");
    }

    /** Gives back what was taken. */
    public void giveBack(long bytes) {
        held -= bytes;
    }

    /** How much is held now, in bytes. */
    public long held() {
        return held;
    }
}
