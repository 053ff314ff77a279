package dev.souk.plugin.scanner.source;

import dev.souk.plugin.scanner.finding.Hit;
import dev.souk.plugin.scanner.finding.Line;
import dev.souk.plugin.scanner.finding.Rule;
import java.util.Arrays;

/**
 * Some lines of a file as one text, in which every place knows its line and column. The text ends each line with one LF. Whoever
 * fills it bounds it. Not thread-safe.
 */
public final class LineBuffer {
    private final StringBuilder text = new StringBuilder();
    private int[] starts = new int[64];
    private int lines;
    private int firstNumber;
    private int firstColumn;

    /** Adds what a window shows for the first time. */
    public void append(Window window) {
        if (text.length() == 0) {
            firstNumber = window.line().number();
            firstColumn = window.line().offset() + window.freshFrom();
            lines = 0;
            begin(0);
        }
        text.append(window.fresh());
        if (window.endsLine()) {
            text.append('\n');
            begin(text.length());
        }
    }

    private void begin(int start) {
        if (lines == starts.length) {
            starts = Arrays.copyOf(starts, 2 * lines);
        }
        starts[lines++] = start;
    }

    /** How many characters it holds. */
    public int length() {
        return text.length();
    }

    /** What it holds. */
    public CharSequence text() {
        return text;
    }

    /** Forgets everything. */
    public void clear() {
        text.setLength(0);
    }

    /** Forgets what stands before a place. */
    public void dropBefore(int place) {
        int index = lineAt(place);
        firstColumn = column(index, place);
        firstNumber += index;
        text.delete(0, place);
        for (int i = index + 1; i < lines; i++) {
            starts[i - index] = starts[i] - place;
        }
        starts[0] = 0;
        lines -= index;
    }

    /** The number, in the file, of the first line. */
    public int firstNumber() {
        return firstNumber;
    }

    /**
     * The place of a line and column, as a YAML reader counts them.
     *
     * @param line from zero, within the buffer
     * @param codePoints how many characters, each of a pair of surrogates or not, stand before it in its line
     */
    public int place(int line, int codePoints) {
        int start = starts[Math.min(line, lines - 1)];
        int most = Character.codePointCount(text, start, lineEnd(start));
        return Character.offsetByCodePoints(text, start, Math.min(codePoints, most));
    }

    /** The number, in the file, of the line in which a place stands. */
    public int numberAt(int place) {
        return firstNumber + lineAt(place);
    }

    /** A hit of a rule about a setting or a piece of code. */
    public Hit hit(Rule rule, int start, int end) {
        int index = lineAt(start);
        return Hit.at(rule, line(index, start), start - starts[index], Math.min(end, lineEnd(start)) - starts[index]);
    }

    /** A hit of a rule about a secret. What stands beyond the end of the line is left out. */
    public Hit secret(Rule rule, int start, int end) {
        int index = lineAt(start);
        return Hit.secret(
                rule, line(index, start), start - starts[index], Math.min(end, lineEnd(start)) - starts[index]);
    }

    private Line line(int index, int place) {
        return new Line(
                firstNumber + index, column(index, starts[index]), text.substring(starts[index], lineEnd(place)));
    }

    private int column(int index, int place) {
        return place - starts[index] + (index == 0 ? firstColumn : 0);
    }

    private int lineAt(int place) {
        int found = Arrays.binarySearch(starts, 0, lines, place);
        return found >= 0 ? found : -found - 2;
    }

    private int lineEnd(int place) {
        int end = text.indexOf("\n", place);
        return end < 0 ? text.length() : end;
    }
}
