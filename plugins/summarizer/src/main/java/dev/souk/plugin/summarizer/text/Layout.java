package dev.souk.plugin.summarizer.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into paragraphs, items and headings by its lines. Blank lines always cut. A line break inside a paragraph is
 * either there because the next word did not fit, and then the sentence goes on, or it was meant: the line ended early, the
 * next begins an item, or the lines around hold no full stop at all and are a list.
 */
final class Layout {
    private static final int LONGEST_HEADING = 100;
    /** Lines of prose that was broken to fit a width are no longer than this. */
    private static final int WIDEST_COLUMN = 130;
    /** A line that could have held the next word and this many more characters was ended on purpose. */
    private static final int RAGGEDNESS = 10;

    private final String text;
    private final List<Piece> pieces = new ArrayList<>();
    private final List<Line> block = new ArrayList<>();

    private Layout(String text) {
        this.text = text;
    }

    /** The pieces of a text, in order; none if it is blank. */
    static List<Piece> of(String text) {
        return new Layout(text).read();
    }

    private List<Piece> read() {
        int from = 0;
        for (int at = 0; at <= text.length(); at++) {
            if (at == text.length() || isLineBreak(text.charAt(at))) {
                boolean insideCrLf =
                        at > 0 && at < text.length() && text.charAt(at) == '\n' && text.charAt(at - 1) == '\r';
                if (!insideCrLf) {
                    take(Line.trimmed(text, from, at));
                }
                from = at + 1;
            }
        }
        endBlock();
        return pieces;
    }

    private static boolean isLineBreak(char c) {
        return c == '\n' || c == '\r' || c == '\u000B' || c == '\f' || c == '\u0085' || c == '\u2028' || c == '\u2029';
    }

    private void take(Line line) {
        if (line.isBlank()) {
            endBlock();
        } else if (line.isRule(text)) {
            if (block.size() == 1 && "=-".indexOf(text.charAt(line.start())) >= 0) {
                pieces.add(
                        new Piece(block.get(0).contentStart(text), block.get(0).end(), true));
                block.clear();
            }
            endBlock();
        } else if (line.isMarkdownHeading(text)) {
            endBlock();
            pieces.add(new Piece(line.contentStart(text), line.end(), true));
        } else {
            block.add(line);
        }
    }

    private void endBlock() {
        if (block.isEmpty()) {
            return;
        }
        boolean prose = Terminators.isWithin(
                text, block.get(0).start(), block.get(block.size() - 1).end());
        int width = block.stream().mapToInt(Line::length).max().orElse(0);
        int first = 0;
        for (int next = 1; next <= block.size(); next++) {
            if (next == block.size() || !(prose && goesOn(block.get(next - 1), block.get(next), width))) {
                addPiece(first, next - 1, prose);
                first = next;
            }
        }
        block.clear();
    }

    private void addPiece(int first, int last, boolean prose) {
        Line line = block.get(first);
        boolean alone = block.size() == 1 || (prose && first == 0);
        boolean heading = alone
                && first == last
                && line.length() <= LONGEST_HEADING
                && (!line.isItem(text) || Character.isDigit(text.charAt(line.start())))
                && !Terminators.endsLikeSentence(text, line.start(), line.end());
        pieces.add(new Piece(line.contentStart(text), block.get(last).end(), heading));
    }

    private boolean goesOn(Line line, Line next, int width) {
        if (next.isItem(text)) {
            return false;
        }
        if (next.beginsInLowerCase(text)) {
            return true;
        }
        boolean fits = line.length() + 1 + next.firstWordLength(text) <= width - RAGGEDNESS;
        return width <= WIDEST_COLUMN && !fits;
    }
}
