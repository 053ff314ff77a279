package dev.souk.plugin.data.row;

/** Looks for halves of surrogate pairs: JSON can name them one by one, and UTF-8 cannot write them. */
public final class SurrogatePairs {
    private SurrogatePairs() {}

    /** Whether every half in the text has its other half. */
    public static boolean areWhole(String text) {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i++);
            if (Character.isSurrogate(c)) {
                boolean whole =
                        Character.isHighSurrogate(c) && i < text.length() && Character.isLowSurrogate(text.charAt(i));
                if (!whole) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
