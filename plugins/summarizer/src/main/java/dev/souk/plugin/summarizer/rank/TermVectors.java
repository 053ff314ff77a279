package dev.souk.plugin.summarizer.rank;

import java.util.Arrays;

/**
 * Sentences as vectors of length one over their stems, and for each stem the sentences that hold it. A stem weighs
 * {@code (1 + ln tf) · ln(1 + (N − df + ½) / (df + ½))}: the damped term frequency of the SMART system times the inverse
 * document frequency of BM25 (Robertson and Zaragoza, 2009), which stays positive for stems that nearly every sentence holds.
 *
 * <p>A stem in more than {@link #COMMONEST} sentences is left out: it tells sentences apart the least and would cost the most.
 */
final class TermVectors {
    /** The most sentences a stem may be in; it bounds the work per sentence and stem. */
    static final int COMMONEST = 1_000;
    /** Two sentences whose cosine is this or more say the same in other words. */
    static final double SAME = 0.8;

    private final int[] firstEntry;
    private final int[] stems;
    private final float[] weights;
    private final int[] firstPosting;
    private final int[] postingVector;
    private final float[] postingWeight;

    private TermVectors(int vectors, int entries, int stemCount) {
        firstEntry = new int[vectors + 1];
        stems = new int[entries];
        weights = new float[entries];
        firstPosting = new int[stemCount + 1];
        postingVector = new int[entries];
        postingWeight = new float[entries];
    }

    /**
     * The vectors of some sentences.
     *
     * @param document holds their words
     * @param sentences which, each the index of one in the document; vector {@code i} is that of {@code sentences[i]}
     */
    static TermVectors of(Document document, int[] sentences) {
        int[][] bags = new int[sentences.length][];
        int[] frequency = new int[document.vocabulary().stems()];
        for (int v = 0; v < sentences.length; v++) {
            bags[v] = sortedStems(document, sentences[v]);
            countDistinct(bags[v], frequency);
        }
        int entries = Arrays.stream(frequency).filter(f -> f <= COMMONEST).sum();
        TermVectors vectors = new TermVectors(sentences.length, entries, frequency.length);
        for (int v = 0; v < bags.length; v++) {
            vectors.fill(v, bags[v], frequency);
        }
        vectors.invert(frequency);
        return vectors;
    }

    private static int[] sortedStems(Document document, int sentence) {
        int[] bag = new int[document.wordCount(sentence)];
        int size = 0;
        for (int w = document.firstWord(sentence); w < document.endWord(sentence); w++) {
            if (document.stem(w) != Vocabulary.NO_STEM) {
                bag[size++] = document.stem(w);
            }
        }
        Arrays.sort(bag, 0, size);
        return Arrays.copyOf(bag, size);
    }

    private static void countDistinct(int[] sorted, int[] frequency) {
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                frequency[sorted[i]]++;
            }
        }
    }

    private void fill(int vector, int[] bag, int[] frequency) {
        int begin = firstEntry[vector];
        int end = begin;
        double squares = 0;
        int at = 0;
        while (at < bag.length) {
            int stem = bag[at];
            int times = 0;
            while (at < bag.length && bag[at] == stem) {
                times++;
                at++;
            }
            if (frequency[stem] <= COMMONEST) {
                double weight = (1 + StrictMath.log(times)) * rarity(frequency[stem], firstEntry.length - 1);
                stems[end] = stem;
                weights[end] = (float) weight;
                squares += weight * weight;
                end++;
            }
        }
        double length = Math.sqrt(squares);
        for (int entry = begin; entry < end; entry++) {
            weights[entry] = (float) (weights[entry] / length);
        }
        firstEntry[vector + 1] = end;
    }

    private static double rarity(int frequency, int vectors) {
        return StrictMath.log(1 + (vectors - frequency + 0.5) / (frequency + 0.5));
    }

    private void invert(int[] frequency) {
        for (int stem = 0; stem < frequency.length; stem++) {
            firstPosting[stem + 1] = firstPosting[stem] + (frequency[stem] <= COMMONEST ? frequency[stem] : 0);
        }
        int[] next = firstPosting.clone();
        for (int vector = 0; vector < size(); vector++) {
            for (int entry = firstEntry[vector]; entry < firstEntry[vector + 1]; entry++) {
                int posting = next[stems[entry]]++;
                postingVector[posting] = vector;
                postingWeight[posting] = weights[entry];
            }
        }
    }

    int size() {
        return firstEntry.length - 1;
    }

    /** Takes the cosines of one vector with others. */
    @FunctionalInterface
    interface Products {
        /** A part of the cosine with another vector; the parts of one vector add up to the cosine. */
        void add(int other, double product);
    }

    /** Gives the cosines of a vector with all vectors that share a stem with it, itself among them, in parts. */
    void multiply(int vector, Products products) {
        for (int entry = firstEntry[vector]; entry < firstEntry[vector + 1]; entry++) {
            int stem = stems[entry];
            for (int posting = firstPosting[stem]; posting < firstPosting[stem + 1]; posting++) {
                products.add(postingVector[posting], weights[entry] * postingWeight[posting]);
            }
        }
    }
}
