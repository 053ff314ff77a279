package dev.souk.plugin.summarizer;

import java.util.List;
import java.util.regex.Pattern;

/** Joins sentences to one line: single spaces within and between, none behind a full-width full stop. */
final class OneLine {
    private static final Pattern SPACE = Pattern.compile("[\\s\\u00A0\\u0085\\u2028\\u2029]+");
    private static final String NEEDS_NO_SPACE = "。！？」』）";

    private OneLine() {}

    /** The sentences in one line. */
    static String of(List<String> sentences) {
        StringBuilder line = new StringBuilder();
        for (String sentence : sentences) {
            boolean first = line.isEmpty();
            if (!first && NEEDS_NO_SPACE.indexOf(line.charAt(line.length() - 1)) < 0) {
                line.append(' ');
            }
            line.append(SPACE.matcher(sentence).replaceAll(" "));
        }
        return line.toString();
    }
}
