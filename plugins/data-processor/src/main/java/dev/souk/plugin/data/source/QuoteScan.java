package dev.souk.plugin.data.source;

/** Follows the quotes of one CSV record over its lines. */
final class QuoteScan {
    private final char separator;
    private final char quote;
    private boolean open;

    QuoteScan(char separator, char quote) {
        this.separator = separator;
        this.quote = quote;
    }

    /** How a record stands at the end of a line. */
    enum State {
        /** No quote is open: the record ends here. */
        COMPLETE,
        /** A quoted field goes on in the next line. */
        OPEN,
        /** A closing quote is followed by something else than a separator. */
        MALFORMED
    }

    State line(String text) {
        int i = 0;
        while (i <= text.length()) {
            if (!open && i < text.length() && text.charAt(i) == quote) {
                open = true;
                i++;
            }
            if (open) {
                i = closing(text, i);
                if (i < 0) {
                    return State.OPEN;
                }
                open = false;
                i++;
                if (i < text.length() && text.charAt(i) != separator) {
                    return State.MALFORMED;
                }
            }
            int next = text.indexOf(separator, i);
            if (next < 0) {
                return State.COMPLETE;
            }
            i = next + 1;
        }
        return State.COMPLETE;
    }

    // Two quotes within a quoted field are one that belongs to it.
    private int closing(String text, int from) {
        int i = text.indexOf(quote, from);
        while (i >= 0 && i + 1 < text.length() && text.charAt(i + 1) == quote) {
            i = text.indexOf(quote, i + 2);
        }
        return i;
    }
}
