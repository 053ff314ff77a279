package dev.souk.plugin.summarizer.rank;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects what may be a key phrase: one to three content words with nothing but a space or a hyphen between them, as RAKE
 * cuts its candidates at stop words and punctuation (Rose, Engel, Cramer and Cowley, <i>Automatic Keyword Extraction from
 * Individual Documents</i>, in Text Mining, 2010). Phrases with the same stems are one.
 */
final class PhraseCandidates {
    /** The most content words of a phrase. */
    private static final int LONGEST = 3;
    /** The most pairs of characters of a phrase in a script without spaces: six characters. */
    private static final int LONGEST_DENSE = 5;
    /** The most different phrases that are counted; those that come first in the text are kept. */
    static final int MOST = 100_000;
    /** A shorter stem names nothing. */
    private static final int SHORTEST_WORD = 2;

    /** A phrase and how often it occurs. */
    static final class Candidate {
        final List<Integer> stems;
        int start;
        int end;
        int frequency;
        /** Of these occurrences, how many lie inside a longer phrase that itself is repeated. */
        int nested;

        boolean wholeRun;

        Candidate(List<Integer> stems, int start, int end) {
            this.stems = stems;
            this.start = start;
            this.end = end;
        }
    }

    private final Document document;
    private final Map<List<Integer>, Candidate> byStems = new LinkedHashMap<>();

    private PhraseCandidates(Document document) {
        this.document = document;
    }

    /** The candidates of a text in the order in which they first occur. */
    static List<Candidate> of(Document document) {
        PhraseCandidates candidates = new PhraseCandidates(document);
        for (int sentence = 0; sentence < document.sentences().size(); sentence++) {
            candidates.collect(document.firstWord(sentence), document.endWord(sentence));
        }
        candidates.countNested();
        return List.copyOf(candidates.byStems.values());
    }

    private void collect(int first, int end) {
        int runStart = first;
        for (int word = first; word <= end; word++) {
            boolean content = word < end && isContent(word);
            if (!content || (word > runStart && !touches(word - 1, word))) {
                addRun(runStart, word);
                runStart = content ? word : word + 1;
            }
        }
    }

    private boolean isContent(int word) {
        int stem = document.stem(word);
        return stem != Vocabulary.NO_STEM
                && !document.vocabulary().isNumber(stem)
                && (document.end(word) - document.start(word) >= SHORTEST_WORD);
    }

    private boolean touches(int word, int next) {
        int hyphens = 0;
        for (int at = document.end(word); at < document.start(next); at++) {
            char c = document.text().charAt(at);
            if (c == '-' || c == '\u2010' || c == '\u2011') {
                hyphens++;
            } else if (!Character.isWhitespace(c) && !Character.isSpaceChar(c)) {
                return false;
            }
        }
        return hyphens <= 1;
    }

    private void addRun(int first, int end) {
        for (int from = first; from < end; from++) {
            boolean dense = from + 1 < end && document.start(from + 1) < document.end(from);
            int longest = dense ? LONGEST_DENSE : LONGEST;
            for (int to = from + 1; to <= Math.min(end, from + longest); to++) {
                add(from, to, to - from == end - first);
            }
        }
    }

    private void add(int from, int to, boolean wholeRun) {
        List<Integer> stems = new ArrayList<>(to - from);
        for (int word = from; word < to; word++) {
            stems.add(document.stem(word));
        }
        Candidate candidate = byStems.get(stems);
        if (candidate == null) {
            if (byStems.size() >= MOST) {
                return;
            }
            candidate = new Candidate(List.copyOf(stems), document.start(from), document.end(to - 1));
            byStems.put(candidate.stems, candidate);
        } else if (isCapital(candidate.start) && !isCapital(document.start(from))) {
            candidate.start = document.start(from);
            candidate.end = document.end(to - 1);
        }
        candidate.frequency++;
        candidate.wholeRun |= wholeRun;
    }

    private boolean isCapital(int at) {
        return Character.isUpperCase(document.text().codePointAt(at));
    }

    private void countNested() {
        for (Candidate longer : byStems.values()) {
            int words = longer.stems.size();
            if (words == 1 || longer.frequency == 1) {
                continue;
            }
            for (List<Integer> part : List.of(longer.stems.subList(0, words - 1), longer.stems.subList(1, words))) {
                Candidate inside = byStems.get(part);
                if (inside != null) {
                    inside.nested += longer.frequency;
                }
            }
        }
    }
}
