package dev.souk.http.internal.json;

/** RFC 6901 JSON pointers. */
public final class Pointers {
    private Pointers() {}

    /** The pointer to a property of the root. */
    public static String to(String property) {
        return "/" + property.replace("~", "~0").replace("/", "~1");
    }
}
