package dev.souk.jdbc.internal;

/** The range every page of rows keeps to. */
final class Pages {
    static final int MAX_ROWS = 1_000;

    private Pages() {}

    static int require(int most) {
        if (most < 1 || most > MAX_ROWS) {
            throw new IllegalArgumentException("a page has 1 to 1,000 rows, not " + most);
        }
        return most;
    }
}
