package dev.souk.plugin.data.spill;

/**
 * A set of digests in about 25 bytes each, a quarter of what a hash set of objects takes. It is split by the digests' first bits
 * into segments that grow one at a time, so that growing never needs the whole again. Within a segment it is open addressing
 * with linear probing. For one thread.
 */
public final class DigestSet {
    private static final int SEGMENT_BITS = 6;
    private static final int FIRST_CAPACITY = 4;
    private static final long BYTES_PER_SLOT = 16;
    private static final long SEGMENT_BYTES = 48;

    /** What an empty set takes, in bytes; its owner accounts for it. */
    public static final long EMPTY_BYTES = 320;

    private final Segment[] segments = new Segment[1 << SEGMENT_BITS];
    private final HeldMemory memory;
    private final HeldMemory.Share share;
    private long size;
    private long bytes;

    /**
     * An empty set.
     *
     * @param memory where it takes what it grows by
     * @param share how much of the memory it may fill
     */
    public DigestSet(HeldMemory memory, HeldMemory.Share share) {
        this.memory = memory;
        this.share = share;
    }

    /** What became of a digest that was offered. */
    public enum Outcome {
        /** It is new, and now in the set. */
        ADDED,
        /** It was in the set. */
        PRESENT,
        /** It is new, and there is no memory for it. */
        NO_ROOM
    }

    /** Adds a digest if there is room. */
    public Outcome add(Digest digest) {
        int index = segmentOf(digest);
        Segment segment = segments[index];
        if (segment == null) {
            if (!take(SEGMENT_BYTES + FIRST_CAPACITY * BYTES_PER_SLOT)) {
                return Outcome.NO_ROOM;
            }
            segment = new Segment(FIRST_CAPACITY);
            segments[index] = segment;
        }
        int slot = segment.slotOf(digest);
        if (segment.holds(slot)) {
            return Outcome.PRESENT;
        }
        if (segment.isFull()) {
            int more = Math.max(2, segment.capacity() / 2);
            if (!take(more * BYTES_PER_SLOT)) {
                return Outcome.NO_ROOM;
            }
            segment = segment.grownBy(more);
            segments[index] = segment;
            slot = segment.slotOf(digest);
        }
        segment.put(slot, digest);
        size++;
        return Outcome.ADDED;
    }

    /** Whether a digest is in it. */
    public boolean has(Digest digest) {
        Segment segment = segments[segmentOf(digest)];
        return segment != null && segment.holds(segment.slotOf(digest));
    }

    private static int segmentOf(Digest digest) {
        return (int) (digest.high() >>> (Long.SIZE - SEGMENT_BITS));
    }

    /** How many are in it. */
    public long size() {
        return size;
    }

    /** Gives its memory back; the set is not used after it. */
    public void release() {
        memory.giveBack(bytes);
        bytes = 0;
    }

    private boolean take(long more) {
        if (!memory.tryTake(more, share)) {
            return false;
        }
        bytes += more;
        return true;
    }

    /** High and low halves side by side; a slot of two zeros is free, and the digest of two zeros has a flag of its own. */
    private static final class Segment {
        private final long[] halves;
        private int used;
        private boolean zero;

        Segment(int capacity) {
            halves = new long[capacity * 2];
        }

        int capacity() {
            return halves.length / 2;
        }

        boolean isFull() {
            return used >= capacity() - Math.max(1, capacity() / 5);
        }

        int slotOf(Digest digest) {
            if (digest.high() == 0 && digest.low() == 0) {
                return -1;
            }
            int slot = Math.floorMod(digest.low(), capacity());
            while (isTaken(slot) && (halves[2 * slot] != digest.high() || halves[2 * slot + 1] != digest.low())) {
                slot = slot + 1 == capacity() ? 0 : slot + 1;
            }
            return slot;
        }

        boolean holds(int slot) {
            return slot < 0 ? zero : isTaken(slot);
        }

        void put(int slot, Digest digest) {
            if (slot < 0) {
                zero = true;
                return;
            }
            halves[2 * slot] = digest.high();
            halves[2 * slot + 1] = digest.low();
            used++;
        }

        Segment grownBy(int more) {
            Segment grown = new Segment(capacity() + more);
            grown.zero = zero;
            for (int slot = 0; slot < capacity(); slot++) {
                if (isTaken(slot)) {
                    Digest digest = new Digest(halves[2 * slot], halves[2 * slot + 1]);
                    grown.put(grown.slotOf(digest), digest);
                }
            }
            return grown;
        }

        private boolean isTaken(int slot) {
            return halves[2 * slot] != 0 || halves[2 * slot + 1] != 0;
        }
    }
}
