package dev.souk.plugin.scanner.source;

import dev.souk.plugin.scanner.finding.Line;

/**
 * What a detector sees at a time: a line, or a piece of a long one. The pieces of a long line overlap, so that whatever is
 * short enough stands whole in one of them; each place is owned by exactly one piece, and has text on both sides there.
 *
 * @param line the text and where it stands
 * @param ownedFrom the first character, within the text, at which this piece's hits may begin
 * @param ownedTo the character after the last of them
 * @param freshFrom the first character that the piece before did not show
 * @param endsLine whether the line ends with it
 */
public record Window(Line line, int ownedFrom, int ownedTo, int freshFrom, boolean endsLine) {
    /** Whether a hit that begins here is this piece's to report. */
    public boolean owns(int start) {
        return start >= ownedFrom && start < ownedTo;
    }

    /** The text that no piece before has shown. */
    public String fresh() {
        return line.text().substring(freshFrom);
    }

    /** Whether the line begins with it. */
    public boolean beginsLine() {
        return line.offset() == 0;
    }
}
