package dev.souk.server.text;

/**
 * What a terminal can show. Colour is for terminals alone; without UTF-8 everything is drawn in ASCII.
 *
 * @param unicode whether lines and marks may be drawn in Unicode
 * @param colour whether ANSI colours may be used
 */
public record Style(boolean unicode, boolean colour) {
    /** ASCII without colours, for pipes and tests. */
    public static final Style PLAIN = new Style(false, false);

    /** Text that stands out. */
    public String bold(String text) {
        return painted("1", text);
    }

    /** Text that steps back. */
    public String dim(String text) {
        return painted("2", text);
    }

    /** Good news. */
    public String green(String text) {
        return painted("32", text);
    }

    /** Bad news. */
    public String red(String text) {
        return painted("31", text);
    }

    /** Something that holds. */
    public String tick() {
        return green(unicode ? "✓" : "ok");
    }

    /** Something that does not hold. */
    public String cross() {
        return red(unicode ? "✗" : "NOT OK");
    }

    private String painted(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
