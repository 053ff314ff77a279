package dev.souk.spi.caller;

/** What an id of this package may look like, so that every id can stand inside an account's name. */
final class Names {
    private static final int MAX_LENGTH = 128;

    private Names() {}

    static String require(String kind, String value) {
        if (!isWellFormed(value)) {
            String shown = value.length() <= 40 ? value : value.substring(0, 40) + "…";
            throw new IllegalArgumentException("'" + shown + "' is not a " + kind
                    + " id; use 1 to 128 of A-Z a-z 0-9 . _ @ + : - and begin with a letter or digit");
        }
        return value;
    }

    private static boolean isWellFormed(String value) {
        if (value.isEmpty() || value.length() > MAX_LENGTH || !isAlphanumeric(value.charAt(0))) {
            return false;
        }
        for (int i = 1; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!isAlphanumeric(c) && "._@+:-".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
