package dev.souk.plugin.summarizer.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the sentences of a text. Sentences never overlap, are in order, and together hold every letter and digit of the
 * text except the marks of items and headings. What has no full stop is cut at {@link #LONGEST_SENTENCE} characters.
 */
public final class SentenceSplitter {
    /** The most UTF-16 code units of a sentence. */
    public static final int LONGEST_SENTENCE = 1_000;

    private final String text;
    private final SentenceEnd sentenceEnd;
    private final int most;
    private final List<Sentence> found = new ArrayList<>();

    private SentenceSplitter(String text, Language language, int most) {
        this.text = text;
        this.sentenceEnd = new SentenceEnd(text, language);
        this.most = most;
    }

    /**
     * The sentences of a text, in order. If it has headings only, they count as sentences.
     *
     * @param text any text
     * @param language decides about abbreviations and ordinals
     * @param most stop after this many
     * @return none if the text holds neither letter, digit nor picture
     */
    public static List<Sentence> split(String text, Language language, int most) {
        return new SentenceSplitter(text, language, most).run();
    }

    private List<Sentence> run() {
        for (Piece piece : Layout.of(text)) {
            if (found.size() >= most) {
                break;
            }
            if (piece.heading()) {
                add(piece.start(), piece.end(), true);
            } else {
                split(piece);
            }
        }
        if (found.stream().allMatch(Sentence::heading)) {
            found.replaceAll(heading -> new Sentence(heading.start(), heading.end(), false));
        }
        return List.copyOf(found);
    }

    private void split(Piece piece) {
        int from = piece.start();
        int at = from;
        while (at < piece.end() && found.size() < most) {
            if (!Terminators.ends(text.charAt(at))) {
                at++;
                continue;
            }
            int after = Terminators.past(text, at, piece.end());
            if (sentenceEnd.isAt(from, at, after, piece.end())) {
                add(from, after, false);
                from = Line.trimmed(text, after, piece.end()).start();
            }
            at = Math.max(after, from);
        }
        if (from < piece.end()) {
            add(from, piece.end(), false);
        }
    }

    private void add(int from, int to, boolean heading) {
        int rest = from;
        while (to - rest > LONGEST_SENTENCE && found.size() < most) {
            int cut = cutBefore(rest, rest + LONGEST_SENTENCE);
            addWhole(rest, cut, heading);
            rest = cut;
        }
        if (found.size() < most) {
            addWhole(rest, to, heading);
        }
    }

    /** At the last space of the second half, or else anywhere that does not tear a character. */
    private int cutBefore(int from, int limit) {
        for (int at = limit; at > from + LONGEST_SENTENCE / 2; at--) {
            if (Glyph.of(text.charAt(at)) == Glyph.BLANK) {
                return at;
            }
        }
        return Character.isLowSurrogate(text.charAt(limit)) ? limit - 1 : limit;
    }

    private void addWhole(int from, int to, boolean heading) {
        Line line = Line.trimmed(text, from, to);
        boolean saysSomething = text.substring(line.start(), line.end())
                .codePoints()
                .anyMatch(c -> Glyph.of(c).saysSomething());
        if (saysSomething) {
            found.add(new Sentence(line.start(), line.end(), heading));
        }
    }
}
