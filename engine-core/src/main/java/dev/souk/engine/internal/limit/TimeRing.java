package dev.souk.engine.internal.limit;

/**
 * Moments in ascending order, as many as there are: a sorted multiset on a ring buffer. Its memory grows and shrinks with what
 * is in it. Equal moments are interchangeable.
 *
 * <p>Moments are readings of a monotonic ticker that may start anywhere, so they are compared by subtraction; all moments in a
 * ring, and those it is asked about, lie within 2<sup>63</sup> ns (292 years) of each other.
 *
 * <p>Adding the latest moment and dropping the earliest ones take amortised constant and logarithmic time; adding or removing
 * in between moves the moments on one side of the gap.
 *
 * <p>Not thread-safe.
 */
final class TimeRing {
    /** The room that a ring starts with and never goes below; a power of two, as every capacity is. */
    static final int MIN_CAPACITY = 4;

    private long[] times = new long[MIN_CAPACITY];
    private int head;
    private int size;

    int size() {
        return size;
    }

    int capacity() {
        return times.length;
    }

    /** The moment at this place, 0 being the earliest and {@code size() - 1} the latest. */
    long get(int place) {
        return times[slot(place)];
    }

    /** Adds a moment behind all that are not later. */
    void add(long time) {
        if (size == times.length) {
            resize(2 * size);
        }
        int place = size++;
        for (; place > 0 && time - get(place - 1) < 0; place--) {
            set(place, get(place - 1));
        }
        set(place, time);
    }

    /** Takes one moment out, if it is there. */
    void remove(long time) {
        int place = countUntil(time - 1);
        if (place == size || get(place) != time) {
            return;
        }
        if (place < size / 2) {
            for (; place > 0; place--) {
                set(place, get(place - 1));
            }
            head = slot(1);
        } else {
            for (; place < size - 1; place++) {
                set(place, get(place + 1));
            }
        }
        size--;
        shrinkIfSparse();
    }

    /** Drops this moment and all before it. */
    void dropUntil(long moment) {
        if (size > 0 && get(0) - moment <= 0) {
            int gone = countUntil(moment);
            head = slot(gone);
            size -= gone;
            shrinkIfSparse();
        }
    }

    /** How many moments are not later than this one. */
    int countUntil(long moment) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (get(middle) - moment <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Leaves room to grow to the double, so that a size that swings does not resize each time. */
    private void shrinkIfSparse() {
        if (times.length > MIN_CAPACITY && size <= times.length / 8) {
            resize(Math.max(MIN_CAPACITY, 4 * Integer.highestOneBit(size)));
        }
    }

    private void resize(int capacity) {
        long[] resized = new long[capacity];
        int beforeTheEdge = Math.min(size, times.length - head);
        System.arraycopy(times, head, resized, 0, beforeTheEdge);
        System.arraycopy(times, 0, resized, beforeTheEdge, size - beforeTheEdge);
        times = resized;
        head = 0;
    }

    private void set(int place, long time) {
        times[slot(place)] = time;
    }

    private int slot(int place) {
        return (head + place) & (times.length - 1);
    }
}
