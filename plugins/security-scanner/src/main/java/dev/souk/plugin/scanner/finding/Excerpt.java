package dev.souk.plugin.scanner.finding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Cuts a readable piece out of a line and masks every secret in it. */
final class Excerpt {
    /** The most characters of an excerpt. */
    static final int LONGEST = 160;

    /** The most characters of a secret that are shown, and never more than a quarter of it. */
    private static final int LONGEST_PREFIX = 4;

    private static final int SHORTEST_REPEATED = 4;
    private static final int BEFORE = 50;

    private Excerpt() {}

    /**
     * The excerpt around a place.
     *
     * @param line what stands around the place
     * @param column the place, in columns of the whole line
     * @param secrets what to mask, in columns of the whole line
     */
    static String of(Line line, int column, List<Span> secrets) {
        String text = line.text();
        List<Span> hidden = everyOccurrence(text, clipped(line, secrets));
        StringBuilder masked = new StringBuilder(text.length());
        int place = column - line.offset();
        int shown = -1;
        int next = 0;
        for (Span secret : hidden) {
            if (shown < 0 && place < secret.start()) {
                shown = masked.length() + Math.max(0, place - next);
            }
            if (secret.end() <= next) {
                continue;
            }
            masked.append(text, next, Math.max(next, secret.start()));
            if (shown < 0 && place < secret.end()) {
                shown = masked.length();
            }
            if (secret.start() >= next) {
                int prefix = Math.min(LONGEST_PREFIX, (secret.end() - secret.start()) / 4);
                masked.append(text, secret.start(), secret.start() + prefix).append(Finding.MASK);
            }
            next = secret.end();
        }
        if (shown < 0) {
            shown = masked.length() + Math.max(0, place - next);
        }
        masked.append(text, next, text.length());
        return cut(masked, shown);
    }

    private static List<Span> clipped(Line line, List<Span> secrets) {
        List<Span> result = new ArrayList<>();
        for (Span secret : secrets) {
            int start = Math.max(0, secret.start() - line.offset());
            int end = Math.min(line.text().length(), secret.end() - line.offset());
            if (start < end) {
                result.add(new Span(start, end));
            }
        }
        return result;
    }

    /** A secret may stand in its line twice; a rule that found it once says nothing of the other place. */
    private static List<Span> everyOccurrence(String text, List<Span> secrets) {
        List<Span> result = new ArrayList<>(secrets);
        for (Span secret : secrets) {
            int length = secret.end() - secret.start();
            String value = text.substring(secret.start(), secret.end());
            int at = length < SHORTEST_REPEATED ? -1 : text.indexOf(value);
            while (at >= 0) {
                result.add(new Span(at, at + length));
                at = text.indexOf(value, at + length);
            }
        }
        result.sort(Comparator.comparingInt(Span::start).thenComparing(Span::end, Comparator.reverseOrder()));
        return result;
    }

    private static String cut(StringBuilder masked, int place) {
        int begin = masked.length() <= LONGEST ? 0 : Math.max(0, Math.min(place, masked.length()) - BEFORE);
        int end = Math.min(masked.length(), begin + LONGEST);
        if (begin > 0 && Character.isLowSurrogate(masked.charAt(begin))) {
            begin++;
        }
        if (end < masked.length() && end > begin && Character.isHighSurrogate(masked.charAt(end - 1))) {
            end--;
        }
        StringBuilder result = new StringBuilder(end - begin);
        for (int i = begin; i < end; i++) {
            char c = masked.charAt(i);
            result.append(Character.isISOControl(c) ? ' ' : c);
        }
        return result.toString().strip();
    }
}
