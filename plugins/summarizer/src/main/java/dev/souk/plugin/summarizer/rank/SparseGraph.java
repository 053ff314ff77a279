package dev.souk.plugin.summarizer.rank;

import java.util.Arrays;

/**
 * A directed graph with weighted edges, packed into arrays: the edges of node {@code i} are those from {@code first[i]} to
 * {@code first[i + 1]}. Not thread-safe while it is being built.
 */
final class SparseGraph {
    private int[] first;
    private int[] targets = new int[16];
    private float[] weights = new float[16];
    private int nodes;
    private int edges;

    /** An empty graph.
     *
     * @param expectedNodes how many nodes there will be, or a guess
     */
    SparseGraph(int expectedNodes) {
        first = new int[expectedNodes + 1];
    }

    /** Adds an edge from the node that {@link #endNode} will end. */
    void addEdge(int target, double weight) {
        if (edges == targets.length) {
            int capacity = edges + (edges >> 1);
            targets = Arrays.copyOf(targets, capacity);
            weights = Arrays.copyOf(weights, capacity);
        }
        targets[edges] = target;
        weights[edges] = (float) weight;
        edges++;
    }

    /** Ends the current node; the next edges belong to the next. */
    void endNode() {
        nodes++;
        if (nodes == first.length) {
            first = Arrays.copyOf(first, nodes + (nodes >> 1) + 1);
        }
        first[nodes] = edges;
    }

    int nodes() {
        return nodes;
    }

    int firstEdge(int node) {
        return first[node];
    }

    int endEdge(int node) {
        return first[node + 1];
    }

    int target(int edge) {
        return targets[edge];
    }

    double weight(int edge) {
        return weights[edge];
    }

    /** The sum of the weights of a node's edges. */
    double strength(int node) {
        double sum = 0;
        for (int edge = first[node]; edge < first[node + 1]; edge++) {
            sum += weights[edge];
        }
        return sum;
    }
}
