package dev.souk.plugin.summarizer.rank;

/**
 * The best few of many neighbours: a heap of bounded size with the weakest on top. Of equal similarities the lower index
 * counts as the better, so that the outcome never depends on the order of arrival.
 */
final class Neighbours {
    private final long[] heap;
    private int size;

    /** Keeps at most this many. */
    Neighbours(int most) {
        heap = new long[most];
    }

    /** A positive float's bits are in its order, so one long orders by similarity first and then by lower index. */
    private static long key(int node, double similarity) {
        return ((long) Float.floatToIntBits((float) similarity) << 32) | (Integer.MAX_VALUE - node);
    }

    void offer(int node, double similarity) {
        long key = key(node, similarity);
        if (size < heap.length) {
            heap[size++] = key;
            up(size - 1);
        } else if (key > heap[0]) {
            heap[0] = key;
            down(0);
        }
    }

    private void up(int from) {
        int at = from;
        while (at > 0 && heap[at] < heap[(at - 1) / 2]) {
            swap(at, (at - 1) / 2);
            at = (at - 1) / 2;
        }
    }

    private void down(int from) {
        int at = from;
        while (true) {
            int least = at;
            for (int child = 2 * at + 1; child <= 2 * at + 2 && child < size; child++) {
                least = heap[child] < heap[least] ? child : least;
            }
            if (least == at) {
                return;
            }
            swap(at, least);
            at = least;
        }
    }

    private void swap(int a, int b) {
        long kept = heap[a];
        heap[a] = heap[b];
        heap[b] = kept;
    }

    /** Adds those kept as edges of the graph's current node, and forgets them. */
    void drainTo(SparseGraph graph) {
        for (int i = 0; i < size; i++) {
            graph.addEdge(Integer.MAX_VALUE - (int) heap[i], Float.intBitsToFloat((int) (heap[i] >>> 32)));
        }
        size = 0;
    }
}
