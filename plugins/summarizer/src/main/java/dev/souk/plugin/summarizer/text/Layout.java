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
    /** Lines without a full stop that are as long as this and go on in small letters were broken to fit as well. */
    private static final int NARROWEST_COLUMN = 40;
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
            if (next == block.size() || !goesOn(block.get(next - 1), block.get(next), width, prose)) {
                addPiece(first, next - 1, prose);
                first = next;
            }
        }
        block.clear();
    }

    private void addPiece(int first, int last, boolean prose) {
        Line line = block.get(first);
        int start = line.contentStart(text);
        int end = block.get(last).end();
        boolean onItsOwn = last - first + 1 == block.size() || (prose && first == 0);
        boolean heading = onItsOwn
                && end - start <= LONGEST_HEADING
                && (!line.isItem(text) || Character.isDigit(text.charAt(line.start())))
                && !Terminators.isWithin(text, start, end);
        pieces.add(new Piece(start, end, heading));
    }

    private boolean goesOn(Line line, Line next, int width, boolean prose) {
        if (next.isItem(text)) {
            return false;
        }
        if (next.beginsInLowerCase(text)) {
            return prose || line.length() >= NARROWEST_COLUMN;
        }
        if (!prose) {
            return false;
        }
        boolean fits = line.length() + 1 + next.firstWordLength(text) <= width - RAGGEDNESS;
        return width <= WIDEST_COLUMN && !fits;
    }
}
