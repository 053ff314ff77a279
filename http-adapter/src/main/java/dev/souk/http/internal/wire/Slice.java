package dev.souk.http.internal.wire;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list that grows at its front, so that it is read with a cursor.
 *
 * @param items what is on it
 * @param next what to ask for to get the next one; null if there is none
 */
public record Slice<T>(List<T> items, @Nullable String next) {
    /**
     * The first {@code size} of some rows.
     *
     * @param rows one more than {@code size} if there are that many
     * @param size how many items a page has at most
     * @param cursor the cursor that leads to what follows a row
     * @param view how a row is shown
     */
    public static <R, T> Slice<T> of(List<R> rows, int size, Function<R, String> cursor, Function<R, T> view) {
        boolean more = rows.size() > size;
        List<R> shown = more ? rows.subList(0, size) : rows;
        return new Slice<>(shown.stream().map(view).toList(), more ? cursor.apply(shown.get(shown.size() - 1)) : null);
    }
}
