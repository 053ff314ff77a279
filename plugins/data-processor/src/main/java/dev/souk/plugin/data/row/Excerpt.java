package dev.souk.plugin.data.row;

/** A value as a message may show it: in quotes, on one line and short. */
public final class Excerpt {
    private static final int LONGEST = 40;

    private Excerpt() {}

    /** The first characters of the text in single quotes, control characters as {@code ?}. */
    public static String of(String text) {
        boolean cut = text.length() > LONGEST;
        int end = cut ? LONGEST : text.length();
        if (cut && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        StringBuilder shown = new StringBuilder(end + 3).append('\'');
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            shown.append(Character.isISOControl(c) ? '?' : c);
        }
        return shown.append(cut ? "…'" : "'").toString();
    }
}
