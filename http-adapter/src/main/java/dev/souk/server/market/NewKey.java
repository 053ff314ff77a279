package dev.souk.server.market;

/**
 * A key that was made just now.
 *
 * @param view what is kept of it
 * @param text the key itself; it cannot be had again
 */
public record NewKey(KeyView view, String text) {
    /** Names the key without its text. */
    @Override
    public String toString() {
        return "NewKey[" + view + "]";
    }
}
