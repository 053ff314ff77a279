package dev.souk.server.demo;

import dev.souk.server.text.Screen;

/**
 * What the demo claims, and whether it held. Each claim is shown when it is checked.
 *
 * <p>Used by one thread.
 */
final class Expectations {
    private final Screen screen;
    private int checked;
    private int broken;

    Expectations(Screen screen) {
        this.screen = screen;
    }

    /** Checks a claim. */
    void that(String claim, boolean holds) {
        checked++;
        if (!holds) {
            broken++;
        }
        screen.line("  " + (holds ? screen.style().tick() : screen.style().cross()) + " " + claim);
    }

    /** Checks that something came out as it should, and shows what came out if it did not. */
    void same(String claim, Object expected, Object actual) {
        boolean holds = expected.equals(actual);
        that(holds ? claim : claim + " (" + expected + " expected, " + actual + " found)", holds);
    }

    int checked() {
        return checked;
    }

    int broken() {
        return broken;
    }
}
