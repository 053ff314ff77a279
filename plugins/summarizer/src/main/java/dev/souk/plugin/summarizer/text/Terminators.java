package dev.souk.plugin.summarizer.text;

/** The characters that end sentences, and those that may stand between such an end and the space behind it. */
final class Terminators {
    private static final String SPACED = ".!?…‽\u037E";
    /** Of scripts that need no space behind them, or have no capitals; each ends a sentence whatever follows. */
    private static final String SURE = "。！？｡．؟۔।॥։።፧။។";

    /** Among them those that open in one language and close in another; directly behind a stop they close. */
    private static final String CLOSERS = "\"'”’»›“‘«‹)]}」』）】》〉";

    private Terminators() {}

    static boolean ends(int codePoint) {
        return SPACED.indexOf(codePoint) >= 0 || isSure(codePoint);
    }

    static boolean isSure(int codePoint) {
        return SURE.indexOf(codePoint) >= 0;
    }

    static boolean isCloser(int codePoint) {
        return CLOSERS.indexOf(codePoint) >= 0;
    }

    /** Behind the run of terminators, closing quotes and brackets, and footnote numbers that begins here. */
    static int past(String text, int start, int end) {
        int at = start;
        while (at < end) {
            char c = text.charAt(at);
            if (ends(c) || isCloser(c)) {
                at++;
            } else if (c == '[' && pastFootnote(text, at, end) > at) {
                at = pastFootnote(text, at, end);
            } else {
                break;
            }
        }
        return at;
    }

    private static int pastFootnote(String text, int open, int end) {
        int at = open + 1;
        while (at < end && at - open <= 4 && Character.isDigit(text.charAt(at))) {
            at++;
        }
        return at > open + 1 && at < end && text.charAt(at) == ']' ? at + 1 : open;
    }

    /** Whether there is an end of a sentence anywhere in a part of a text. */
    static boolean isWithin(String text, int start, int end) {
        for (int at = start; at < end; at++) {
            char c = text.charAt(at);
            if (isSure(c) || (ends(c) && (at + 1 == end || !Character.isLetterOrDigit(text.charAt(at + 1))))) {
                return true;
            }
        }
        return false;
    }
}
