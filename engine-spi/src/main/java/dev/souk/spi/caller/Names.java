package dev.souk.spi.caller;

import java.util.regex.Pattern;

/** What an id of this package may look like, so that every id can stand inside an account's name. */
final class Names {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+:-]{0,127}");

    private Names() {}

    static String require(String kind, String value) {
        if (!NAME.matcher(value).matches()) {
            String shown = value.length() <= 40 ? value : value.substring(0, 40) + "…";
            throw new IllegalArgumentException("'" + shown + "' is not a " + kind
                    + " id; use 1 to 128 of A-Z a-z 0-9 . _ @ + : - and begin with a letter or digit");
        }
        return value;
    }
}
