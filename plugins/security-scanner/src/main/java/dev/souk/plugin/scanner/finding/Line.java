package dev.souk.plugin.scanner.finding;

/**
 * A line, or a piece of a long one.
 *
 * @param number which line of the file, from 1
 * @param offset the column, from zero, at which the text begins
 * @param text without the line's end
 */
public record Line(int number, int offset, String text) {
    /**
     * What stands around a place in it.
     *
     * @param from the first character of the place within the text
     * @param to the character after the last
     * @param margin how many characters more on either side, at most
     */
    public Line around(int from, int to, int margin) {
        int begin = Math.max(0, from - margin);
        int end = Math.min(text.length(), to + margin);
        return begin == 0 && end == text.length() ? this : new Line(number, offset + begin, text.substring(begin, end));
    }
}
