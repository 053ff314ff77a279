package dev.souk.plugin.data.output;

/** How many bytes a text takes in JSON, which is what the engine bounds: in UTF-8, with what must be escaped. */
final class JsonSize {
    private static final int ESCAPED = 6;

    private JsonSize() {}

    /** The bytes of the characters from one position up to another, without quotes around them. */
    static long of(CharSequence text, int from, int to) {
        long bytes = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < ' ') {
                bytes += ESCAPED;
            } else if (c < 0x80) {
                bytes += c == '"' || c == '\\' ? 2 : 1;
            } else {
                bytes += c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
            }
        }
        return bytes;
    }
}
