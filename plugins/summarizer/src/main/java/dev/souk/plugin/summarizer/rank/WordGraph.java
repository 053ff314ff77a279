package dev.souk.plugin.summarizer.rank;

import java.util.Arrays;

/**
 * Makes the graph of stems that stand close together, as TextRank (Mihalcea and Tarau, 2004) does for keywords: two content
 * words of a sentence are joined if at most one other content word stands between them, as often as that happens.
 */
final class WordGraph {
    /** How many content words ahead a word is joined to. */
    private static final int WINDOW = 2;

    private WordGraph() {}

    /** The graph of all stems; its edges go both ways. */
    static SparseGraph of(Document document) {
        long[] pairs = new long[2 * WINDOW * document.words()];
        int size = 0;
        for (int sentence = 0; sentence < document.sentences().size(); sentence++) {
            int[] before = new int[WINDOW];
            Arrays.fill(before, Vocabulary.NO_STEM);
            for (int word = document.firstWord(sentence); word < document.endWord(sentence); word++) {
                int stem = document.stem(word);
                if (stem == Vocabulary.NO_STEM || document.vocabulary().isNumber(stem)) {
                    continue;
                }
                for (int other : before) {
                    if (other != Vocabulary.NO_STEM && other != stem) {
                        pairs[size++] = (long) stem << 32 | other;
                        pairs[size++] = (long) other << 32 | stem;
                    }
                }
                System.arraycopy(before, 1, before, 0, WINDOW - 1);
                before[WINDOW - 1] = stem;
            }
        }
        Arrays.sort(pairs, 0, size);
        return packed(pairs, size, document.vocabulary().stems());
    }

    private static SparseGraph packed(long[] pairs, int size, int stems) {
        SparseGraph graph = new SparseGraph(stems);
        int at = 0;
        for (int stem = 0; stem < stems; stem++) {
            while (at < size && pairs[at] >>> 32 == stem) {
                int begin = at;
                while (at < size && pairs[at] == pairs[begin]) {
                    at++;
                }
                graph.addEdge((int) pairs[begin], at - begin);
            }
            graph.endNode();
        }
        return graph;
    }
}
