package dev.souk.http.internal.wire;

import java.util.List;

/**
 * A page of a list that has page numbers.
 *
 * @param items what is on it
 * @param page its number, from 1
 * @param size how many items a page has at most
 * @param total how many items there are on all pages
 */
public record Page<T>(List<T> items, int page, int size, int total) {
    /** The page with this number of a whole list. */
    public static <T> Page<T> of(List<T> all, int page, int size) {
        long from = Math.min((page - 1L) * size, all.size());
        long to = Math.min(from + size, all.size());
        return new Page<>(all.subList((int) from, (int) to), page, size, all.size());
    }
}
