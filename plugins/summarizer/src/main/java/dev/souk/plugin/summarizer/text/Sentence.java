package dev.souk.plugin.summarizer.text;

/**
 * Where a sentence is in a text, without the space around it.
 *
 * @param start its first character, in UTF-16 code units
 * @param end behind its last character; greater than start
 * @param heading whether it is a heading, which names a topic but states nothing
 */
public record Sentence(int start, int end, boolean heading) {
    /**
     * Checks that it is not empty.
     *
     * @throws IllegalArgumentException if the end is not behind the start
     */
    public Sentence {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("a sentence cannot go from " + start + " to " + end);
        }
    }

    /** The characters it spans. */
    public String of(String text) {
        return text.substring(start, end);
    }
}
